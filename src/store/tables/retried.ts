import { type ExpressionBuilder, sql } from 'kysely';
import type { Cause } from '../../core/cause.ts';
import type { Database, Db } from '../schema.ts';
import type { Findings, RetriedAttempt } from '../types/index.ts';

const red = ['failure', 'timed_out', 'startup_failure'] as const;
const telling = ['success', ...red] as const;

type Asked = Parameters<Findings['retried']>[0];

/** See {@link Findings.retried}. */
export async function retried(db: Db, filter: Asked): Promise<RetriedAttempt[]> {
  if (filter.repositories.length === 0) return [];
  const rows = await ended(db, filter)
    .innerJoin(again(db, filter), (join) =>
      join
        .onRef('again.repository', '=', 'runs.repository')
        .onRef('again.workflowId', '=', 'runs.workflowId')
        .onRef('again.sha', '=', 'runs.sha'),
    )
    .innerJoin('streams', 'streams.id', 'runs.streamId')
    .leftJoin('findings', (join) =>
      join
        .onRef('findings.runId', '=', 'attempts.runId')
        .onRef('findings.attempt', '=', 'attempts.attempt'),
    )
    .select(['runs.repository', 'runs.workflowId', 'runs.workflow', 'runs.number', 'runs.url'])
    .select(['runs.sha', 'streams.branch', 'attempts.runId', 'attempts.attempt'])
    .select(['attempts.outcome', 'attempts.startedAt', 'attempts.updatedAt'])
    .select(['findings.fingerprint', 'findings.body', redJob])
    .orderBy('runs.createdAt', 'desc')
    .orderBy('runs.id', 'desc')
    .orderBy('attempts.attempt', 'desc')
    .limit(filter.limit)
    .execute();
  return rows.map(({ sha, runId, body, startedAt, updatedAt, outcome, fingerprint, ...row }) => ({
    ...{ repository: row.repository, workflowId: row.workflowId, workflow: row.workflow },
    ...{ number: row.number, url: row.url, branch: row.branch, attempt: row.attempt },
    ...{ commit: sha, run: runId, at: updatedAt, took: Math.max(0, updatedAt - startedAt) },
    outcome: outcome === 'success' ? 'green' : 'red',
    ...(fingerprint === null ? {} : { fingerprint }),
    ...named(body, row.job),
  }));
}

function ended(db: Db, { repositories, since }: Asked) {
  return db
    .selectFrom('runs')
    .innerJoin('attempts', 'attempts.runId', 'runs.id')
    .where('runs.repository', 'in', repositories)
    .where('runs.createdAt', '>=', since)
    .where('attempts.progress', '=', 'completed')
    .where('attempts.outcome', 'in', telling);
}

/** Commits of a workflow that were red, and of which more than one attempt ended. */
function again(db: Db, filter: Asked) {
  return ended(db, filter)
    .select(['runs.repository', 'runs.workflowId', 'runs.sha'])
    .groupBy(['runs.repository', 'runs.workflowId', 'runs.sha'])
    .having((eb) => eb.fn.countAll(), '>', 1)
    .having(
      (eb) => eb.fn.sum(eb.case().when('attempts.outcome', 'in', red).then(1).else(0).end()),
      '>',
      0,
    )
    .as('again');
}

function redJob(eb: ExpressionBuilder<Database, 'attempts'>) {
  return eb
    .selectFrom('jobs')
    .whereRef('jobs.runId', '=', 'attempts.runId')
    .whereRef('jobs.attempt', '=', 'attempts.attempt')
    .where('jobs.outcome', 'in', red)
    .select(sql<string | null>`min(jobs.name)`.as('name'))
    .as('job');
}

function named(body: string | null, job: string | null): Pick<RetriedAttempt, 'job' | 'test'> {
  if (body === null) return { job, test: null };
  const { cause } = JSON.parse(body) as { cause: Cause };
  return { job: cause.job, test: cause.tests[0] ?? null };
}
