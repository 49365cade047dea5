import { sql } from 'kysely';
import type { StepFact } from '../../core/facts.ts';
import type { Db } from '../schema.ts';
import type { JobsRead, OfWorkflow, Reports, Waste } from '../types/index.ts';
import {
  each,
  isRed,
  listOf,
  packed,
  plainly,
  slicesTable,
  unpacked,
  withinAll,
} from './report-sql.ts';

/** What reports read of jobs. */
export function ofJobs(db: Db): Pick<Reports, 'jobs' | 'greenRuns' | 'steps'> {
  return {
    jobs: (of) => jobs(db, of),
    greenRuns: (of) => greenRuns(db, of),
    steps: (of) => steps(db, of),
  };
}

/** Jobs that a runner worked on: one that was skipped, or cancelled while it waited, has no runner. */
const ran = sql`j.runner <> '' and j.outcome <> 'skipped' and j.completed_at >= j.started_at`;

/**
 * Why minutes were wasted, one reason a job: its attempt was cancelled, while the next run of the
 * stream was there already (superseded) or not; or the job failed on a commit on which the same
 * workflow also passed (flaky).
 */
const waste = sql`case
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

type JobRow = OfWorkflow & { kind: 'times' | 'wait' | 'spent'; slice: number; part: string } & {
  waste: Waste;
  one: string | null;
  two: string | null;
  jobs: number;
  minutes: number;
};

/**
 * Three answers by one reading of the jobs, which are many. Of an attempt that an edge of the slice
 * cuts, what is seen first within it may not be the job that started first.
 */
const jobs: Of<'jobs'> = async (db, { repositories, slices }) => {
  if (repositories.length === 0) return { times: [], waits: [], spent: [] };
  const { rows } = await sql<JobRow>`
    with ${slicesTable(slices)},
    worked as materialized (
      select s.slice, j.repository, r.workflow_id as workflow, j.name, j.labels, j.run_id, j.attempt,
        j.started_at as started, a.started_at as begun,
        case when a.started_at >= s.from_at and a.updated_at < s.to_at then 1 else 0 end as inside, ${waste} as waste,
        (j.completed_at - j.started_at + 59999) / 60000 as minutes,
        case when j.outcome = 'success' then j.completed_at - j.started_at end as run,
        case when j.started_at >= j.created_at then j.started_at - j.created_at end as queue
      from slices s
      cross join jobs j
      join runs r on r.id = j.run_id
      left join attempts a on a.run_id = j.run_id and a.attempt = j.attempt
      where j.completed_at >= s.from_at and j.completed_at < s.to_at
        and ${withinAll(sql`j.completed_at`, slices)}
        and j.repository in ${listOf(repositories)} and ${ran}
    ),
    attempted as (
      select slice, repository, workflow, run_id, attempt, min(started) as started,
        min(started) - min(begun) as wait, min(inside) as inside
      from worked where begun is not null group by slice, repository, workflow, run_id, attempt
    ),
    first_jobs as (
      select slice, repository, workflow, wait from attempted f
      where f.inside = 1 or not exists (
        select 1 from jobs j
        where j.run_id = f.run_id and j.attempt = f.attempt and j.started_at < f.started and ${ran}
      )
    )
    select 'times' as kind, slice, repository, workflow as "workflowId", name as part, 'none' as waste,
      ${packed(sql`run`)} as one, ${packed(sql`queue`)} as two, 0 as jobs, 0 as minutes
    from worked group by slice, repository, workflow, name
    union all
    select 'wait', slice, repository, workflow, '', 'none', ${packed(sql`wait`)}, null, 0, 0
    from first_jobs where wait >= 0 group by slice, repository, workflow
    union all
    select 'spent', slice, repository, workflow, labels, waste, null, null,
      count(*), cast(sum(minutes) as bigint)
    from worked group by slice, repository, workflow, labels, waste`.execute(plainly(db));
  return sorted(rows);
};

async function sorted(rows: readonly JobRow[]): Promise<JobsRead> {
  const read: JobsRead = { times: [], waits: [], spent: [] };
  await each(rows, ({ kind, part, waste: why, one, two, jobs: count, minutes, ...of }) => {
    if (kind === 'times')
      read.times.push({ ...of, job: part, run: unpacked(one), queue: unpacked(two) });
    else if (kind === 'wait') read.waits.push({ ...of, times: unpacked(one) });
    else read.spent.push({ ...of, labels: part, waste: why, jobs: count, minutes });
  });
  return read;
}

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
