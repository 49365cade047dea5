import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type GitHub, startGitHub } from '../../sandbox/github/index.ts';
import type { JobFact, RunFact } from '../../src/core/facts.ts';
import { isRed } from '../../src/core/health.ts';
import { connectGitHub } from '../../src/github/client.ts';
import { GitHubUnavailable } from '../../src/github/errors.ts';
import { type PollCursor, reconcile } from '../../src/github/reconcile.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let now: number;
let hub: GitHub;
let runs: Map<number, RunFact>;
let jobs: JobFact[];
let cursor: PollCursor | null;

beforeEach(async () => {
  now = Date.UTC(2026, 4, 1, 12);
  hub = await startGitHub({ token: 'good', clock: { now: () => now } });
  runs = new Map();
  jobs = [];
  cursor = null;
});

afterEach(() => hub.close());

/** One poll, whose facts are kept as Baton would. */
async function poll(options: { keep?: boolean } = {}) {
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const found = await reconcile('acme/api', cursor, {
    github: connectGitHub({
      apiUrl: hub.apiUrl,
      credentials: { token: 'good' },
      log: silent,
      clock: { now: () => now },
      secondMs: 1,
    }),
    runs: {
      byId: async (id) => runs.get(id),
      unfinished: async () => [...runs.values()].filter((run) => run.outcome === null),
    },
    jobs: {
      ofRun: async (runId, attempt) =>
        jobs.filter((job) => job.runId === runId && job.attempt === attempt),
    },
    incidents: {
      list: async () =>
        [...runs.values()]
          .filter((run) => isRed(run.outcome))
          .map(({ id }) => ({ lastRedRun: id })),
    },
    now,
  });
  if (options.keep !== false) {
    cursor = found.cursor;
    for (const fact of found.facts) {
      if (fact.kind === 'run') runs.set(fact.id, fact);
      else jobs.push(fact);
    }
  }
  return found;
}

function told(found: { facts: (RunFact | JobFact)[] }): string[] {
  return found.facts.flatMap((fact) =>
    fact.kind === 'run' ? [`${fact.number}.${fact.attempt} ${fact.outcome ?? fact.progress}`] : [],
  );
}

const asked = () => hub.requests.list.map((request) => `${request.status} ${request.path}`);

