import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { CamelCasePlugin, type CompiledQuery, Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqliteDialect } from '../../src/store/engine/sqlite.ts';
import { openStore } from '../../src/store/index.ts';
import type { Database } from '../../src/store/schema.ts';
import { tablesOf } from '../../src/store/tables/tables.ts';
import type { Tables } from '../../src/store/types/index.ts';
import { jobFact, repository, runFact } from '../helpers/facts.ts';

const path = join(tmpdir(), `baton-plans-${process.pid}.db`);
let db: Kysely<Database>;
let plain: Sqlite.Database;
let asked: CompiledQuery[] = [];

beforeAll(async () => {
  await (await openStore(path)).close();
  db = new Kysely<Database>({
    dialect: sqliteDialect(path),
    plugins: [new CamelCasePlugin()],
    log: ({ query }) => {
      asked.push(query);
    },
  });
  plain = new Sqlite(path);
});

afterAll(async () => {
  plain.close();
  await db.destroy();
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
});

/** The plans of all that `work` asks, step by step. */
async function stepsOf(work: (tables: Tables) => Promise<unknown>): Promise<string[]> {
  asked = [];
  await work(tablesOf(db));
  expect(asked.length).toBeGreaterThan(0);
  return asked.flatMap(({ sql, parameters }) => {
    const steps = plain.prepare(`explain query plan ${sql}`).all(parameters);
    return (steps as { detail: string }[]).map((step) => step.detail);
  });
}

/** Those that read a whole table, or sort what was read. */
async function slowSteps(work: (tables: Tables) => Promise<unknown>): Promise<string[]> {
  const slow = /^SCAN (?!.*USING|candidates|picked|.subquery)|TEMP B-TREE/;
  return (await stepsOf(work)).filter((step) => slow.test(step));
}

const lease = { limit: 10, now: 5, leaseMs: 5 };
const card = { key: 'k', kind: 'incident', subject: '1', channel: 'C1', now: 1 };
const post = { id: 1, ...card, threadOf: null, threadTs: null, channelId: null, ts: null };
const claimed = { ...post, version: 1, shownVersion: 0, sendingSince: null, attempts: 1 };
const api = { repository: 'acme/api', limit: 10 };

const questions: Record<string, (tables: Tables) => Promise<unknown>> = {
  'claims a delivery': ({ deliveries }) => deliveries.claim(lease),
  'counts deliveries': ({ deliveries }) => deliveries.counts(),
  'lists dead deliveries': ({ deliveries }) => deliveries.dead(10),
  'replays deliveries': ({ deliveries }) => deliveries.replay({ now: 5 }),
  'forgets deliveries': ({ deliveries }) => deliveries.purge(5),
  'claims work': ({ work }) => work.claim(lease),
  'counts the calls that wait for somebody': ({ pages }) => pages.waitingFor('U0OMAR'),
  'finds work': ({ work }) => work.find('a', 'b'),
  'tells when work is due': ({ work }) => work.nextDue(),
  'counts work': ({ work }) => work.counts(),
  'forgets work': ({ work }) => work.purge(5),
  'shows a post': ({ posts }) => posts.show(card),
  'touches a subject': ({ posts }) => posts.touch('incident', '1', 5),
  'ends a post': ({ posts }) => posts.shown(claimed, { channelId: 'C', ts: '1', hash: '', now: 5 }),
  'finds a post': ({ posts }) => posts.byMessage('C1', '1.1'),
  'finds the posts of a subject': ({ posts }) => posts.bySubject('incident', '1'),
  'tells when a post is due': ({ posts }) => posts.nextDue(),
  'counts posts': ({ posts }) => posts.counts(),
  'merges a run': async ({ streams, runs }) => {
    const key = { ...api, workflowId: 7, workflow: 'CI', branch: 'main', lane: 'branch' } as const;
    const { id } = await streams.lock({ ...key, now: 1 });
    await runs.merge(runFact({ updatedAt: 1 }), id);
    await runs.merge(runFact(), id);
  },
  'merges a job': async ({ jobs }) => {
    await jobs.merge(jobFact({ completedAt: 5 }));
    await jobs.merge(jobFact());
    await jobs.annotate({ kind: 'check', repository, jobId: 1_001, annotations: 2 });
  },
  'lists the jobs of a run': ({ jobs }) => jobs.ofRun(101, 1),
  'lists all runs': ({ runs }) => runs.list({ limit: 10, before: { createdAt: 9, id: 9 } }),
  'lists the runs of a repository': ({ runs }) => runs.list(api),
  'lists the runs of a branch': ({ runs }) => runs.list({ ...api, branch: 'main' }),
  'lists the runs of a workflow': ({ runs }) => runs.list({ ...api, workflow: 'CI' }),
  'lists red runs': ({ runs }) => runs.list({ ...api, outcome: 'red' }),
  'lists the runs of a stream': ({ runs }) => runs.ofStream(1, { limit: 10, since: 3 }),
  'lists the attempts of a run': ({ runs }) => runs.attempts(101),
  'finds a run by its number': ({ runs }) => runs.byNumber('acme/api', 1),
  'lists what has not ended': ({ runs }) => runs.unfinished('acme/api', 10),
  'finds the newest run': ({ runs }) => runs.newest('acme/api'),
  'forgets runs': ({ runs }) => runs.purge(5),
  'forgets green jobs': ({ jobs }) => jobs.purgeGreen(5),
  'finds the open incident': ({ incidents }) => incidents.open(1),
  'lists streams': ({ streams }) => streams.list(api),
  'finds a commit': ({ commits }) => commits.bySha('acme/api', 'a1'),
  'lists deployments': ({ deployments }) => deployments.list({ repository: 'acme/api', limit: 5 }),
  'lists what ended lately': ({ deployments }) => deployments.list({ since: 1, limit: 5 }),
  'lists what is being deployed': ({ deployments }) =>
    deployments.inFlight({ repository: 'acme/api', since: 1, limit: 5 }),
  'lists all that is being deployed': ({ deployments }) =>
    deployments.inFlight({ since: 1, limit: 5 }),
  'finds what runs': ({ deployments }) => deployments.running('acme/api'),
  'finds the deployments of a run': ({ deployments }) => deployments.ofRun(5),
  'forgets deployments': ({ deployments }) => deployments.purge(5),
  'lists deploys': ({ deploys }) =>
    deploys.list({ repository: 'acme/api', environment: 'production', limit: 5 }),
  'lists open deploys': ({ deploys }) => deploys.list({ states: ['waiting'], since: 1, limit: 5 }),
  'finds the deploys of a run': ({ deploys }) => deploys.ofRun(5),
  'lists locks': ({ locks }) => locks.held({ repository: 'acme/api' }),
  'forgets posts': ({ posts }) => posts.purge(5),
  'forgets commits': ({ commits }) => commits.purge(5),
  'forgets changes': ({ changes }) => changes.purge(5),
  'forgets incidents': ({ incidents }) => incidents.purge(5),
  'forgets streams': ({ streams }) => streams.purge(5),
  'lists how runs failed': ({ findings }) => findings.alike('f', { since: 1, limit: 5 }),
  'lists how a workflow ended': ({ findings }) =>
    findings.observed({ repository: 'acme/api', workflowId: 7, since: 1, limit: 5 }),
  'finds the incident of a run': ({ incidents }) => incidents.covering(1, 5),
  'finds the outage of an incident': ({ outages }) => outages.of(1),
  'reads the audit': ({ audit }) => audit.list({ limit: 5, who: 'U1', since: 1 }),
};

