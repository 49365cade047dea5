import { describe, expect, test } from 'vitest';
import type { Run } from '../../sandbox/github/state.ts';
import { shareWorld } from '../helpers/world.ts';
import { named, outageIn, outageYml } from './outage.ts';
import { settled } from './world.ts';

const shared = shareWorld(async () => ({ yml: outageYml }));
const outage = (names: readonly string[]) => outageIn(shared(), names);

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
