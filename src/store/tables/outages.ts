import { sql } from 'kysely';
import type { Db } from '../schema.ts';
import type { Outages } from '../types/index.ts';

/** Beyond so many failures of different reasons at once, one more reason is told by itself. */
const candidatesInSight = 20;

export function outages(db: Db): Outages {
  return {
    async join(member, now) {
      await db
        .insertInto('outages')
        .values({ ...member, joinedAt: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async members(parent, channel) {
      let rows = db
        .selectFrom('outages')
        .select(['channel', 'incident', 'parent'])
        .where('parent', '=', parent);
      if (channel !== undefined) rows = rows.where('channel', '=', channel);
      return rows.orderBy('joinedAt').orderBy('incident').execute();
    },

    candidates: (channel, since) =>
      db
        .selectFrom('incidents')
        .innerJoin('posts', (join) =>
          join.on('posts.subject', '=', sql<string>`cast(incidents.id as text)`),
        )
        .selectAll('incidents')
        .where('posts.kind', '=', 'incident')
        .where('posts.channel', '=', channel)
        .where('incidents.openedAt', '>=', since)
        .where('incidents.state', 'in', ['triggered', 'acknowledged'])
        .orderBy('incidents.id')
        .limit(candidatesInSight)
        .execute(),

    of: (incident) =>
      db
        .selectFrom('outages')
        .select(['channel', 'incident', 'parent'])
        .where('incident', '=', incident)
        .execute(),
  };
}
