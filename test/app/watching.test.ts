import { expect, test } from 'vitest';
import { examplesOf } from '../github/examples.ts';
import { openWorld } from '../helpers/world.ts';

const minute = 60_000;
const lists = /^\/repos\/acme\/(\w+)\/actions\/runs$/;

test('a new repository is watched as soon as GitHub lets Baton see it', async () => {
  const { github, settle, read, store } = await openWorld();
  await settle();
  github.webhooks.drop(({ event }) => event === 'workflow_run');
  await github.run('acme/new', 'CI', 'failure', { webhooks: 'completed' });
  await settle();
  expect(await store.repositories.byName('acme/new')).toBeUndefined();
  const [told] = examplesOf('installation_repositories');
  await github.webhooks.send('installation_repositories', 'added', () => told!);
  await settle();
  expect(read('#builds')).toEqual([expect.stringContaining('acme/new')]);
});

test('a repository without webhooks is looked at each minute, also while another one has them', async () => {
  const { github, pass, restart, clock } = await openWorld();
  github.repo('acme/silent');
  github.repo('acme/loud');
  await restart(async () => clock.advance(61 * minute));
  github.webhooks.drop(({ payload }) => JSON.stringify(payload).includes('acme/silent'));
  await github.run('acme/loud', 'CI', 'success');
  await pass(10 * minute);

  const looks = async (forMs: number) => {
    github.requests.clear();
    await pass(forMs);
    const asked = github.requests.list.map(({ path }) => lists.exec(path)?.[1]);
    return { silent: count(asked, 'silent'), loud: count(asked, 'loud') };
  };
  const first = await looks(20 * minute);
  expect(first.silent).toBeGreaterThan(15);
  expect(first.loud).toBeLessThan(4);
  // The next process, on this machine or another one, knows as much.
  await restart();
  const next = await looks(20 * minute);
  expect(next.silent).toBeGreaterThan(15);
  expect(next.loud).toBeLessThan(4);
});

const count = (all: readonly unknown[], one: string) => all.filter((each) => each === one).length;
