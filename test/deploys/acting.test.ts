import { describe, expect, test } from 'vitest';
import { shareWorld } from '../helpers/world.ts';
import {
  auditOf,
  deployed,
  deploysYml,
  dispatches,
  press,
  shopIn,
  short,
  shown,
  threadOf,
  toldTo,
} from './world.ts';

const world = shareWorld(async () => ({ yml: deploysYml }));
const minute = 60_000;

/** The plan of a deploy to staging, as somebody sees it. */
const planFor = (who: string, name: string, more = '') =>
  world().ask(who, `/deploy staging ${more} on ${name}`);

describe('a deploy', () => {
  test('that has changed since somebody looked is shown anew, and not begun', async () => {
    const name = 'acme/moved-shop';
    const shop = await shopIn(world(), name);
    const plan = await planFor('dana', name);
    const next = await shop.push('Two');
    await press(world(), 'dana', { message: plan, button: 'Deploy to staging' });
    const again = await toldTo(world(), 'dana', 'This has changed since you looked');
    expect(again.plain).toContain(`Deploy ${short(next.sha)} to staging?`);
    expect(dispatches(world(), name)).toEqual([]);
    expect((await auditOf(world(), name)).at(-1)).toContain('refused: it has changed since');
    await press(world(), 'dana', { message: again, button: 'Deploy to staging' });
    expect(dispatches(world(), name)).toMatchObject([{ inputs: { version: next.sha } }]);
  });

  test('that fails tells who started it, and is rolled back to the last good commit', async () => {
    const name = 'acme/broken-shop';
    const shop = await shopIn(world(), name);
    const { github, clock, settle } = world();
    await deployed(world(), { name, at: 'staging' });
    clock.advance(minute);
    const two = await shop.push('Two');
    await press(world(), 'dana', {
      message: await planFor('dana', name),
      button: 'Deploy to staging',
    });
    await github.finish(dispatches(world(), name)[0]!.run, 'failure');
    await settle();
    const failed = shown(world(), `${name} · deploying`);
    expect(failed.plain).toContain(`deploying ${short(two.sha)} to staging failed`);
    expect(threadOf(world(), failed)).toEqual([expect.stringContaining('@dana, it failed.')]);

    await world().slack.as('dana').press(failed, 'Roll back …');
    const plan = await toldTo(world(), 'dana', 'Roll staging back');
    expect(plan.plain).toContain(`Roll staging back to ${short(shop.first.sha)}?`);
    expect(plan.plain).toContain(`the deploy after it (${short(two.sha)}) failed`);
    await press(world(), 'dana', { message: plan, button: 'Roll back' });
    const [, back] = dispatches(world(), name);
    expect(back?.inputs).toMatchObject({ version: shop.first.sha });
    await github.finish(back!.run, 'success');
    await settle();
    expect(shown(world(), `${name} · staging`).plain).toContain('staging is back at');
    expect(await world().slash('omar', '/deploy')).toContain(`staging | ${short(shop.first.sha)}`);
  });

  test('whose run is run again on GitHub goes on in the same message', async () => {
    const name = 'acme/again-shop';
    await shopIn(world(), name);
    const { github, clock, settle } = world();
    const plan = await planFor('dana', name);
    await press(world(), 'dana', { message: plan, button: 'Deploy to staging' });
    const { run } = dispatches(world(), name)[0]!;
    await github.finish(run, 'failure');
    await settle();
    clock.advance(minute);
    await github.rerun(run, 'success');
    await settle();
    const own = world()
      .slack.channel('#builds')
      .messages.filter(({ plain }) => plain.includes(name) && plain.includes('Started by'));
    expect(own.map(({ plain }) => plain)).toEqual([expect.stringContaining('runs on staging')]);
    expect(threadOf(world(), own[0]!)).toEqual([
      expect.stringContaining('@dana, it failed.'),
      expect.stringContaining('@dana, it runs on staging.'),
    ]);
  });

  test('is rolled back twice to what ran well, not to what was rolled back from', async () => {
    const name = 'acme/twice-shop';
    const shop = await shopIn(world(), name);
    const { github, clock, settle } = world();
    await deployed(world(), { name, at: 'staging' });
    for (const message of ['Two', 'Three']) {
      clock.advance(minute);
      await shop.push(message);
      await deployed(world(), { name, at: 'staging' });
    }
    clock.advance(minute);
    const plan = await world().ask('dana', `/deploy rollback staging on ${name}`);
    await press(world(), 'dana', { message: plan, button: 'Roll back' });
    await github.finish(dispatches(world(), name).at(-1)!.run, 'success');
    await settle();
    clock.advance(minute);
    const again = await world().slash('dana', `/deploy rollback staging on ${name}`);
    expect(again).toContain(`Roll staging back to ${short(shop.first.sha)}?`);
  });

  test('goes to production from an environment that GitHub spells otherwise', async () => {
    const name = 'acme/spelt-shop';
    await shopIn(world(), name);
    world().github.environment(name, 'Staging');
    await deployed(world(), { name, at: 'Staging' });
    const plan = await world().slash('omar', `/deploy production on ${name}`);
    expect(plan).not.toContain('has not run on');
    expect(plan).toContain('[Deploy to production]');
  });

  test('is rolled back to what ran before, with what that takes back', async () => {
    const name = 'acme/back-shop';
    const shop = await shopIn(world(), name);
    await deployed(world(), { name, at: 'staging' });
    world().clock.advance(minute);
    const two = await shop.push('Two (#7)');
    await deployed(world(), { name, at: 'staging' });
    const plan = await world().slash('dana', `/deploy rollback staging on ${name}`);
    expect(plan).toContain(`Roll staging back to ${short(shop.first.sha)}?`);
    expect(plan).toContain('Taken back: 1 commit, 1 pull request (#7)');
    expect(plan).toContain(`${short(two.sha)} “Two (#7)”`);
    expect(plan).toContain('[Roll back]');
  });

  test('of a commit that was not on staging does not go to production, unless an admin says why', async () => {
    const name = 'acme/order-shop';
    const shop = await shopIn(world(), name);
    const refused = await world().slash('omar', `/deploy production on ${name}`);
    expect(refused).toContain(`${short(shop.first.sha)} has not run on staging`);
    expect(refused).toContain(`Type /deploy staging ${short(shop.first.sha)} on ${name} first.`);
    const line = `/deploy production on ${name} --override "the fix for the outage"`;
    expect(await world().slash('omar', line)).toContain('needs the role admin');
    const plan = await world().ask('quinn', line);
    expect(plan.plain).toContain('In spite of what stands against it: “the fix for the outage”');
    await press(world(), 'quinn', { message: plan, button: 'Deploy to production' });
    expect(dispatches(world(), name)).toHaveLength(1);
    expect((await auditOf(world(), name)).at(-1)).toContain('in spite of what stands against it');
  });

  test('of a repository that baton.yml says nothing of is told in its channel and started on a branch', async () => {
    const name = 'acme/plain-site';
    await shopIn(world(), name);
    await press(world(), 'dana', {
      message: await planFor('dana', name),
      button: 'Deploy to staging',
    });
    const [ask] = dispatches(world(), name);
    expect(ask?.inputs).toEqual({ environment: 'staging' });
    expect(shown(world(), `${name} · deploying`, '#dev').plain).toContain('Started by @dana');
  });
});

test.each([
  ['/deploy prodution on acme/words-shop', 'Did you mean production?'],
  ['/deploy production on acme/wods-shop', 'Did you mean'],
  ['/deploy staging mian on acme/words-shop', 'Did you mean main?'],
  ['/deploy staging 0123456789abcdef on acme/words-shop', 'has no branch, tag or commit'],
  ['/deploy staging main now on acme/words-shop', 'I do not know what “now” means here.'],
  ['/deploy staging main on acme/words-shop --until 5pm', 'There is no --until here.'],
  ['/deploy rollback staging on acme/words-shop', '/deploy staging a1b2c3d on acme/words-shop'],
  ['/deploy staging on acme/words-shop', 'there is nothing to deploy'],
  ['/deploy staging', 'Which one?'],
  ['/deploy lock staging "Migration"', 'Add it: on acme/'],
])('%s: %s', async (line, sentence) => {
  const known = await world().store.environments.list('acme/words-shop');
  if (known.length === 0) {
    await shopIn(world(), 'acme/words-shop');
    await shopIn(world(), 'acme/other-shop');
    await deployed(world(), { name: 'acme/words-shop', at: 'staging' });
  }
  expect(await world().slash('dana', line)).toContain(sentence);
});
