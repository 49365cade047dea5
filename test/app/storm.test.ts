import { expect, test } from 'vitest';
import { expectShownOnce } from '../helpers/shown.ts';
import { openWorld } from '../helpers/world.ts';

const channels = ['builds', 'dev', 'qa', 'ops', 'engineering'];
const rules = channels.map((name) => `  - { match: acme/${name}-*, channel: '#${name}' }\n`);
const hour = 60 * 60_000;

test('1,000 webhooks while Slack limits and drops calls: every incident is shown once, as it ended', async () => {
  const { github, slack, store, settle, pass } = await openWorld({
    yml: `repositories:\n${rules.join('')}`,
  });
  await settle();
  slack.faults.set(
    { kind: 'drop_before', rate: 0.05 },
    { kind: 'drop_after', rate: 0.05 },
    { kind: 'rate_limit', rate: 0.1, retryAfter: 3 },
  );
  const things = ['lamp', 'river', 'stone', 'bridge', 'cloud', 'tree'];
  const streams = channels.flatMap((name) => things.map((thing) => `acme/${name}-${thing}`));
  const red = streams.filter((_, index) => index % 3 === 0);
  const run = (stream: string, outcome: 'success' | 'failure') =>
    github.run(stream, 'CI', outcome, { log: `Error: the ${stream.split('-')[1]} is broken` });

  for (const outcome of ['failure', 'failure', 'success', 'failure', 'failure'] as const) {
    await Promise.all(streams.map((stream) => run(stream, outcome)));
    await settle(5_000);
  }
  const green = streams.filter((stream) => !red.includes(stream));
  await Promise.all(green.map((stream) => run(stream, 'success')));
  await pass(2 * 60_000);
  await settle(hour);

  expect(github.webhooks.deliveries.length).toBeGreaterThan(1_000);
  const dropped = slack.calls.all.filter(({ fault }) => fault?.startsWith('drop'));
  expect(dropped.length).toBeGreaterThan(10);
  const open = await store.incidents.list({ states: ['triggered'], limit: 100 });
  expect(open.map(({ stream }) => stream.repository).sort()).toEqual(red.sort());
  await expectShownOnce({ slack, store }, channels);
  for (const queue of [store.deliveries, store.posts]) {
    expect(await queue.counts()).toMatchObject({ waiting: 0, dead: 0 });
  }
  expect(slack.violations).toEqual([]);
}, 60_000);
