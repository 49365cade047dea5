import { describe, expect, test } from 'vitest';
import { batonYml, openWorld, type World } from '../helpers/world.ts';

/** A flaky past: red, and green when run again, on three commits. */
async function flakyPast({ github, clock }: World): Promise<void> {
  for (let day = 0; day < 3; day += 1) {
    await github.push('acme/api', { commits: [{ message: `Change ${day}` }] });
    const run = await github.run('acme/api', 'E2E', 'failure', { log: 'playwright' });
    // What comes within one millisecond may be taken in any order: green first, its log is not read.
    clock.advance(1_000);
    await github.rerun(run, 'success');
    clock.advance(60 * 60_000);
  }
}

describe('the message says why', () => {
  test('with the lines of the log, the kind of failure and the commit that it points at', async () => {
    const { github, settle, read, clock } = await openWorld();
    await github.run('acme/api', 'CI', 'success');
    clock.advance(60_000);
    await github.push('acme/api', {
      commits: [
        { message: 'Mend a typo', author: 'quinn-gh', files: ['README.md'] },
        { message: 'Refactor totals', author: 'dana-gh', files: ['src/cart.ts'] },
      ],
    });
    await github.run('acme/api', 'CI', 'failure', { log: 'vitest' });
    await settle();
    const [alert = ''] = read('#builds');
    expect(alert).toContain('→ AssertionError: expected 90 to be 100');
    expect(alert).toContain('Test failure, not seen before.');
    expect(alert).toMatch(
      /Suspect: \w{7} “Refactor totals” by @dana \(touches src\/cart\.ts.*\) · 1 other commit/,
    );
  });

  test('in at most three requests for a failed run', async () => {
    const { github, settle } = await openWorld();
    await github.run('acme/api', 'CI', 'success');
    await github.push('acme/api', { commits: [{ message: 'Refactor totals' }] });
    await settle();
    github.requests.clear();
    await github.run('acme/api', 'CI', 'failure', { log: 'vitest' });
    await settle(1_000);
    expect(
      github.requests.list.filter(({ path }) => !path.includes('/_logs/')).length,
    ).toBeLessThanOrEqual(3);
  });

  test('that it was seen before, and what mended it', async () => {
    const { github, settle, read, clock } = await openWorld();
    await github.run('acme/api', 'CI', 'failure', { log: 'tsc' });
    await settle();
    await github.push('acme/api', { commits: [{ message: 'Mend the types' }] });
    const fixed = await github.run('acme/api', 'CI', 'success');
    clock.advance(24 * 60 * 60_000);
    await github.push('acme/api', { commits: [{ message: 'Break the types again' }] });
    await github.run('acme/api', 'CI', 'failure', { log: 'tsc' });
    await settle();
    expect(read('#builds').at(-1)).toContain('Type error');
    expect(read('#builds').at(-1)).toMatch(
      new RegExp(`seen once before, .*last fixed by ${fixed.sha.slice(0, 7)}`),
    );
  });

  test('on how many variants of a matrix, in one line', async () => {
    const { github, settle, read } = await openWorld();
    const variant = (node: number) => ({
      ...{ name: `test (node ${node})`, log: 'vitest' },
      outcome: node === 24 ? ('success' as const) : ('failure' as const),
    });
    await github.run('acme/api', 'CI', 'failure', { jobs: [18, 20, 22, 24].map(variant) });
    await settle();
    const [alert = ''] = read('#builds');
    expect(alert).toMatch(/\ntest › .* · on 3 of 4: node 18, node 20 and node 22\n/);
  });

  test('that it is the same as on other branches, and names the pull request that brought it', async () => {
    const { github, settle, read, clock } = await openWorld();
    for (const branch of ['try-1', 'try-2', 'try-3', 'try-4', 'try-5', 'try-6']) {
      await github.push('acme/api', {
        branch: `release/${branch}`,
        commits: [{ message: 'Work' }],
      });
      await github.run('acme/api', 'CI', 'failure', { log: 'tsc', branch: `release/${branch}` });
    }
    await settle(60_000);
    clock.advance(60 * 60_000);
    await github.run('acme/api', 'CI', 'success');
    const pull = await github.openPull('acme/api', { title: 'Refactor totals', author: 'dana-gh' });
    await github.mergePull(pull);
    await github.run('acme/api', 'CI', 'failure', { log: 'tsc' });
    await settle(60_000);
    const alert = read('#builds').at(-1) ?? '';
    expect(alert).toMatch(/Same as on release\/try-\d.* and 2 others\./);
    expect(alert).toMatch(/“Refactor totals \(#1\)” by @dana/);
  });

  test('another cause in the same incident is told in its thread', async () => {
    const { github, slack, settle } = await openWorld();
    await github.run('acme/api', 'CI', 'failure', { log: 'vitest' });
    await settle();
    await github.push('acme/api', { commits: [{ message: 'Try something' }] });
    await github.run('acme/api', 'CI', 'failure', { log: 'tsc' });
    await settle();
    const builds = slack.channel('#builds');
    expect(builds.messages).toHaveLength(1);
    const thread = builds.thread(builds.messages[0]!).map((message) => message.plain);
    expect(thread.at(-1)).toContain('Another cause now. Type error');
  });
});

test('a log that is not to be had is told by what GitHub noted beside it', async () => {
  const { github, settle, pass, read } = await openWorld();
  const note = { path: 'src/cart.ts', line: 14, level: 'failure' as const, title: 'TS2322' };
  const message = "Type 'string' is not assignable to type 'number'.";
  const exit = {
    ...note,
    title: '',
    path: '.github',
    message: 'Process completed with exit code 2.',
  };
  github.faults.set({ path: /logs/, kind: 'error', status: 404 });
  await github.run('acme/api', 'CI', 'failure', { annotations: [{ ...note, message }, exit] });
  await settle(60_000);
  await pass(20 * 60_000);
  expect(read('#builds')[0]).toContain(`→ src/cart.ts(14): ${message}`);
});

describe('a flaky failure', () => {
  test('is said to be probably not your commit', async () => {
    const world = await openWorld();
    await flakyPast(world);
    await world.settle();
    await world.github.push('acme/api', { commits: [{ message: 'Innocent' }] });
    await world.github.run('acme/api', 'E2E', 'failure', { log: 'playwright' });
    await world.settle();
    expect(world.read('#builds').at(-1)).toContain('probably not your commit');
  });

  test('is rerun once before anyone is told, where baton.yml says so', async () => {
    const yml = batonYml.replace(
      "branches: [main, 'release/*']",
      "branches: [main, 'release/*']\n    rerun_failed_once: true",
    );
    const world = await openWorld({ yml });
    await flakyPast(world);
    await world.settle();
    const before = world.read('#builds').length;
    await world.github.push('acme/api', { commits: [{ message: 'Innocent' }] });
    const run = await world.github.run('acme/api', 'E2E', 'failure', { log: 'playwright' });
    await world.settle();
    expect(world.github.asks.list).toHaveLength(1);
    expect(world.read('#builds')).toHaveLength(before);
    await world.github.finish(run, 'success');
    await world.settle();
    expect(world.read('#builds')).toHaveLength(before);
  });
});
