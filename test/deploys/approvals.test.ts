import { expect, onTestFinished, test } from 'vitest';
import { type Deploy, noChanges } from '../../src/core/deploys.ts';
import type { RunFact } from '../../src/core/facts.ts';
import { applyApprovals, readApprovals } from '../../src/deploys/approvals.ts';
import { openStore } from '../../src/store/index.ts';
import { runFact } from '../helpers/facts.ts';

const deploy = (run: RunFact): Omit<Deploy, 'id' | 'state'> => ({
  ...{ repository: run.repository.name, environment: 'staging', ref: 'main', sha: run.sha },
  ...{ kind: 'deploy', fromSha: null, startedBy: null, startedLogin: 'dana', channel: 'C1' },
  ...{ actId: null, runId: run.id, runUrl: run.url, environmentId: null, waitingAt: null },
  ...{ askedAt: 1, endedAt: 2, decidedBy: null, decidedLogin: null, decidedAt: null },
  ...{ comment: null, error: null, changes: noChanges },
});

test('who ran it again is asked of GitHub, whose word of the new attempt may come later', async () => {
  const store = await openStore(':memory:');
  onTestFinished(() => store.close());
  const first = runFact({ id: 7, triggeredBy: 'dana', outcome: 'failure' });
  const { name: repository } = first.repository;
  const main = { repository, branch: 'main', lane: 'branch', workflow: 'CI' } as const;
  const { id } = await store.streams.lock({ ...main, workflowId: 7, now: 5 });
  await store.runs.merge(first, id);
  await store.deploys.insert({ ...deploy(first), state: 'rejected' });
  const again = { ...first, attempt: 2, triggeredBy: 'omar', progress: 'queued', outcome: null };
  const github = {
    pendingApprovals: async () => [],
    approvalsGiven: async () => [],
    run: async () => ({ run: again }),
  } as never;
  const read = await readApprovals({ repository, runId: 7 }, { github, store });
  expect(read?.run.triggeredBy).toBe('omar');
});

test('production is told to wait although the same run is over at staging already', async () => {
  const store = await openStore(':memory:');
  onTestFinished(() => store.close());
  const run = runFact({ id: 7, progress: 'in_progress', outcome: null });
  const repository = run.repository.name;
  await store.deploys.insert({ ...deploy(run), state: 'succeeded' });
  const asked = { environment: 'production', environmentId: 3, mine: false, reviewers: ['omar'] };
  const pending = [{ ...asked, kind: 'deploy', fromSha: null, changes: noChanges } as const];
  const where = { repository, channel: 'C1' };
  await store.transaction((tx) =>
    applyApprovals({ run, pending, given: [] }, where, { tx, now: 9 }),
  );
  const [staging, production] = await store.deploys.ofRun(7);
  expect([staging?.state, production?.state]).toEqual(['succeeded', 'waiting']);
  expect(await store.posts.byKey(`deploy:${production?.id}`)).toBeDefined();
});
