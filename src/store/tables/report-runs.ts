import { sql } from 'kysely';
import type { Run } from '../../core/records.ts';
import type { Db } from '../schema.ts';
import type { PastIncident, Reports } from '../types/index.ts';
import {
  each,
  isRed,
  isTelling,
  lastWord,
  listOf,
  packed,
  plainly,
  slicesTable,
  unpacked,
  withinAll,
} from './report-sql.ts';
import { portionsOf } from './steps.ts';

type Part =
  | 'known'
  | 'streams'
  | 'names'
  | 'outcomes'
  | 'runTimes'
  | 'retried'
  | 'incidents'
  | 'runs';

/** What reports read of runs, streams and incidents. */
export function ofRuns(db: Db): Pick<Reports, Part> {
  return {
    known: (of) => known(db, of),
    streams: async ({ repositories, since }) =>
      repositories.length === 0
        ? []
        : db
            .selectFrom('streams')
            .select(['id', 'repository', 'workflowId', 'workflow', 'branch'])
            .where('lane', '=', 'branch')
            .where('repository', 'in', repositories)
            .where('lastRunAt', '>=', since)
            .execute(),
    names: (of) => names(db, of),
    outcomes: (of) => outcomes(db, of),
    runTimes: (of) => runTimes(db, of),
    retried: (of) => retried(db, of),
    incidents: (of) => incidents(db, of),
    runs: (wanted) => runs(db, wanted),
  };
}

/** One step into an index for each repository, and one for jobs. */
const known: Of<'known'> = async (db, { repositories }) => {
  if (repositories.length === 0) return { runs: null, jobs: null, deleted: null };
  const names = sql.join(repositories.map((name) => sql`(cast(${name} as text))`));
  const { rows } = await sql<Record<'runs' | 'jobs', number | null> & { kept: string | null }>`
    with own (name) as (values ${names})
    select
      (
        select min(
          (select r.created_at from runs r where r.repository = own.name order by r.created_at limit 1)
        ) from own
      ) as runs,
      (
        select j.completed_at from jobs j
        where j.completed_at is not null and j.repository in ${listOf(repositories)}
        order by j.completed_at limit 1
      ) as jobs,
      (select m.value from memory m where m.space = 'kept' and m.key = 'jobs') as kept`.execute(
    plainly(db),
  );
  const [{ runs = null, jobs = null, kept = null } = {}] = rows;
  return { runs, jobs, deleted: kept === null ? null : (JSON.parse(kept) as number) };
};

const names: Of<'names'> = async (db, { repositories, since }) => {
  if (repositories.length === 0) return [];
  const { rows } = await sql<{ repository: string; workflowId: number; workflow: string }>`
    select repository, workflow_id, workflow from (
      select repository, workflow_id, workflow, row_number() over (
        partition by repository, workflow_id order by last_run_at desc, id desc
      ) as place
      from streams where last_run_at >= ${since} and repository in ${listOf(repositories)}
    ) as named where place = 1`.execute(db);
  return rows;
};

/** SQLite takes 32,766 values in one question. */
const mostStreams = 10_000;

const outcomes: Of<'outcomes'> = async (db, { streams, slices }) => {
  const all: Awaited<ReturnType<Reports['outcomes']>> = [];
  for (const some of portionsOf(streams, mostStreams)) {
    all.push(...(await outcomesOfSome(db, { streams: some, slices })));
  }
  return all;
};

/** The plus keeps the engine from reading all that a stream ever ran. */
const outcomesOfSome: Of<'outcomes'> = async (db, { streams, slices }) => {
  const { rows } = await sql<{ stream: number; counts: string }>`
    with ${slicesTable(slices)},
    said as (
      select s.slice, r.stream_id, ${lastWord} as word
      from slices s cross join runs r
      where r.created_at >= s.from_at and r.created_at < s.to_at
        and ${withinAll(sql`r.created_at`, slices)}
        and r.progress = 'completed' and +r.stream_id in ${listOf(streams)}
    ),
    counted as (
      select stream_id, slice,
        count(*) filter (where word = 'success') as green,
        count(*) filter (where word <> 'success') as red
      from said where word is not null group by stream_id, slice
    )
    select stream_id as stream,
      string_agg('[' || slice || ',' || green || ',' || red || ']', ',') as counts
    from counted group by stream_id`.execute(plainly(db));
  return each(rows, ({ stream, counts }) => {
    const triples = JSON.parse(`[${counts}]`) as [number, number, number][];
    return { stream, counts: triples.map(([slice, green, red]) => ({ slice, green, red })) };
  });
};

