import type { Selectable } from 'kysely';
import type { Batch } from '../../core/act.ts';
import type { Database, Db } from '../schema.ts';
import type { Batches } from '../types/acts.ts';
import { inSteps } from './steps.ts';

export function batches(db: Db): Batches {
  return {
    async add({ leftOut, ...batch }) {
      const row = await db
        .insertInto('batches')
        .values({ ...batch, leftOut: JSON.stringify(leftOut) })
        .returningAll()
        .executeTakeFirstOrThrow();
      return batchOf(row);
    },

    async byId(id) {
      const row = await db
        .selectFrom('batches')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && batchOf(row);
    },

    purge: (before) => inSteps((limit) => purgeStep(db, before, limit)),
  };
}

const batchOf = ({ leftOut, ...row }: Selectable<Database['batches']>): Batch => ({
  ...row,
  leftOut: JSON.parse(leftOut),
});

async function purgeStep(db: Db, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('batches')
    .where('id', 'in', (eb) =>
      eb.selectFrom('batches').select('id').where('askedAt', '<', before).limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
