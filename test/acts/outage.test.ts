import { describe, expect, test } from 'vitest';
import { openWorld, shareWorld } from '../helpers/world.ts';
import { named, outageIn, outageYml, registryDown } from './outage.ts';
import { press, settled } from './world.ts';

const shared = shareWorld(async () => ({ yml: outageYml }));
const outage = (names: readonly string[]) => outageIn(shared(), names);

describe('all that an outage broke is rerun from its one message', () => {
  test('once each, a second apart; one reply says how they stand until all is green', async () => {
    const { runs, message, thread, asks, audit, pass, github, settle, clock, slack, ...by } =
      await outage(named('registry', 4));
    expect(message().plain).toContain('[Rerun failed jobs]');
    expect(JSON.stringify(message().blocks)).toContain('The failed jobs of 4 workflows run again.');
    await by.press('omar');
    expect(asks().length).toBeLessThan(4);
    expect(thread()).toEqual([
      expect.stringMatching(
        /@omar asked to rerun the failed jobs of 4 workflows: \d running, \d to go\./,
      ),
    ]);
    expect(message().plain).toContain('on main · running again');
    await pass(4_000);
    await settled(shared());
    const begun = runs.map(({ attempts }) => attempts[1]?.startedAt ?? 0).sort();
    for (const [index, at] of begun.slice(1).entries())
      expect(at - (begun[index] ?? 0)).toBeGreaterThanOrEqual(1_000);
    expect(thread()).toEqual([
      expect.stringMatching(/@omar reran the failed jobs of 4 workflows → 4 running\./),
    ]);
    expect(message().plain).not.toContain('[Rerun failed jobs]');
    expect(await audit()).toEqual(
      named('registry', 4)
        .flatMap((name) => [
          `U0OMAR rerun-failed ${name}: asked`,
          `U0OMAR rerun-failed ${name}: done`,
        ])
        .sort(),
    );

    clock.advance(60_000);
    await github.finish(runs[0]!, 'failure');
    for (const run of runs.slice(1)) await github.finish(run, 'success');
    await settle(60_000);
    expect(thread()[0]).toMatch(/@omar reran .* 4 workflows → 3 passed, 1 failed\./);
    expect(message().plain).toContain('1 workflow failing for one reason, 3 green again');
    await by.press('omar');
    await pass(1_000);
    expect(asks()).toHaveLength(5);
    expect(thread().at(-1)).toMatch(/@omar reran the failed jobs of 1 workflow → 1 running\./);
    await github.finish(runs[0]!, 'success');
    await settle(60_000);
    expect(message().plain).toContain('4 workflows green again');
    expect(slack.violations).toEqual([]);
  });

  test('once, however many press; the others are told who did', async () => {
    const { slack, message, asks, pass, thread } = await outage(named('twice', 3));
    const told = (who: string) =>
      slack
        .as(who)
        .ephemerals('#builds')
        .filter(({ plain }) => plain.includes('asked for that already'));
    const before = ['omar', 'mina'].flatMap(told).length;
    await Promise.all(
      ['omar', 'omar', 'mina'].map((who) => slack.as(who).press(message(), 'Rerun failed jobs')),
    );
    await slack.until(() => ['omar', 'mina'].flatMap(told).length === before + 2);
    await pass(5_000);
    await settled(shared());
    expect(asks()).toHaveLength(3);
    expect(thread()).toHaveLength(1);
  });

  test('by words in its thread, which mean the same', async () => {
    const { slack, message, asks, pass, thread, settle } = await outage(named('words', 3));
    const heard = slack.as('dana').ephemerals('#builds').length;
    const say = async (words: string) => {
      const many = slack.as('dana').ephemerals('#builds').length;
      await slack.as('dana').say(`@baton ${words}`, { channel: '#builds', thread: message() });
      await slack.until(() => slack.as('dana').ephemerals('#builds').length > many);
      await settle();
      return slack.as('dana').ephemerals('#builds').at(-1)?.plain ?? '';
    };
    expect(heard).toBe(0);
    expect(await say('rerun --failed --all')).toContain('I take one of');
    expect(await say('rerun')).toContain('On it: 3 workflows. What becomes of them stands here');
    await pass(5_000);
    await settled(shared());
    expect(asks()).toHaveLength(3);
    const own = thread().filter((plain) => plain.includes('reran'));
    expect(own).toEqual([expect.stringMatching(/@dana reran the failed jobs of 3 workflows/)]);
    expect(await say('rerun')).toContain('All 3 run again already.');
  });
});

test('is rerun from the private message of whoever was called about it, too', async () => {
  const world = await openWorld({
    yml: `
repositories: [{ match: acme/*, channel: '#builds', team: dev }]
people: { omar: { slack: U0OMAR } }
roles: { developer: [omar] }
teams:
  dev:
    name: Dev
    channel: '#dev'
    members: [omar]
    lead: omar
    on_call: [{ layer: primary, people: [omar], every: 1w, handover: mon 09:00, ack_within: 10m }]
`,
  });
  const { github, slack, settle, pass } = world;
  for (const name of named('called', 3)) await github.run(name, 'CI', 'failure', registryDown);
  await settle(60_000);
  const call = () =>
    slack
      .as('omar')
      .dm()
      .messages.find(({ plain }) => plain.includes('on call'))!;
  expect(call().plain).toContain('3 workflows failing for one reason');
  await press(world, 'omar', { message: call(), button: 'Rerun failed jobs' });
  await pass(3_000);
  await settled(world);
  expect(github.asks.list.map(({ kind }) => kind)).toEqual(['rerun', 'rerun', 'rerun']);
  const [, reply] = slack.as('omar').dm().thread(call());
  expect(reply?.plain).toMatch(/@omar reran the failed jobs of 3 workflows → 3 running/);
});

test('what a Baton that was away for hours finds is not begun then, and can be asked for anew', async () => {
  const { asks, thread, clock, pass, restart, ...by } = await outage(named('asleep', 4));
  await by.press('omar');
  const before = asks();
  expect(before.length).toBeLessThan(4);
  await restart(async () => clock.advance(3 * 60 * 60_000));
  await pass(5_000);
  await settled(shared());
  expect(asks()).toEqual(before);
  expect(thread()[0]).toMatch(
    /acme\/asleep-3 · CI #1: I could begin it only 3 h after you asked, which may be too late\./,
  );
  await by.press('omar');
  await pass(5_000);
  await settled(shared());
  expect(asks()).toHaveLength(4);
});
