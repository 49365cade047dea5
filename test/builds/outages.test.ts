import { describe, expect, test } from 'vitest';
import { sameReason } from '../../src/builds/outages.ts';
import type { Category, Finding } from '../../src/core/cause.ts';
import { openWorld } from '../helpers/world.ts';

const registryDown = { log: 'npm-network', webhooks: 'completed' } as const;

describe('many builds that break for one reason', () => {
  test('are one message, one acknowledgement, and closed once', async () => {
    const { github, slack, settle, read } = await openWorld();
    const repositories = Array.from({ length: 40 }, (_, n) => `acme/service-${n}`);
    const broken = [];
    for (const name of repositories)
      broken.push(await github.run(name, 'CI', 'failure', registryDown));
    await settle(60_000);
    expect(read('#builds')).toHaveLength(1);
    expect(read('#builds')[0]).toContain('40 workflows failing for one reason');
    expect(read('#builds')[0]).toContain('Network trouble');

    const [message] = slack.channel('#builds').messages;
    await slack.as('omar').press(message!, 'Acknowledge all');
    await settle(60_000);
    expect(read('#builds')[0]?.match(/@omar has it/g)?.length).toBeGreaterThan(10);
    expect(read('#builds')[0]).not.toContain('[Acknowledge');

    for (const run of broken) await github.rerun(run, 'success');
    await settle(120_000);
    expect(read('#builds')).toHaveLength(1);
    expect(read('#builds')[0]).toContain('40 workflows green again');
    expect(read('#builds')[0]).not.toContain('has it');
    const thread = slack.channel('#builds').thread(message!).slice(1);
    expect(thread.map((reply) => reply.plain)).toEqual([
      // Whoever pressed knows it: nobody is pinged for their own press.
      ':eyes: omar has it.',
      expect.stringContaining('All of it is green again'),
    ]);
    expect(slack.violations).toEqual([]);
  });

  test.each([
    [
      'a runner of their own that is out of memory',
      { labels: ['self-hosted', 'linux', 'gpu-a100'], log: '2451 Killed   npm test\n' },
      { labels: ['self-hosted', 'linux', 'gpu-a100'], log: 'timed out waiting for the runner\n' },
    ],
    [
      'the network, each in its own words',
      { log: 'curl: (7) Failed to connect to cdn.acme.dev port 443: Connection refused' },
      {
        log: 'fatal: unable to access https://git.acme.dev/: Could not resolve host: git.acme.dev',
      },
    ],
  ])('are one message where it is %s', async (_reason, one, other) => {
    const { github, settle, read } = await openWorld();
    const job = (what: object) => ({ jobs: [{ name: 'build', steps: ['Build it'], ...what }] });
    await github.run('acme/api', 'CI', 'failure', job(one));
    await settle(1_000);
    await github.run('acme/web', 'CI', 'failure', job(other));
    await settle(60_000);
    expect(read('#builds')).toHaveLength(1);
    expect(read('#builds')[0]).toContain('2 workflows failing for one reason');
  });

  test('show first what is red still, and tell of it when a snooze ends though the first is green', async () => {
    const { github, slack, settle, read, clock } = await openWorld();
    const broken = [];
    for (const name of Array.from({ length: 18 }, (_, n) => `acme/part-${n}`))
      broken.push(await github.run(name, 'CI', 'failure', registryDown));
    await settle(60_000);
    const [message] = slack.channel('#builds').messages;
    const omar = slack.as('omar');
    await omar.choose(message!, 'incident.snooze', 'for 1 hour');
    await settle();
    for (const run of broken.slice(0, 16)) await github.rerun(run, 'success');
    await settle(60_000);
    const [shown = ''] = read('#builds');
    expect(shown).toContain('2 workflows failing for one reason, 16 green again');
    expect(shown.match(/:red_circle: acme\/part-\d+/g)).toEqual([
      ':red_circle: acme/part-16',
      ':red_circle: acme/part-17',
    ]);
    await omar.press(slack.channel('#builds').messages[0]!, 'Acknowledge all');
    await expect.poll(() => settle().then(() => read('#builds')[0])).toContain('@omar has it');
    clock.advance(61 * 60_000);
    await settle();
    const thread = slack.channel('#builds').thread(message!).slice(1);
    expect(thread.map(({ plain }) => plain)).toEqual([
      ':eyes: omar has it.',
      ':alarm_clock: The snooze is over and CI and 1 other are still red.',
    ]);
  });

  test('are told apart where their reasons differ', async () => {
    const { github, settle, read } = await openWorld();
    await github.run('acme/api', 'CI', 'failure', { log: 'vitest' });
    await github.run('acme/web', 'CI', 'failure', { log: 'tsc' });
    await github.run('acme/infra', 'CI', 'failure', { log: 'docker' });
    await settle(60_000);
    expect(read('#builds')).toHaveLength(3);
  });
});

test('a failure beside others whose log cannot be read is told by itself, half a minute late', async () => {
  const { github, settle, pass, read } = await openWorld();
  await github.run('acme/api', 'CI', 'failure', { log: 'vitest' });
  await settle();
  github.faults.set({ path: /logs/, kind: 'error', status: 404 });
  await github.run('acme/web', 'CI', 'failure');
  await settle(1_000);
  expect(read('#builds')).toHaveLength(1);
  await pass(40_000);
  expect(read('#builds')).toHaveLength(2);
});

describe('two failures have one reason', () => {
  const found = (category: Category, fingerprint: string, labels: string[] = []): Finding =>
    ({ cause: { category, fingerprint, readable: true }, labels }) as unknown as Finding;

  test.each([
    ['the same line of two tests', found('test', 'a'), found('test', 'a'), 'the same failure'],
    ['other tests', found('test', 'a'), found('test', 'b'), undefined],
    ['trouble with the network', found('network', 'a'), found('network', 'b'), 'network'],
    ['a full disk, and the network', found('disk', 'a'), found('network', 'b'), undefined],
    [
      'one runner of our own',
      found('memory', 'a', ['gpu']),
      found('timeout', 'b', ['gpu']),
      'the runner gpu',
    ],
    [
      'one runner, but tests that fail',
      found('test', 'a', ['gpu']),
      found('test', 'b', ['gpu']),
      undefined,
    ],
    [
      'runners that everyone has',
      found('memory', 'a', ['ubuntu-latest']),
      found('timeout', 'b', ['ubuntu-latest']),
      undefined,
    ],
    ['logs that do not say why', found('unknown', 'a'), found('unknown', 'a'), undefined],
    [
      'what fails only because of another job',
      found('derived', 'a'),
      found('derived', 'a'),
      undefined,
    ],
  ])('%s', (_what, one, other, reason) => {
    expect(sameReason(one, other)).toBe(reason);
    expect(sameReason(other, one)).toBe(reason);
  });
});
