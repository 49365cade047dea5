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

test('a run may be named by its repository and number, in whatever channel one is', async () => {
  const { github, settle, slash } = await openWorld();
  await github.run('acme/api', 'CI', 'success');
  const run = await github.run('acme/web', 'CI', 'failure');
  await settle();
  const named = `acme/web#${run.number}`;
  const card = await slash('dana', `/ci show ${named}`);
  expect(card).toContain(`acme/web · CI #${run.number} failed`);
  expect(await slash('dana', `/ci show web#${run.number}`)).toBe(card);
  expect(await slash('dana', `/ci logs ${named}`)).toContain('acme/web');
  expect(await slash('dana', '/ci show acme/web#4711')).toMatch(
    /No run of acme\/web has the number 4711\..*\/ci runs acme\/web/s,
  );
  expect(await slash('dana', '/ci show acme/wep#1')).toContain('Did you mean acme/web?');
});
