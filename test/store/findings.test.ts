import { expect, test } from 'vitest';
import type { Finding } from '../../src/core/cause.ts';
import { jobFact, runFact } from '../helpers/facts.ts';
import { eachEngine } from '../helpers/store.ts';

function finding(runId: number, attempt: number, fingerprint: string): Finding {
  const cause = {
    ...{ job: 'test', lines: [], more: 0, category: 'test' as const, evidence: 'expected 90' },
    ...{ fingerprint, normalised: '', rule: '', files: [], tests: [], readable: true },
  };
  const place = { runId, attempt, streamId: 1, jobId: 1, repository: 'acme/api', at: runId };
  return {
    ...place,
    cause,
    labels: [],
    seen: null,
    flaky: null,
    alike: ['node 22'],
    suspects: [{ sha: 'a', title: 't', authorName: 'd', authorLogin: null, authorEmail: null }],
  };
}

eachEngine('what is kept of causes and outages', (open) => {
  test('a finding comes back as it was, the newest attempt’s first', async () => {
    const { findings } = await open();
    await findings.put(finding(1, 1, 'x'));
    await findings.put(finding(1, 2, 'y'));
    await findings.put(finding(1, 2, 'z'));
    expect(await findings.ofRun(1)).toEqual(finding(1, 2, 'z'));
    expect(await findings.ofRun(1, 1)).toEqual(finding(1, 1, 'x'));
    expect(await findings.ofRun(9)).toBeUndefined();
    expect(await findings.ofRun(1, 3)).toBeUndefined();
  });

  test('of two that are found at one moment, the second is kept where the first can be seen', async () => {
    const store = await open();
    let isKept = () => {};
    const kept = new Promise<void>((resolve) => {
      isKept = resolve;
    });
    const first = store.transaction(async (tx) => {
      await tx.findings.put(finding(1, 1, 'x'));
      isKept();
      for (let at = 0; at < 20; at++) await tx.findings.ofRun(1);
    });
    const second = kept.then(() =>
      store.transaction(async (tx) => {
        await tx.findings.put(finding(2, 1, 'x'));
        return tx.findings.ofRun(1);
      }),
    );
    await first;
    expect(await second).toEqual(finding(1, 1, 'x'));
  });

  test('runs that failed alike are found, newest first, as far back as asked', async () => {
    const { findings } = await open();
    for (const run of [1, 2, 3]) await findings.put(finding(run, 1, 'same'));
    await findings.put(finding(4, 1, 'other'));
    const alike = await findings.alike('same', { since: 2, limit: 10 });
    expect(alike.map((one) => one.runId)).toEqual([3, 2]);
    expect(await findings.purge(3)).toBe(2);
    expect(await findings.alike('same', { since: 0, limit: 10 })).toHaveLength(1);
  });

  test('an incident joins one parent a channel, and stays with it', async () => {
    const { outages } = await open();
    await outages.join({ channel: 'C1', incident: 2, parent: 1 }, 10);
    await outages.join({ channel: 'C1', incident: 2, parent: 3 }, 11);
    await outages.join({ channel: 'C2', incident: 2, parent: 3 }, 12);
    expect(await outages.members(1, 'C1')).toEqual([{ channel: 'C1', incident: 2, parent: 1 }]);
    expect((await outages.of(2)).map((member) => member.parent).sort()).toEqual([1, 3]);
  });

  test('what was red and run again on one commit is read with what failed, newest first', async () => {
    const { findings, runs, streams, jobs } = await open();
    const key = { repository: 'acme/api', workflowId: 7, workflow: 'CI', branch: 'main' };
    const stream = await streams.lock({ ...key, lane: 'branch', now: 1 });
    const end = (id: number, attempt: number, outcome: 'success' | 'failure', sha: string) =>
      runs.merge(
        runFact({ id, attempt, outcome, sha, startedAt: 1_000, updatedAt: 1_060 }),
        stream.id,
      );
    await end(1, 1, 'failure', 'flips');
    await end(1, 2, 'success', 'flips');
    await end(2, 1, 'failure', 'red once');
    await end(3, 1, 'success', 'green twice');
    await end(4, 1, 'success', 'green twice');
    await jobs.merge(jobFact({ id: 5, runId: 1, attempt: 1, name: 'e2e', outcome: 'failure' }));
    const asked = { repositories: ['acme/api'], since: 0, limit: 10 };
    const seen = await findings.retried(asked);
    expect(seen.map((one) => [one.commit, one.attempt, one.outcome, one.job, one.took])).toEqual([
      ['flips', 2, 'green', null, 60],
      ['flips', 1, 'red', 'e2e', 60],
    ]);
    await findings.put({
      ...finding(1, 1, 'x'),
      cause: { ...finding(1, 1, 'x').cause, tests: ['pays'] },
    });
    expect((await findings.retried(asked))[1]).toMatchObject({
      job: 'test',
      test: 'pays',
      fingerprint: 'x',
    });
    expect(await findings.retried({ ...asked, repositories: [] })).toEqual([]);
    expect(await findings.retried({ ...asked, since: Date.now() })).toEqual([]);
  });
});
