import { expect, onTestFinished, test } from 'vitest';
import { noChanges } from '../../src/core/deploys.ts';
import { applyApprovals } from '../../src/deploys/approvals.ts';
import { openStore } from '../../src/store/index.ts';
import { runFact } from '../helpers/facts.ts';

test('production is told to wait although the same run is over at staging already', async () => {
  const store = await openStore(':memory:');
  onTestFinished(() => store.close());
  const run = runFact({ id: 7, progress: 'in_progress', outcome: null });
  const repository = run.repository.name;
  await store.deploys.insert({
    ...{ repository, environment: 'staging', kind: 'deploy', ref: 'main', sha: run.sha },
    ...{ fromSha: null, startedBy: null, startedLogin: 'dana', channel: 'C1', state: 'succeeded' },
    ...{ actId: null, runId: 7, runUrl: run.url, environmentId: null, askedAt: 1, waitingAt: null },
    ...{ endedAt: 2, decidedBy: null, decidedLogin: null, decidedAt: null, comment: null },
    ...{ error: null, changes: noChanges },
  });
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
