import { setImmediate as pause } from 'node:timers/promises';
import { type Selectable, sql } from 'kysely';
import type { JobFact } from '../../core/facts.ts';
import type { Job } from '../../core/records.ts';
import { atomically, forUpdate } from '../engine/dialect.ts';
import type { Database, Db } from '../schema.ts';
import type { Jobs, Merged } from '../types/index.ts';
import { differences, jobOf, laterJob } from './merge.ts';
import { stepRows } from './steps.ts';

type Row = Selectable<Database['jobs']>;

export function jobs(db: Db): Jobs {
  return {
    merge: (fact) => atomically(db, (tx) => merge(tx, fact)),

    async annotate({ jobId, annotations: count }) {
      if (count === 0) return;
      await db
        .insertInto('annotations')
        .values({ jobId, count })
        .onConflict((conflict) =>
          conflict.column('jobId').doUpdateSet({ count }).where('annotations.count', '<', count),
        )
        .execute();
    },

    async ofRun(runId, attempt) {
      const rows = await annotated(db)
        .where('runId', '=', runId)
        .$if(attempt !== undefined, (some) => some.where('attempt', '=', attempt ?? 0))
        .orderBy('attempt')
        .orderBy('jobs.id')
        .execute();
      return rows.map(fromRow);
    },

    async byId(id) {
      const row = await annotated(db).where('jobs.id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },

    purgeGreen: (before) => purgeGreen(db, before),
  };
}

function annotated(db: Db) {
  return db
    .selectFrom('jobs')
    .leftJoin('annotations', 'annotations.jobId', 'jobs.id')
    .selectAll('jobs')
    .select((eb) => eb.fn.coalesce('annotations.count', sql.lit(0)).as('annotations'));
}

function fromRow({ labels, steps, ...row }: Row & { annotations: number }): Job {
  return { ...row, labels: JSON.parse(labels), steps: JSON.parse(steps) };
}

function toRow({ annotations: _, labels, steps, ...job }: Job): Row {
  return { ...job, labels: JSON.stringify(labels), steps: JSON.stringify(steps) };
}

async function merge(tx: Db, fact: JobFact): Promise<Merged<Job>> {
  const reported = jobOf(fact);
  const added = await tx
    .insertInto('jobs')
    .values(toRow(reported))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) {
    await forUpdate(tx, tx.selectFrom('jobs').select('id').where('id', '=', fact.id)).execute();
  }
  const stored = fromRow(
    await annotated(tx).where('jobs.id', '=', fact.id).executeTakeFirstOrThrow(),
  );
  if (added) return { before: undefined, after: stored, changed: true };
  const after = laterJob(stored, reported);
  const change = differences(toRow(stored), toRow(after));
  if (!change) return { before: stored, after: stored, changed: false };
  await tx.updateTable('jobs').set(change).where('id', '=', fact.id).execute();
  return { before: stored, after, changed: true };
}

/**
 * Walks over all old jobs page by page: those of red runs stay, and asking anew each time for the
 * first ones that may go would step over all that stay again and again.
 */
async function purgeGreen(db: Db, before: number): Promise<number> {
  let total = 0;
  for (let from = { at: 0, id: 0 }; ; ) {
    const page = await oldJobs(db, before, from);
    const ids = page
      .filter((row) => row.outcome === 'success' || row.run === null)
      .map((row) => row.id);
    if (ids.length > 0) await deleteJobs(db, ids);
    total += ids.length;
    const last = page.at(-1);
    if (!last || page.length < stepRows) return total;
    from = { at: last.completedAt ?? 0, id: last.id };
    await pause();
  }
}

function oldJobs(db: Db, before: number, from: { at: number; id: number }) {
  return db
    .selectFrom('jobs')
    .leftJoin('runs', 'runs.id', 'jobs.runId')
    .select(['jobs.id', 'jobs.completedAt', 'runs.id as run', 'runs.outcome'])
    .where('jobs.completedAt', '<', before)
    .where((eb) => eb(eb.refTuple('jobs.completedAt', 'jobs.id'), '>', eb.tuple(from.at, from.id)))
    .orderBy('jobs.completedAt')
    .orderBy('jobs.id')
    .limit(stepRows)
    .execute();
}

async function deleteJobs(db: Db, ids: number[]): Promise<void> {
  await db.deleteFrom('annotations').where('jobId', 'in', ids).execute();
  await db.deleteFrom('jobs').where('id', 'in', ids).execute();
}
