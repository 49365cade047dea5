import { expect, onTestFinished, test } from 'vitest';
import { nameOf } from '../../src/builds/names.ts';
import { muteTarget } from '../../src/builds/wishes.ts';
import { readDoneWhen } from '../../src/handoffs/done-when.ts';
import { openStore } from '../../src/store/index.ts';

test('a workflow and a branch are known by their names beside more branches than are looked through', async () => {
  const store = await openStore(':memory:');
  onTestFinished(() => store.close());
  const repository = 'acme/api';
  await store.transaction(async (tx) => {
    await tx.repositories.note({ name: repository, defaultBranch: 'main', url: '' }, 1);
    const lock = (workflowId: number, workflow: string, branch: string) =>
      tx.streams.lock({ repository, workflowId, workflow, branch, lane: 'branch', now: 1 });
    for (let n = 0; n < 1_001; n += 1) await lock(1, 'CI', `feature/${n + 1_000}`);
    await lock(1, 'CI', 'release/2.4');
    await lock(2, 'Nightly backup', 'main');
  });
  const found = (what: 'workflow' | 'branch', typed: string) =>
    nameOf(what, { repository, typed }, store);
  expect(await found('workflow', 'nightly backup')).toBe('Nightly backup');
  expect(await found('branch', 'release/2.4')).toBe('release/2.4');
  expect(await muteTarget('Nightly backup', store)).toMatchObject({ workflow: 'Nightly backup' });
  expect(await readDoneWhen('Nightly backup green on main', repository, store)).toMatchObject({
    doneWhen: { workflow: 'Nightly backup' },
  });
});
