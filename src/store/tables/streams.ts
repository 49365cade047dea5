import { sql } from 'kysely';
import type { Db } from '../schema.ts';
import type { Streams } from '../types/index.ts';
import { inSteps } from './steps.ts';

export function streams(db: Db): Streams {
  return {
    /** An upsert locks the row on PostgreSQL, even where it changes nothing in it. */
    lock: ({ repository, workflowId, workflow, branch, lane, now }) =>
      db
        .insertInto('streams')
        .values({
          repository,
          workflowId,
          workflow,
          branch,
          lane,
          health: 'unknown',
          lastRunAt: now,
        })
        .onConflict((conflict) =>
          conflict.columns(['repository', 'workflowId', 'branch', 'lane']).doUpdateSet({
            workflow: later('workflow'),
            lastRunAt: later('lastRunAt'),
          }),
        )
        .returningAll()
        .executeTakeFirstOrThrow(),

    byId: (id) => db.selectFrom('streams').selectAll().where('id', '=', id).executeTakeFirst(),

    async noteHealth(id, health, at) {
      await db.updateTable('streams').set({ health, healthAt: at }).where('id', '=', id).execute();
    },

    list({ repository, branch, lane = 'branch', limit }) {
      let rows = db.selectFrom('streams').selectAll().where('lane', '=', lane);
      if (repository !== undefined) rows = rows.where('repository', '=', repository);
      if (branch !== undefined) rows = rows.where('branch', '=', branch);
      return rows
        .orderBy('repository')
        .orderBy('workflow')
        .orderBy('branch')
        .limit(limit)
        .execute();
    },

    purge: (before) => inSteps((limit) => purgeStep(db, before, limit)),
  };
}

/** The new value where the run is the stream's latest, else the one that stands. */
function later<T>(column: string) {
  const name = sql.ref(column);
  return sql<T>`case when excluded.last_run_at >= streams.last_run_at
    then excluded.${name} else streams.${name} end`;
}

async function purgeStep(db: Db, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('streams')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('streams')
        .select('id')
        .where('lastRunAt', '<', before)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('runs').select('runs.id').whereRef('streamId', '=', 'streams.id'))),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('incidents')
                .select('incidents.id')
                .whereRef('streamId', '=', 'streams.id'),
            ),
          ),
        )
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
