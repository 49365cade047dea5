import type { Selectable } from 'kysely';
import type { Subscription } from '../../core/records.ts';
import type { Database, Db } from '../schema.ts';
import type { Subscriptions } from '../types/index.ts';

export function subscriptions(db: Db): Subscriptions {
  return {
    async put({ on, branch, workflow, ...wish }) {
      const row = await db
        .insertInto('subscriptions')
        .values({ ...wish, wants: on, branch: branch ?? '', workflow: workflow ?? '' })
        .onConflict((conflict) =>
          conflict
            .columns(['channel', 'repository', 'branch', 'workflow'])
            .doUpdateSet({ wants: on, createdBy: wish.createdBy, createdAt: wish.createdAt }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return fromRow(row);
    },

    async remove(channel, repository) {
      const { numDeletedRows } = await db
        .deleteFrom('subscriptions')
        .where('channel', '=', channel)
        .where('repository', '=', repository)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },

    async ofChannel(channel) {
      const rows = await ordered(db).where('channel', '=', channel).execute();
      return rows.map(fromRow);
    },

    async all() {
      const rows = await ordered(db).execute();
      return rows.map(fromRow);
    },
  };
}

function ordered(db: Db) {
  return db
    .selectFrom('subscriptions')
    .selectAll()
    .orderBy('channel')
    .orderBy('repository')
    .orderBy('id');
}

function fromRow({
  wants,
  branch,
  workflow,
  ...row
}: Selectable<Database['subscriptions']>): Subscription {
  return { ...row, on: wants, branch: branch || null, workflow: workflow || null };
}
