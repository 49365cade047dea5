import { expect, test } from 'vitest';
import type { Finding } from '../../src/core/cause.ts';
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
});