const runTimes: Of<'runTimes'> = async (db, { repositories, slices }) => {
  if (repositories.length === 0) return [];
  const { rows } = await sql<{
    slice: number;
    repository: string;
    workflowId: number;
    times: string;
  }>`
    with ${slicesTable(slices)}
    select s.slice, r.repository, r.workflow_id as "workflowId", ${packed(sql`r.updated_at - r.started_at`)} as times
    from slices s cross join runs r
    where r.created_at >= s.from_at and r.created_at < s.to_at
      and ${withinAll(sql`r.created_at`, slices)}
      and r.repository in ${listOf(repositories)}
      and r.progress = 'completed' and r.outcome = 'success' and r.updated_at >= r.started_at
    group by s.slice, r.repository, r.workflow_id`.execute(plainly(db));
  return each(rows, (row) => ({ ...row, times: unpacked(row.times) }));
};

const retried: Of<'retried'> = async (db, { repositories, from, to }) => {
  if (repositories.length === 0) return [];
  const window = sql`r.created_at >= ${from} and r.created_at < ${to}
    and r.repository in ${listOf(repositories)}
    and a.progress = 'completed' and ${isTelling(sql`a.outcome`)}`;
  const { rows } = await sql<{
    repository: string;
    workflowId: number;
    commit: string;
    branch: string;
    run: number;
    attempt: number;
    at: number;
    outcome: string;
  }>`
    with twice as (
      select r.repository, r.workflow_id, r.sha
      from runs r join attempts a on a.run_id = r.id where ${window}
      group by r.repository, r.workflow_id, r.sha
      having count(*) > 1 and count(*) filter (where ${isRed(sql`a.outcome`)}) > 0
    )
    select r.repository, r.workflow_id as "workflowId", r.sha as "commit", streams.branch, a.run_id as run,
      a.attempt, a.updated_at as at, a.outcome
    from twice
    join runs r on r.workflow_id = twice.workflow_id and r.sha = twice.sha
      and r.repository = twice.repository
    join attempts a on a.run_id = r.id
    join streams on streams.id = r.stream_id
    where ${window}`.execute(plainly(db));
  return each(rows, ({ outcome, ...row }) => ({
    ...row,
    outcome: outcome === 'success' ? 'green' : 'red',
    rerun: row.attempt > 1,
  }));
};

const incidents: Of<'incidents'> = async (db, { repositories, from, to }) => {
  if (repositories.length === 0) return [];
  const { rows } = await sql<PastIncident>`
    select i.id, i.stream_id as "streamId", i.state, i.red_since as "redSince",
      i.red_runs as "redRuns", i.last_red_run as "lastRedRun", i.opened_at as "openedAt",
      i.announced_at as "announcedAt", i.acknowledged_at as "acknowledgedAt",
      i.acknowledged_by as "acknowledgedBy", i.resolved_at as "resolvedAt", i.resolution,
      s.repository, s.workflow_id as "workflowId", s.workflow, s.branch
    from (
      select * from incidents where resolved_at >= ${from}
      union all select * from incidents where state in ('triggered', 'acknowledged')
    ) i
    join streams s on s.id = i.stream_id
    where s.lane = 'branch' and s.repository in ${listOf(repositories)} and i.red_since < ${to}`.execute(
    plainly(db),
  );
  return rows;
};

const runs: Of<'runs'> = async (db, wanted) => {
  if (wanted.repositories.length === 0) return [];
  if (!wanted.streams) return runsOfSome(db, wanted);
  const all: Run[] = [];
  for (const some of portionsOf(wanted.streams, mostStreams)) {
    all.push(...(await runsOfSome(db, { ...wanted, streams: some })));
  }
  return all.sort((a, b) => b.createdAt - a.createdAt || b.id - a.id).slice(0, wanted.limit);
};

const runsOfSome: Of<'runs'> = async (db, wanted) => {
  const { repositories, outcome, from, to, workflowId, streams, limit } = wanted;
  const said = {
    any: sql<boolean>`true`,
    telling: sql<boolean>`${lastWord} is not null`,
    green: sql<boolean>`${lastWord} = 'success'`,
    red: isRed(lastWord),
    cancelled: sql<boolean>`r.outcome = 'cancelled'`,
  }[outcome];
  let found = db
    .selectFrom('runs as r')
    .selectAll()
    .where('r.repository', 'in', repositories)
    .where('r.createdAt', '>=', from)
    .where('r.createdAt', '<', to);
  if (workflowId !== undefined) found = found.where('r.workflowId', '=', workflowId);
  if (streams) found = found.where(sql<number>`+r.stream_id`, 'in', streams);
  if (outcome !== 'any') found = found.where('r.progress', '=', 'completed').where(said);
  const rows: Run[] = await found
    .orderBy('r.createdAt', 'desc')
    .orderBy('r.id', 'desc')
    .limit(limit)
    .execute();
  return rows;
};

type Of<Name extends keyof Reports> = (
  db: Db,
  of: Parameters<Reports[Name]>[0],
) => ReturnType<Reports[Name]>;