describe('a poll', () => {
  it('the first tells of the last day, oldest first, red runs with their jobs', async () => {
    await hub.run('acme/api', 'CI', 'failure', { createdAt: now - 30 * HOUR });
    await hub.run('acme/api', 'CI', 'success', { createdAt: now - 2 * HOUR });
    await hub.run('acme/api', 'CI', 'failure', { createdAt: now - HOUR });
    const found = await poll();
    expect(told(found)).toEqual(['2.1 success', '3.1 failure']);
    expect(found.facts.map((fact) => fact.kind)).toEqual(['run', 'run', 'job']);
    expect(found).toMatchObject({ missed: 0, busy: true });
  });

  it('of a quiet repository costs one request that GitHub does not count', async () => {
    await hub.run('acme/api', 'CI', 'success');
    await poll();
    hub.requests.clear();
    now += HOUR;
    expect(await poll()).toMatchObject({ facts: [], missed: 0, busy: false });
    expect(asked()).toEqual(['304 /repos/acme/api/actions/runs']);
  });

  it('after an hour of silence tells what happened meanwhile, and that it was missed', async () => {
    await hub.run('acme/api', 'CI', 'success');
    await poll();
    now += 10 * MINUTE;
    await hub.run('acme/api', 'CI', 'failure');
    await hub.run('acme/api', 'CI', 'success');
    now += 50 * MINUTE;
    const found = await poll();
    expect(told(found)).toEqual(['2.1 failure', '3.1 success']);
    expect(found.missed).toBe(2);
    expect(told(await poll())).toEqual([]);
  });

  it('finds older runs though a webhook told of a newer one first', async () => {
    await hub.run('acme/api', 'CI', 'success');
    await poll();
    now += HOUR;
    await hub.run('acme/api', 'CI', 'failure');
    now += HOUR;
    const latest = await hub.run('acme/api', 'CI', 'success');
    const page = await poll({ keep: false });
    const webhook = page.facts.find((fact) => fact.id === latest.id);
    if (webhook?.kind === 'run') runs.set(webhook.id, webhook);
    expect(told(await poll())).toEqual(['2.1 failure']);
  });

  it('does not count as missed what a webhook may still tell', async () => {
    hub.repo('acme/api');
    await poll();
    await hub.run('acme/api', 'CI', 'success');
    now += 5_000;
    const found = await poll();
    expect(told(found)).toEqual(['1.1 success']);
    expect(found.missed).toBe(0);
  });

  it('sees a run through that had not ended', async () => {
    const run = await hub.start('acme/api', 'CI');
    expect(told(await poll())).toEqual(['1.1 in_progress']);
    now += MINUTE;
    await hub.finish(run, 'failure');
    expect(told(await poll())).toEqual(['1.1 failure']);
  });

  it('sees the rerun of a red run that is on no first page any more, and asks for free until then', async () => {
    const red = await hub.run('acme/api', 'CI', 'failure', { createdAt: now - HOUR });
    await poll();
    for (let at = 0; at < 120; at++) await hub.run('acme/api', 'Lint', 'success');
    await poll();
    await poll();
    hub.requests.clear();
    expect(told(await poll())).toEqual([]);
    expect(asked()).toEqual([
      '304 /repos/acme/api/actions/runs',
      `304 /repos/acme/api/actions/runs/${red.id}`,
    ]);
    now += MINUTE;
    await hub.rerun(red, 'success');
    expect(told(await poll())).toEqual(['1.2 success']);
  });

  it('pages back to where it left off, each run once, also when more come meanwhile', async () => {
    await hub.run('acme/api', 'CI', 'success');
    await poll();
    const start = now;
    for (let at = 1; at <= 350; at++) {
      now = start + at * MINUTE;
      await hub.run('acme/api', 'CI', 'success');
    }
    hub.requests.clear();
    const found = await poll();
    expect(found.facts).toHaveLength(350);
    expect(asked()).toHaveLength(4);
  });

  it('whose facts were not kept tells them again', async () => {
    await hub.run('acme/api', 'CI', 'failure');
    const lost = await poll({ keep: false });
    expect((await poll()).facts).toEqual(lost.facts);
  });

  it('asks for the jobs of a red run only when they are not known', async () => {
    await hub.run('acme/api', 'CI', 'success');
    await poll();
    const red = await hub.run('acme/api', 'CI', 'failure');
    const first = await poll({ keep: false });
    jobs.push(...first.facts.filter((fact) => fact.kind === 'job'));
    hub.requests.clear();
    expect(told(await poll())).toEqual(['2.1 failure']);
    expect(asked().join()).not.toContain(`${red.id}`);
  });

  it('goes on without a run that was deleted', async () => {
    const run = await hub.start('acme/api', 'CI', { createdAt: now - HOUR });
    await poll();
    for (let at = 0; at < 100; at++) await hub.run('acme/api', 'Lint', 'success');
    await poll();
    hub.box.runs.delete(run.id);
    hub.repo('acme/api').runs.shift();
    await poll();
    expect((await poll()).facts).toEqual([]);
    hub.requests.clear();
    await poll();
    expect(asked()).toEqual(['304 /repos/acme/api/actions/runs']);
  });

  it('that GitHub does not answer rejects, and moves nothing', async () => {
    await hub.run('acme/api', 'CI', 'failure');
    hub.faults.set({ kind: 'error', status: 500 });
    await expect(poll()).rejects.toBeInstanceOf(GitHubUnavailable);
    hub.faults.clear();
    expect(told(await poll())).toEqual(['1.1 failure']);
  });
});
