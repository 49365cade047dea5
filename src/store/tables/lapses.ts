import type { Db } from '../schema.ts';
import type { Lapses } from '../types/index.ts';

export function lapses(db: Db): Lapses {
  return {
    insert: (lapse) =>
      db
        .insertInto('lapses')
        .values({ ...lapse, closedAt: null, closedByRun: null })
        .returningAll()
        .executeTakeFirstOrThrow(),

    byId: (id) => db.selectFrom('lapses').selectAll().where('id', '=', id).executeTakeFirst(),

    open: () =>
      db
        .selectFrom('lapses')
        .selectAll()
        .where('closedAt', 'is', null)
        .orderBy('openedAt')
        .orderBy('id')
        .execute(),

    async update(id, change) {
      await db
        .updateTable('lapses')
        .set({ ...change, id })
        .where('id', '=', id)
        .execute();
    },

    async purge(before) {
      const done = await db.deleteFrom('lapses').where('closedAt', '<', before).executeTakeFirst();
      return Number(done.numDeletedRows);
    },
  };
}
