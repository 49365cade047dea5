import { describe, expect, test } from 'vitest';
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
    const thread = slack.channel('#builds').thread(message!).slice(1);
    expect(thread.map((reply) => reply.plain)).toEqual([
      // Whoever pressed knows it: nobody is pinged for their own press.
      ':eyes: omar has it.',
      expect.stringContaining('All of it is green again'),
    ]);
    expect(slack.violations).toEqual([]);
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
