import { expect, test } from 'vitest';
import { opened } from '../helpers/forms.ts';
import { eachEngine } from '../helpers/store.ts';
import { shareWorld } from '../helpers/world.ts';
import {
  auditOf,
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

eachEngine('the story of deploys', (_open, { engine, fresh }) => {
  const world = shareWorld(async () => ({
    yml: deploysYml,
    ...(engine === 'postgres' ? { databaseUrl: await fresh('once') } : {}),
  }));

  test('Dana is refused, Omar deploys, Mina approves, and a lock stops the next one', async () => {
    const name = 'acme/first-shop';
    const shop = await shopIn(world(), name, ['baton-bot', 'mina-gh']);
    const { slack, github, clock, ask, slash, settle } = world();
    await deployed(world(), { name, at: 'production' });
    const two = await shop.push('Two (#2)');
    await deployed(world(), { name, at: 'staging' });

    const refused = await slash('dana', `/deploy production on ${name}`);
    expect(refused).toContain('Deploying in acme/first-shop needs the role operator. @omar, @mina');
    expect(refused).not.toContain('[Deploy to production]');

    const plan = await ask('omar', `/deploy production on ${name}`);
    expect(plan.plain).toContain(`Deploy ${short(two.sha)} to production?`);
    expect(plan.plain).toContain(`Runs there now: ${short(shop.first.sha)}, since`);
    expect(plan.plain).toContain('New: 1 commit, 1 pull request (#2)');
    expect(plan.plain).toMatch(/“Two \(#2\)” by dana-gh/);
    expect(plan.plain).toContain('CI is green at this commit: CI #2');
    expect(plan.plain).toContain('Runs on staging since');
    await press(world(), 'omar', { message: plan, button: 'Deploy to production' });

    expect(dispatches(world(), name)).toMatchObject([
      { inputs: { environment: 'production', version: two.sha } },
    ]);
    const message = () => shown(world(), `${name} · `);
    expect(message().plain).toContain(`${short(two.sha)} waits for approval to go to production`);
    expect(message().plain).toContain('Started by @omar');
    expect(threadOf(world(), message())).toEqual([
      expect.stringContaining('It waits for approval by @mina or @quinn'),
    ]);

    await press(world(), 'omar', { message: message(), button: 'Approve' });
    await slack.until(() =>
      slack
        .as('omar')
        .ephemerals('#builds')
        .some(({ plain }) => plain.includes('somebody else has to')),
    );
    // The message has a thread by then; he is told where he pressed.
    expect(slack.as('omar').ephemerals('#builds').at(-1)?.thread_ts).toBeUndefined();
    const mina = slack.as('mina');
    const modal = await opened(world(), 'mina', () => mina.press(message(), 'Approve'));
    expect(JSON.stringify(modal.blocks)).toContain('“Two (#2)”');
    expect(await mina.submit(modal, { Comment: 'Looks good' })).toMatchObject({ ok: true });
    await settled(world());
    expect(message().plain).toContain(`deploying ${short(two.sha)} to production`);
    expect(message().plain).toMatch(/Approved by @mina at .*“Looks good”/);
    clock.advance(120_000);
    await github.finish(dispatches(world(), name)[0]!.run, 'success');
    await settle();
    expect(message().plain).toContain(`${short(two.sha)} runs on production`);
    expect(message().plain).toContain('took 2 m');
    expect(threadOf(world(), message()).at(-1)).toContain('@omar, it runs on production.');
    expect(await slash('dana', '/deploy')).toMatch(
      new RegExp(`${name} · production \\| ${short(two.sha)}`),
    );

    await slash('mina', `/deploy lock production "migration running" --until 5pm on ${name}`);
    await shop.push('Three');
    await deployed(world(), { name, at: 'staging' });
    const locked = await slash('omar', `/deploy production on ${name}`);
    expect(locked).toMatch(
      /production is locked by @mina until .*: migration running\. @omar, @mina/,
    );
    expect(locked).not.toContain('[Deploy to production]');

    expect(await auditOf(world(), name)).toEqual([
      'U0DANA deploy acme/first-shop: refused: needs the role operator',
      `U0OMAR deploy production: ${short(two.sha)}: asked`,
      `U0OMAR deploy production: ${short(two.sha)}: done`,
      expect.stringMatching(/^U0OMAR approve production: refused: You started this deploy/),
      'U0MINA approve the deploy to production: asked',
      'U0MINA approve the deploy to production: done',
      'U0MINA lock production: done: migration running',
    ]);
    expect(slack.violations).toEqual([]);
  });

  test('wanted by two at once begins once, and the other is told', async () => {
    const name = 'acme/twice-shop';
    await shopIn(world(), name);
    const { slack, ask } = world();
    const plan = (who: string) => ask(who, `/deploy staging on ${name}`);
    const [one, other] = [await plan('dana'), await plan('omar')];
    await Promise.all([
      slack.as('dana').press(one, 'Deploy to staging'),
      slack.as('dana').press(one, 'Deploy to staging'),
      slack.as('omar').press(other, 'Deploy to staging'),
    ]);
    const told = () =>
      ['dana', 'omar'].flatMap((who) =>
        slack
          .as(who)
          .ephemerals('#builds')
          .map(({ plain }) => plain),
      );
    await slack.until(() => told().some((plain) => /deploy to staging is under way/.test(plain)));
    await settled(world());
    expect(dispatches(world(), name)).toHaveLength(1);
    expect(world().read('#builds', `${name} · deploying`)).toHaveLength(1);
    // Whoever was second, and nobody else; twice, where that was the one who pressed twice.
    const audit = await auditOf(world(), name);
    const [winner = ''] = audit.find((line) => line.endsWith(': asked'))?.split(' ') ?? [];
    const refused = audit.filter((line) => line.includes('refused'));
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(winner === 'U0DANA' ? 1 : 2);
    expect(refused.filter((line) => line.startsWith(winner))).toEqual([]);
  });
});
