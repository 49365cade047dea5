import type { Selectable } from 'kysely';
import type { Standing } from '../../core/digests.ts';
import type { Database, Db } from '../schema.ts';
import type { Standings } from '../types/index.ts';

export function standings(db: Db): Standings {
  return {
    async now() {
      const rows = await db
        .selectFrom('standings as each')
        .selectAll()
        .where((eb) =>
          eb(
            'since',
            '=',
            eb
              .selectFrom('standings as same')
              .select((inner) => inner.fn.max('same.since').as('newest'))
              .whereRef('same.repository', '=', 'each.repository')
              .whereRef('same.measure', '=', 'each.measure'),
          ),
        )
        .orderBy('repository')
        .orderBy('measure')
        .execute();
      return rows.map(standingOf);
    },

    async find({ repository, measure, since }) {
      const row = await db
        .selectFrom('standings')
        .selectAll()
        .where('repository', '=', repository)
        .where('measure', '=', measure)
        .where('since', '=', since)
        .executeTakeFirst();
      return row && standingOf(row);
    },

    async note({ value, goal, ...standing }) {
      await db
        .insertInto('standings')
        .values({ ...standing, body: JSON.stringify({ value, goal }) })
        .onConflict((conflict) => conflict.columns(['repository', 'measure', 'since']).doNothing())
        .execute();
    },
  };
}

const standingOf = ({ body, ...row }: Selectable<Database['standings']>): Standing => ({
  ...row,
  ...JSON.parse(body),
});