test.each(Object.entries(questions))('%s by an index', async (_, question) => {
  expect(await slowSteps(question)).toEqual([]);
});

test('claims posts by an index, and sorts only those that wait', async () => {
  const steps = await slowSteps(({ posts }) => posts.claim(lease));
  expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([]);
});

test('finds a run by its number without reading all runs of its repository', async () => {
  const steps = await stepsOf(({ runs }) => runs.byNumber('acme/api', 1));
  expect(steps).toEqual(['SEARCH runs USING INDEX runs_number (repository=? AND number=?)']);
});

test('finds the candidates of an outage among the open incidents', async () => {
  const [first] = await stepsOf(({ outages }) => outages.candidates('C1', 5));
  expect(first).toBe('SEARCH incidents USING INDEX incidents_state (state=? AND opened_at>?)');
});

test('a question that no index answers would be noticed', async () => {
  const byTitle = () => db.selectFrom('runs').selectAll().orderBy('title').execute();
  expect(await slowSteps(byTitle)).toEqual(['SCAN runs', 'USE TEMP B-TREE FOR ORDER BY']);
});

const month = {
  repositories: ['acme/api'],
  slices: [
    { from: 1, to: 5 },
    { from: 5, to: 9 },
  ],
};
const whole = { repositories: ['acme/api'], from: 1, to: 9 };

const reportQuestions: Record<string, (tables: Tables) => Promise<unknown>> = {
  'how runs ended': ({ reports }) => reports.outcomes({ streams: [1, 2], slices: month.slices }),
  'how long runs took': ({ reports }) => reports.runTimes(month),
  'what jobs took': ({ reports }) => reports.jobs(month),
  'what was run again': ({ reports }) => reports.retried(whole),
  'since when something is known': ({ reports }) => reports.known(whole),
  'which incidents there were': ({ reports }) => reports.incidents(whole),
  'which streams ran': ({ reports }) => reports.streams({ ...whole, since: 1 }),
  'which runs are behind a number': ({ reports }) =>
    reports.runs({ ...whole, outcome: 'red', limit: 5 }),
  'the newest green runs': ({ reports }) =>
    reports.greenRuns({ ...whole, repository: 'acme/api', workflowId: 7, limit: 5 }),
  'the steps of a job': ({ reports }) =>
    reports.steps({ ...whole, repository: 'acme/api', workflowId: 7, job: 'test', limit: 5 }),
};

test.each(Object.entries(reportQuestions))(
  'a report reads %s of its time alone',
  async (_, asked) => {
    const steps = await stepsOf(asked);
    expect(
      steps.filter((step) => /^SCAN (r|j|a|i|runs|jobs|attempts|incidents|streams)\b/.test(step)),
    ).toEqual([]);
  },
);

test('a report reads jobs without the pages that hold their steps', async () => {
  const steps = await stepsOf(({ reports }) => reports.jobs(month));
  expect(
    steps.some((step) =>
      /jobs? j USING COVERING INDEX jobs_ended|SEARCH j USING COVERING INDEX jobs_ended/.test(step),
    ),
  ).toBe(true);
});
