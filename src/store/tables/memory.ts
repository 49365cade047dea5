import type { Db } from '../schema.ts';
import type { Memory } from '../types/index.ts';

export function memory(db: Db): Memory {
  return {
    async get(space, key) {
      const row = await db
        .selectFrom('memory')
        .select('value')
        .where('space', '=', space)
        .where('key', '=', key)
        .executeTakeFirst();
      return row && JSON.parse(row.value);
    },

    async set(space, key, value, now) {
      const change = { value: JSON.stringify(value ?? null), updatedAt: now };
      await db
        .insertInto('memory')
        .values({ space, key, ...change })
        .onConflict((conflict) => conflict.columns(['space', 'key']).doUpdateSet(change))
        .execute();
    },

    async first(space, key, now) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('memory')
        .values({ space, key, value: 'null', updatedAt: now })
        .onConflict((conflict) => conflict.columns(['space', 'key']).doNothing())
        .executeTakeFirst();
      return Number(numInsertedOrUpdatedRows) === 1;
    },

    async delete(space, key) {
      await db.deleteFrom('memory').where('space', '=', space).where('key', '=', key).execute();
    },

    async list(space) {
      const rows = await db
        .selectFrom('memory')
        .select(['key', 'value', 'updatedAt'])
        .where('space', '=', space)
        .orderBy('key')
        .execute();
      return rows.map((row) => ({ ...row, value: JSON.parse(row.value) }));
    },

    async purge(space, before) {
      const { numDeletedRows } = await db
        .deleteFrom('memory')
        .where('space', '=', space)
        .where('updatedAt', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
