import { sql } from 'kysely';
import type { StepFact } from '../../core/facts.ts';
import type { Db } from '../schema.ts';
import type { OfWorkflow, Reports, Waste } from '../types/index.ts';
import { isRed, listOf, packed, slicesTable, unpacked } from './report-sql.ts';

/** What reports read of jobs. */
export function ofJobs(
  db: Db,
): Pick<Reports, 'jobTimes' | 'waits' | 'spent' | 'greenRuns' | 'steps'> {
  return {
    jobTimes: (of) => jobTimes(db, of),
    waits: (of) => waits(db, of),
    spent: (of) => spent(db, of),
    greenRuns: (of) => greenRuns(db, of),
    steps: (of) => steps(db, of),
  };
}

/** Jobs that a runner worked on: one that was skipped, or cancelled while it waited, has no runner. */
const ran = sql`j.runner <> '' and j.outcome <> 'skipped' and j.completed_at >= j.started_at`;

const inSlices = (repositories: readonly string[]) => sql`
  from slices s
  cross join jobs j
  join runs r on r.id = j.run_id
  where j.completed_at >= s.from_at and j.completed_at < s.to_at
    and j.repository in ${listOf(repositories)} and ${ran}`;

const jobTimes: Of<'jobTimes'> = async (db, { repositories, slices }) => {
  if (repositories.length === 0) return [];
  const { rows } = await sql<
    OfWorkflow & { slice: number; job: string; run: string | null; queue: string | null }
  >`
    with ${slicesTable(slices)}
    select s.slice, j.repository, r.workflow_id, j.name as job,
      ${packed(sql`case when j.outcome = 'success' then j.completed_at - j.started_at end`)} as run,
      ${packed(sql`case when j.started_at >= j.created_at then j.started_at - j.created_at end`)}
        as queue
    ${inSlices(repositories)}
    group by s.slice, j.repository, r.workflow_id, j.name`.execute(db);
  return rows.map((row) => ({ ...row, run: unpacked(row.run), queue: unpacked(row.queue) }));
};

const waits: Of<'waits'> = async (db, { repositories, slices }) => {
  if (repositories.length === 0) return [];
  const { rows } = await sql<OfWorkflow & { slice: number; times: string }>`
    with ${slicesTable(slices)},
    first_jobs as (
      select s.slice, r.repository, r.workflow_id, j.run_id, j.attempt, min(j.started_at) as at
      ${inSlices(repositories)}
      group by s.slice, r.repository, r.workflow_id, j.run_id, j.attempt
    )
    select f.slice, f.repository, f.workflow_id, ${packed(sql`f.at - a.started_at`)} as times
    from first_jobs f
    join attempts a on a.run_id = f.run_id and a.attempt = f.attempt
    where f.at >= a.started_at
    group by f.slice, f.repository, f.workflow_id`.execute(db);
  return rows.map((row) => ({ ...row, times: unpacked(row.times) }));
};

/**
 * Why minutes were wasted, one reason a job: its attempt was cancelled, while the next run of the
 * stream was there already (superseded) or not; or the job failed on a commit on which the same
 * workflow also passed (flaky).
 */
const waste = sql<Waste>`case
  when a.outcome = 'cancelled' then case when (
      select n.created_at from runs n
      where n.stream_id = r.stream_id and n.number > r.number order by n.number limit 1
    ) <= a.updated_at then 'superseded' else 'cancelled' end
  when ${isRed(sql`j.outcome`)} and exists (
      select 1 from runs g join attempts ga on ga.run_id = g.id
      where g.workflow_id = r.workflow_id and g.sha = r.sha and g.repository = r.repository
        and ga.progress = 'completed' and ga.outcome = 'success'
    ) then 'flaky'
  else 'none' end`;

const spent: Of<'spent'> = async (db, { repositories, slices }) => {
  if (repositories.length === 0) return [];
  const { rows } = await sql<
    OfWorkflow & { slice: number; labels: string; waste: Waste; jobs: number; minutes: number }
  >`
    with ${slicesTable(slices)},
    each_job as (
      select s.slice, j.repository, r.workflow_id, j.labels, ${waste} as waste,
        (j.completed_at - j.started_at + 59999) / 60000 as minutes
      from slices s
      cross join jobs j
      join runs r on r.id = j.run_id
      left join attempts a on a.run_id = j.run_id and a.attempt = j.attempt
      where j.completed_at >= s.from_at and j.completed_at < s.to_at
        and j.repository in ${listOf(repositories)} and ${ran}
    )
    select slice, repository, workflow_id, labels, waste, count(*) as jobs,
      cast(sum(minutes) as bigint) as minutes
    from each_job group by slice, repository, workflow_id, labels, waste`.execute(db);
  return rows;
};

const greenRuns: Of<'greenRuns'> = async (db, { repository, workflowId, from, to, limit }) => {
  const runs = await db
    .selectFrom('runs')
    .select(['id', 'attempt', 'startedAt', 'updatedAt'])
    .where('repository', '=', repository)
    .where('workflowId', '=', workflowId)
    .where('createdAt', '>=', from)
    .where('createdAt', '<', to)
    .where('progress', '=', 'completed')
    .where('outcome', '=', 'success')
    // Of a rerun, GitHub runs some jobs again and keeps the others: its times are no path.
    .where('attempt', '=', 1)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  if (runs.length === 0) return [];
  const ids = runs.map((run) => run.id);
  const { rows: jobs } = await sql<{
    runId: number;
    name: string;
    createdAt: number | null;
    startedAt: number;
    completedAt: number;
  }>`
    select j.run_id, j.name, j.created_at, j.started_at, j.completed_at from jobs j
    where j.run_id in ${listOf(ids)} and j.attempt = 1 and ${ran}
    order by j.started_at, j.id`.execute(db);
  return runs.map((run) => ({
    id: run.id,
    startedAt: run.startedAt,
    endedAt: run.updatedAt,
    jobs: jobs.flatMap(({ runId, ...job }) => (runId === run.id ? [job] : [])),
  }));
};

const steps: Of<'steps'> = async (db, { repository, workflowId, job, from, to, limit }) => {
  const { rows } = await sql<{ steps: string }>`
    select j.steps from jobs j where j.id in (
      select j.id from jobs j join runs r on r.id = j.run_id
      where r.repository = ${repository} and r.workflow_id = ${workflowId}
        and r.created_at >= ${from} and r.created_at < ${to}
        and j.name = ${job} and j.outcome = 'success' and ${ran}
      order by r.created_at desc, j.id desc limit ${limit}
    )`.execute(db);
  return rows.map((row) =>
    (JSON.parse(row.steps) as StepFact[]).flatMap(({ name, outcome, startedAt, completedAt }) =>
      startedAt === null || completedAt === null || completedAt < startedAt
        ? []
        : [{ name, outcome, ms: completedAt - startedAt }],
    ),
  );
};

type Of<Name extends keyof Reports> = (
  db: Db,
  of: Parameters<Reports[Name]>[0],
) => ReturnType<Reports[Name]>;
