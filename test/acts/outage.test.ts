import { describe, expect, test } from 'vitest';
import type { Run } from '../../sandbox/github/state.ts';
import { openWorld, shareWorld } from '../helpers/world.ts';
import { actsYml, press, settled, threadOf } from './world.ts';

/** Dana may rerun everywhere but in what is called acme/guarded…, which is Lee's alone. */
const yml = actsYml
  .replace(
    'developer: [dana]',
    "developer: [{ who: dana, repositories: ['*/*', '!acme/guarded*'] }]",
  )
  .replace(
    'operator: [omar, mina]',
    "operator: [{ who: omar, repositories: ['*/*', '!acme/guarded*'] }, mina]",
  );
const shared = shareWorld(async () => ({ yml }));

const registryDown = { log: 'npm-network' } as const;

/** The registry is down: so many builds break, and are one message. */
async function outage(names: readonly string[]) {
  const world = shared();
  const { github, slack, settle, store } = world;
  const runs: Run[] = [];
  for (const name of names) runs.push(await github.run(name, 'CI', 'failure', registryDown));
  await settle(60_000);
  const [parent] = slack.channel('#builds').messages.slice(-1);
  const first = parent!.ts;
  const message = () => slack.channel('#builds').messages.find(({ ts }) => ts === first)!;
  expect(message().plain).toContain(`${names.length} workflows failing for one reason`);
  return {
    ...world,
    runs,
    message,
    thread: () => threadOf(world, message()),
    asks: () =>
      github.asks.list.flatMap(({ kind, run }) =>
        runs.includes(run) ? [`${kind} ${run.repo.name}`] : [],
      ),
    press: (who: string) => press(world, who, { message: message(), button: 'Rerun failed jobs' }),
    audit: async () =>
      (await store.audit.list({ limit: 50 }))
        .filter(({ repository }) => names.includes(repository ?? ''))
        .map(({ who, what, repository, result }) => `${who} ${what} ${repository}: ${result}`)
        .sort(),
  };
}

const named = (word: string, many: number): string[] =>
  Array.from({ length: many }, (_, index) => `acme/${word}-${index}`);

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

describe('what of it may not be rerun is left out, and said', () => {
  test('where the role is lacking: to the person who has it, in the thread which', async () => {
    const names = [...named('free', 2), ...named('guarded', 2)];
    const { slack, asks, pass, thread, audit, ...by } = await outage(names);
    await by.press('dana');
    await pass(3_000);
    await settled(shared());
    expect(asks()).toEqual(['rerun free-0', 'rerun free-1']);
    expect(thread()).toEqual([
      expect.stringMatching(
        /@dana reran .* 2 workflows → 2 running\.\n.*Left out, since it needs the role developer there: acme\/guarded-0 · CI #1, acme\/guarded-1 · CI #1\./,
      ),
    ]);
    const told = slack.as('dana').ephemerals('#builds').at(-1)?.plain;
    expect(told).toContain(
      'Rerunning in acme/guarded-0 and acme/guarded-1 needs the role developer. @mina and @U0LEE have it.',
    );
    expect(await audit()).toEqual(
      [
        ...named('free', 2).flatMap((name) => [
          `U0DANA rerun-failed ${name}: asked`,
          `U0DANA rerun-failed ${name}: done`,
        ]),
        ...named('guarded', 2).map(
          (name) => `U0DANA rerun ${name}: refused: needs the role developer`,
        ),
      ].sort(),
    );
    // Somebody who may has the rest run.
    await by.press('mina');
    await pass(3_000);
    await settled(shared());
    expect(asks().slice(2)).toEqual(['rerun guarded-0', 'rerun guarded-1']);
    expect(thread()).toHaveLength(2);
  });

  test('all of it, to whoever has no role at all; each stands in the audit', async () => {
    const { slack, asks, thread, audit, ...by } = await outage(named('norole', 2));
    await by.press('quinn');
    await slack.until(() => slack.as('quinn').ephemerals('#builds').length > 0);
    expect(slack.as('quinn').ephemerals('#builds').at(-1)?.plain).toContain(
      'Rerunning in acme/norole-0 and acme/norole-1 needs the role developer. @dana, @omar, @mina and @U0LEE have it.',
    );
    expect(asks()).toEqual([]);
    expect(thread()).toEqual([]);
    expect(await audit()).toEqual(
      named('norole', 2).map((name) => `U0QUINN rerun ${name}: refused: needs the role developer`),
    );
  });

  test('where GitHub refuses one and loses the answer of another; the second is looked up', async () => {
    const { github, runs, asks, pass, thread, ...by } = await outage(named('mixed', 3));
    const post = (run: Run) => ({
      ...{ path: new RegExp(`${run.id}/rerun-failed-jobs$`), method: 'POST', times: 1 },
    });
    github.faults.set({ ...post(runs[0]!), kind: 'error', status: 403 });
    github.faults.set({ ...post(runs[1]!), kind: 'drop', done: true });
    await by.press('omar');
    await pass(3_000);
    await settled(shared());
    const [reply] = thread();
    expect(reply).toMatch(/@omar reran the failed jobs of 1 of 3 workflows → 1 running\./);
    expect(reply).toMatch(/acme\/mixed-0 · CI #1: GitHub forbids this for run/);
    expect(reply).toContain(
      'GitHub did not say whether these began; I am looking: acme/mixed-1 · CI #1.',
    );
    await pass(40_000);
    await settled(shared());
    expect(thread()[0]).toMatch(/@omar reran the failed jobs of 2 of 3 workflows → 2 running\./);
    expect(asks().sort()).toEqual(['rerun mixed-1', 'rerun mixed-2']);
    // Pressed again, only what was refused is asked for again.
    await by.press('omar');
    await settled(shared());
    expect(asks().sort()).toEqual(['rerun mixed-0', 'rerun mixed-1', 'rerun mixed-2']);
  });

  test('and where GitHub’s limit is reached, the rest waits for it, and goes on one by one', async () => {
    const { github, runs, asks, pass, thread, ...by } = await outage(named('limited', 4));
    const path = /rerun-failed-jobs$/;
    github.faults.set({ path, method: 'POST', kind: 'secondary_rate_limit', ms: 90_000, times: 1 });
    await by.press('omar');
    await pass(5_000);
    await settled(shared());
    expect(asks()).toEqual([]);
    expect(thread()[0]).toMatch(
      /@omar asked to .* 4 workflows: 4 to go\. GitHub’s rate limit is used up until \d\d:\d\d UTC\. I am trying again\./,
    );
    await pass(100_000);
    await settled(shared());
    expect(asks()).toHaveLength(4);
    const begun = runs.map(({ attempts }) => attempts[1]?.startedAt ?? 0).sort();
    for (const [index, at] of begun.slice(1).entries())
      expect(at - (begun[index] ?? 0)).toBeGreaterThanOrEqual(1_000);
    expect(thread()).toEqual([expect.stringMatching(/@omar reran .* 4 workflows → 4 running\./)]);
  });
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
