import { expect, test } from 'vitest';
import type { Log } from '../../src/core/log.ts';
import { retention } from '../../src/jobs/retention.ts';
import type { Store } from '../../src/store/types/index.ts';
import { jobFact, repository, runFact } from '../helpers/facts.ts';
import { eachEngine } from '../helpers/store.ts';

const day = 24 * 60 * 60 * 1000;
const now = 1_000 * day;
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** A broken build with all that is kept of it, `age` days ago. */
async function keep(store: Store, id: number, age: number): Promise<void> {
  const at = now - age * day;
  const pull = { branch: `pr-${id}`, lane: 'pull_request' } as const;
  const ci = { repository: 'acme/api', workflowId: 7, workflow: 'CI' };
  const stream = await store.streams.lock({ ...ci, ...pull, now: at });
  const commit = { sha: `s${id}`, message: 'Fix', authorName: 'Dana', authorEmail: null };
  const facts = { commit: { ...commit, authorLogin: null, at, files: null }, createdAt: at };
  await store.runs.merge(runFact({ id, ...facts, startedAt: at, updatedAt: at }), stream.id);
  await store.jobs.merge(jobFact({ id: id * 10, runId: id, completedAt: at }));
  await store.posts.show({ key: `k${id}`, kind: 'i', subject: `${id}`, channel: 'C1', now: at });
  const [post] = await store.posts.claim({ limit: 1, now: at, leaseMs: 1 });
  await store.posts.shown(post!, { channelId: 'C1', ts: `${id}`, hash: '', now: at });
  const incident = { state: 'resolved', firstRedRun: id, lastRedRun: id, redRuns: 1 } as const;
  await store.incidents.insert({
    ...{ ...incident, streamId: stream.id, redSince: at, lastGreenRun: null, openedAt: at },
    ...{ announcedAt: at, acknowledgedBy: null, acknowledgedAt: null, snoozedUntil: null },
    ...{ snoozedBy: null, resolvedAt: at, resolvedByRun: null, resolution: 'fixed' },
    ...{ mendedHow: null, mendedBy: null },
  });
  await store.changes.notePullRequest({
    ...{ kind: 'pull_request', repository, number: id, title: 'Totals', author: 'dana' },
    ...{ branch: `pr-${id}`, base: 'main', sha: `s${id}`, state: 'merged', mergeSha: null },
    ...{ url: '', updatedAt: at },
  });
  await store.deployments.note({
    ...{ kind: 'deployment', repository, id, environment: 'prod', sha: `s${id}`, ref: 'main' },
    ...{ creator: null, state: 'failure', url: null, runId: null, createdAt: at, updatedAt: at },
  });
}

/** What is still kept of that build. */
async function kept(store: Store, id: number): Promise<string[]> {
  const incidents = await store.incidents.list({ states: ['resolved'], limit: 9 });
  const streams = await store.streams.list({ lane: 'pull_request', limit: 9 });
  const deployments = await store.deployments.list({ repository: 'acme/api', limit: 9 });
  const found = {
    run: await store.runs.byId(id),
    job: await store.jobs.byId(id * 10),
    post: await store.posts.byKey(`k${id}`),
    commit: await store.commits.bySha('acme/api', `s${id}`),
    pull: await store.changes.pullRequest('acme/api', id),
    incident: incidents.find((incident) => incident.firstRedRun === id),
    stream: streams.find((stream) => stream.branch === `pr-${id}`),
    deployment: deployments.find((deployment) => deployment.id === id),
  };
  return Object.entries(found).flatMap(([name, row]) => (row === undefined ? [] : [name]));
}

eachEngine('retention', (open) => {
  test('forgets a build after 400 days, wholly, and nothing of it before', async () => {
    const store = await open();
    await keep(store, 1, 401);
    await keep(store, 2, 399);
    await retention.run({ store, now, log: silent, discover: async () => async () => {} });
    expect(await kept(store, 1)).toEqual([]);
    expect(await kept(store, 2)).toEqual([
      'run',
      'job',
      'post',
      'commit',
      'pull',
      'incident',
      'stream',
      'deployment',
    ]);
  });
});
