import { describe, expect, test, vi } from 'vitest';
import { shareWorld } from '../helpers/world.ts';
import {
  deployed,
  deploysYml,
  dispatches,
  press,
  settled,
  shopIn,
  short,
  shown,
  threadOf,
} from './world.ts';

/** The repositories called …-site have a workflow that takes an environment, and no commit. */
const world = shareWorld(async () => ({ yml: deploysYml }));

/** The plan of a deploy to staging, as Dana sees it. */
const planFor = (name: string, ref = '') =>
  world().ask('dana', `/deploy staging ${ref} on ${name}`);

describe('a bare commit, where the workflow takes none,', () => {
  test('is started on the tag that is at it, and said so; the run is at that commit', async () => {
    const name = 'acme/tagged-site';
    const shop = await shopIn(world(), name);
    world().github.repo(name).tags.set('v1.0', shop.first.sha);
    await shop.push('Two');
    const plan = await planFor(name, short(shop.first.sha));
    expect(plan.plain).toContain('this one starts on v1.0, which is at this commit');
    await press(world(), 'dana', { message: plan, button: 'Deploy to staging' });
    const [ask] = dispatches(world(), name);
    expect(ask?.run).toMatchObject({ branch: 'v1.0', sha: shop.first.sha });
    const said = shown(world(), `${name} · deploying`, '#dev');
    expect(said.plain).toContain(`deploying ${short(shop.first.sha)}`);
    expect(threadOf(world(), said, '#dev')).toEqual([]);
  });

  test('that nothing is at is not deployed, and it says what to do', async () => {
    const name = 'acme/untagged-site';
    const shop = await shopIn(world(), name);
    await shop.push('Two');
    const plan = await planFor(name, short(shop.first.sha));
    expect(plan.plain).toContain('only on branches and tags, and none is at this commit.');
    expect(plan.plain).toContain('Tag it and try again');
    expect(plan.plain).not.toContain('[Deploy to staging]');
  });

  test('is where a rollback goes back to, by its tag', async () => {
    const name = 'acme/back-site';
    const shop = await shopIn(world(), name);
    world().github.repo(name).tags.set('v1', shop.first.sha);
    await deployed(world(), { name, at: 'staging' });
    world().clock.advance(60_000);
    await shop.push('Two');
    await deployed(world(), { name, at: 'staging' });
    const plan = await world().ask('dana', `/deploy rollback staging on ${name}`);
    expect(plan.plain).toContain('this one starts on v1, which is at this commit');
    await press(world(), 'dana', { message: plan, button: 'Roll back' });
    expect(dispatches(world(), name)).toMatchObject([{ run: { sha: shop.first.sha } }]);
  });
});

describe('a branch that moves between the press and the start', () => {
  test('is not deployed as something that nobody looked at', async () => {
    const name = 'acme/late-site';
    const shop = await shopIn(world(), name);
    const plan = await planFor(name);
    const { github, pass } = world();
    const path = /dispatches$/;
    github.faults.set({ path, kind: 'secondary_rate_limit', ms: 60_000, times: 1 });
    await press(world(), 'dana', { message: plan, button: 'Deploy to staging' });
    const two = await shop.push('Two');
    await pass(90_000);
    await settled(world());
    expect(dispatches(world(), name)).toEqual([]);
    const said = shown(world(), `${name} · deploying`, '#dev');
    expect(threadOf(world(), said, '#dev')).toEqual([
      expect.stringContaining(
        `@dana, it did not begin. main has moved to ${short(two.sha)} since.`,
      ),
    ]);
  });

  test('in the last moment is told at once, with the commit that runs', async () => {
    const name = 'acme/race-site';
    const shop = await shopIn(world(), name);
    const { github } = world();
    const plan = await planFor(name);
    // GitHub is long in taking it, and a push comes in between the last look and that.
    github.faults.set({ path: /dispatches$/, kind: 'slow', ms: 300, times: 1 });
    const looks = () =>
      github.requests.list.filter(({ path }) => path === `/repos/${name}/commits/main`).length;
    const before = looks();
    const pressed = press(world(), 'dana', { message: plan, button: 'Deploy to staging' });
    await vi.waitFor(() => expect(looks()).toBe(before + 2), { interval: 2 });
    const two = await github.push(name, { commits: [{ message: 'Two' }] });
    await pressed;
    const said = shown(world(), `${name} · deploying`, '#dev');
    expect(said.plain).toContain(`deploying ${short(two.sha)}`);
    expect(threadOf(world(), said, '#dev')).toEqual([
      expect.stringContaining(`@dana, main moved while it began: GitHub runs ${short(two.sha)}`),
    ]);
    expect(shop.first.sha).not.toBe(two.sha);
  });
});
