import Sqlite from 'better-sqlite3';
import pg from 'pg';

/** What is stored; `recent` of the runs are of the last sixty days and have their jobs, the others are older. */
export type Amount = { runs: number; recent: number };

type Place = { url: string; engine: 'sqlite' | 'postgres' };

const day = 24 * 60 * 60 * 1000;
const recentDays = 60;
const olderDays = 335;
const workflows = 200;
const pullRequests = 2_200;

/** Nine steps, as a job of some size has. */
const steps = JSON.stringify(
  Array.from({ length: 9 }, (_, at) => ({
    ...{ number: at + 1, name: `Run step ${at + 1}`, progress: 'completed', outcome: 'success' },
    ...{ startedAt: at * 20_000, completedAt: (at + 1) * 20_000 },
  })),
);

/**
 * Fills a store whose tables are there already with the past of forty repositories with five
 * workflows each, by statements that make the rows themselves: both engines hold the same.
 */
export async function fill(place: Place, { runs, recent }: Amount, now: number): Promise<void> {
  await execute(place, [
    `insert into repositories (key, name, default_branch, url)
      ${numbers(place, 0, 39)} select 'acme/repo-' || i, 'acme/repo-' || i, 'main', '' from n`,
    `insert into streams (id, repository, workflow_id, workflow, branch, lane, health, last_run_at)
      ${numbers(place, 1, workflows + pullRequests)}
      select i, 'acme/repo-' || (i % 40), 1000 + i % ${workflows}, 'Workflow ' || (i % ${workflows}),
        case when i <= ${workflows} then 'main' else 'change-' || i end,
        case when i <= ${workflows} then 'branch' else 'pull_request' end, 'green', ${now} from n`,
    `insert into incidents (stream_id, state, first_red_run, last_red_run, red_runs, red_since,
        opened_at, announced_at, acknowledged_at, resolved_at, resolution)
      ${numbers(place, 1, workflows * 10)}
      select 1 + i % ${workflows}, 'resolved', i, i, 1, red, red, red, red + 60000 * (${hash} % 30),
        red + 60000 * (30 + ${hash} % 300), 'fixed'
      from (select i, ${now} - ${recentDays * day} + i * ${Math.floor((recentDays * day) / 2_000)} as red from n) t`,
    ...runRows(
      place,
      [1, recent],
      `${now} - ${recentDays * day} + i * ${step(recentDays, recent)}`,
    ),
    ...jobRows(recent),
  ]);
  await add(place, { runs, recent }, now);
}

/** Adds older runs until there are so many. */
export async function add(place: Place, { runs, recent }: Amount, now: number): Promise<void> {
  const older = runs - recent;
  if (older > 0) {
    const at = `${now} - ${recentDays * day} - (i - ${recent}) * ${step(olderDays, older)}`;
    await execute(place, runRows(place, [recent + 1, runs], at));
  }
  if (place.engine === 'postgres') await execute(place, ['vacuum analyze']);
}

const step = (days: number, rows: number): number => Math.floor((days * day) / rows);

/** Looks like chance and is the same each time. */
const hash = '((i * 2654435761 % 4294967296) / 64)';

/** Of ten runs eight are green, one red, one cancelled or red and then green; half are of pull requests. */
function runRows(place: Place, [from, to]: readonly [number, number], at: string): string[] {
  const stream = `(case when ${hash} % 2 = 0 then 1 + ${hash} / 2 % ${workflows} else ${workflows + 1} + ${hash} / 2 % ${pullRequests} end)`;
  const outcome = `(case when ${hash} % 100 < 10 then 'failure' when ${hash} % 100 < 15 then 'cancelled' else 'success' end)`;
  const source = `(select i, ${stream} as stream, ${at} as at, ${outcome} as outcome,
    case when ${hash} % 25 = 24 then 2 else 1 end as attempt, 60000 + ${hash} % 1200000 as took from n) t`;
  return [
    `insert into runs (id, stream_id, repository, workflow_id, workflow, number, attempt, branch, sha,
        event, title, actor, triggered_by, progress, outcome, created_at, started_at, updated_at, url)
      ${numbers(place, from, to)}
      select i, stream, 'acme/repo-' || (stream % 40), 1000 + stream % ${workflows},
        'Workflow ' || (stream % ${workflows}), i, attempt,
        case when stream <= ${workflows} then 'main' else 'change-' || stream end, 'sha-' || i, 'push',
        'Change the totals of the cart', 'dana', 'dana', 'completed', outcome, at, at, at + took,
        'https://github.com/acme/repo/actions/runs/' || i from ${source}`,
    `insert into attempts (run_id, attempt, progress, outcome, triggered_by, started_at, updated_at)
      ${numbers(place, from, to)}
      select i, attempt, 'completed', outcome, 'dana', at, at + took from ${source}`,
    `insert into attempts (run_id, attempt, progress, outcome, triggered_by, started_at, updated_at)
      ${numbers(place, from, to)}
      select i, 1, 'completed', 'failure', 'dana', at, at + took from ${source} where attempt = 2`,
  ];
}

/** A build and a test of every run of late. */
function jobRows(recent: number): string[] {
  return ['build', 'test (node 22)'].map(
    (name, at) => `insert into jobs (id, run_id, attempt, repository, name, progress, outcome,
        created_at, started_at, completed_at, runner, labels, steps, url)
      select id * 10 + ${at}, id, attempt, repository, '${name}', 'completed',
        outcome, started_at, started_at + id % 60000, updated_at, 'GitHub Actions 1',
        case when id % 10 = 0 then '["macos-15"]' else '["ubuntu-latest"]' end, '${steps}', url
      from runs where id <= ${recent}`,
  );
}

function numbers({ engine }: Place, from: number, to: number): string {
  return engine === 'sqlite'
    ? `with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to})`
    : `with n as (select cast(i as bigint) as i from generate_series(${from}, ${to}) i)`;
}

async function execute({ url, engine }: Place, statements: readonly string[]): Promise<void> {
  if (engine === 'sqlite') {
    const file = new Sqlite(url.replace('sqlite:', ''));
    file.pragma('synchronous = OFF');
    for (const statement of statements) file.exec(statement);
    file.pragma('wal_checkpoint(TRUNCATE)');
    file.close();
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
