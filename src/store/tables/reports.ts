import type { Db } from '../schema.ts';
import type { Reports } from '../types/index.ts';
import { ofJobs } from './report-jobs.ts';
import { ofRuns } from './report-runs.ts';
import { ofWork } from './report-work.ts';
import { inSteps } from './steps.ts';

/** `reader` reads in a thread of its own; without one, the questions are asked where all others are. */
export function reports(db: Db, reader: Db = db): Reports {
  return {
    ...ofRuns(reader),
    ...ofJobs(reader),
    ...ofWork(reader),

    async keepSavings({ scope, from, to, body }) {
      const row = { scope, periodFrom: from, periodTo: to, body: JSON.stringify(body) };
      await db
        .insertInto('savings')
        .values(row)
        .onConflict((conflict) => conflict.columns(['scope', 'periodTo']).doUpdateSet(row))
        .execute();
    },

    async keptSavings({ scope, until }) {
      const row = await db
        .selectFrom('savings')
        .selectAll()
        .where('scope', '=', scope)
        .where('periodTo', '<=', until)
        .orderBy('periodTo', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && { from: row.periodFrom, to: row.periodTo, body: JSON.parse(row.body) };
    },

    purge: (before) =>
      inSteps(async (limit) => {
        const old = db
          .selectFrom('savings')
          .select(['scope', 'periodTo'])
          .where('periodTo', '<', before)
          .limit(limit)
          .$asTuple('scope', 'periodTo');
        const { numDeletedRows } = await db
          .deleteFrom('savings')
          .where((eb) => eb(eb.refTuple('scope', 'periodTo'), 'in', old))
          .executeTakeFirst();
        return Number(numDeletedRows);
      }),
  };
}
