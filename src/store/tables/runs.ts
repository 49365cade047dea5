import { sql } from 'kysely';
import type { RunFact } from '../../core/facts.ts';
import type { Attempt, Run } from '../../core/records.ts';
import { atomically, forUpdate } from '../engine/dialect.ts';
import type { Db } from '../schema.ts';
import type { Merged, Runs } from '../types/index.ts';
import { commits } from './commits.ts';
import { attemptOf, differences, laterAttempt, laterRun, runOf } from './merge.ts';
import { inSteps } from './steps.ts';

/** Written out, not bound, so that the partial indexes on them serve. */
const red = sql<boolean>`outcome in ('failure', 'timed_out', 'startup_failure')`;
const unfinished = sql<boolean>`progress <> 'completed'`;

export function runs(db: Db): Runs {
  return {
    merge: (fact, streamId) => atomically(db, (tx) => merge(tx, fact, streamId)),

    byId: (id) => db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst(),

    byNumber: (repository, number) =>
      db
        .selectFrom('runs')
        .selectAll()
        .where('repository', '=', repository)
        .where('number', '=', number)
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .execute(),

    ofCommit: (repository, sha) =>
      db
        .selectFrom('runs')
        .selectAll()
        .where('repository', '=', repository)
        .where('sha', '=', sha)
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .execute(),

    attempts: (...runIds) =>
      db
        .selectFrom('attempts')
        .selectAll()
        .where('runId', 'in', runIds)
        .orderBy('runId')
        .orderBy('attempt')
        .execute(),

    ofStream: (streamId, { limit, since, until }) =>
      db
        .selectFrom('runs')
        .selectAll()
        .where('streamId', '=', streamId)
        .$if(since !== undefined, (rows) => rows.where('number', '>=', since ?? 0))
        .$if(until !== undefined, (rows) => rows.where('number', '<=', until ?? 0))
        .orderBy('number', 'desc')
        .limit(limit)
        .execute(),

    list: (filter) => list(db, filter),

    unfinished: (repository, limit) =>
      db
        .selectFrom('runs')
        .selectAll()
        .where('repository', '=', repository)
        .where(unfinished)
        .orderBy('createdAt')
        .limit(limit)
        .execute(),

    async newest(repository) {
      const row = await db
        .selectFrom('runs')
        .select((eb) => eb.fn.max<number | null>('createdAt').as('at'))
        .where('repository', '=', repository)
        .executeTakeFirstOrThrow();
      return row.at;
    },

    purge: (before) => inSteps((limit) => purgeStep(db, before, limit)),
  };
}

async function merge(tx: Db, fact: RunFact, streamId: number): Promise<Merged<Run>> {
  if (fact.commit) await commits(tx).note(fact.repository.name, fact.branch, [fact.commit]);
  const reported = runOf(fact, streamId);
  const merged = await mergeRun(tx, reported);
  const learned = await mergeAttempt(tx, attemptOf(fact));
  return { ...merged, changed: merged.changed || learned };
}

async function mergeRun(tx: Db, reported: Run): Promise<Merged<Run>> {
  const { id } = reported;
  const added = await tx
    .insertInto('runs')
    .values(reported)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added) return { before: undefined, after: reported, changed: true };
  const known = tx.selectFrom('runs').selectAll().where('id', '=', id);
  const before = await forUpdate(tx, known).executeTakeFirstOrThrow();
  const after = laterRun(before, reported);
  const change = differences(before, after);
  if (!change) return { before, after: before, changed: false };
  await tx.updateTable('runs').set(change).where('id', '=', id).execute();
  return { before, after, changed: true };
}

/** Answers whether there was anything new in it. The run's row is locked, so nothing comes between. */
async function mergeAttempt(tx: Db, reported: Attempt): Promise<boolean> {
  const before = await tx
    .selectFrom('attempts')
    .selectAll()
    .where('runId', '=', reported.runId)
    .where('attempt', '=', reported.attempt)
    .executeTakeFirst();
  if (!before) {
    await tx.insertInto('attempts').values(reported).execute();
    return true;
  }
  const change = differences(before, laterAttempt(before, reported));
  if (!change) return false;
  await tx
    .updateTable('attempts')
    .set(change)
    .where('runId', '=', reported.runId)
    .where('attempt', '=', reported.attempt)
    .execute();
  return true;
}

function list(db: Db, filter: Parameters<Runs['list']>[0]): Promise<Run[]> {
  let rows = db.selectFrom('runs').selectAll();
  if (filter.repository !== undefined) rows = rows.where('repository', '=', filter.repository);
  if (filter.workflow !== undefined) rows = rows.where('workflow', '=', filter.workflow);
  if (filter.branch !== undefined) rows = rows.where('branch', '=', filter.branch);
  if (filter.outcome === 'red') rows = rows.where(red);
  const { before } = filter;
  if (before) {
    rows = rows.where((eb) =>
      eb(eb.refTuple('createdAt', 'id'), '<', eb.tuple(before.createdAt, before.id)),
    );
  }
  return rows.orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(filter.limit).execute();
}

/** Attempts go with their run by the foreign key; the rest may come before it and has none. */
function purgeStep(db: Db, before: number, limit: number): Promise<number> {
  return atomically(db, async (tx) => {
    const rows = await tx
      .selectFrom('runs')
      .select('id')
      .where('createdAt', '<', before)
      .orderBy('createdAt')
      .limit(limit)
      .execute();
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return 0;
    const ofRuns = tx.selectFrom('jobs').select('id').where('runId', 'in', ids);
    await tx.deleteFrom('annotations').where('jobId', 'in', ofRuns).execute();
    await tx.deleteFrom('jobs').where('runId', 'in', ids).execute();
    await tx.deleteFrom('findings').where('runId', 'in', ids).execute();
    await tx.deleteFrom('runs').where('id', 'in', ids).execute();
    return ids.length;
  });
}
