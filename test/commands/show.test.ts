import { expect, test } from 'vitest';
import { openWorld } from '../helpers/world.ts';

test('/ci show says why the run failed, once its log was read', async () => {
  const { github, settle, slash } = await openWorld();
  const run = await github.run('acme/api', 'CI', 'failure', { log: 'vitest' });
  await settle();
  const card = await slash('dana', `/ci show ${run.id}`);
  expect(card).toContain('→ AssertionError: expected 90 to be 100');
  expect(card).toContain('Test failure, not seen before.');
  await github.rerun(run, 'success');
  await settle();
  expect(await slash('dana', `/ci show ${run.id}`)).not.toContain('AssertionError');
});
