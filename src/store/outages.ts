import type { Db } from './schema.ts';
import type { Outages } from './types.ts';

export function outages(db: Db): Outages {
  return {
    async join(member, now) {
      await db
        .insertInto('outages')
        .values({ ...member, joinedAt: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    members: (parent, channel) =>
      db
        .selectFrom('outages')
        .select(['channel', 'incident', 'parent'])
        .where('parent', '=', parent)
        .where('channel', '=', channel)
        .orderBy('joinedAt')
        .orderBy('incident')
        .execute(),

    of: (incident) =>
      db
        .selectFrom('outages')
        .select(['channel', 'incident', 'parent'])
        .where('incident', '=', incident)
        .execute(),
  };
}
