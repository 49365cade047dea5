import { expect, it } from 'vitest';
import { latest, startGitHub } from '../../../sandbox/github/index.ts';
import { startWorld } from '../../../sandbox/world/index.ts';
import { receiver } from '../github/receiver.ts';

const day = 86_400_000;
const friday = Date.UTC(2026, 10, 20, 15, 0);

it('each night over which the clock is wound has its backup, told when it ran', async () => {
  let now = friday;
  const inbox = await receiver('s');
  const github = await startGitHub({ clock: { now: () => now } });
  const world = startWorld({ github });
  github.webhooks.to(inbox.url, 's');
  const wind = (ms: number) => {
    now += ms;
  };
  const backups = () => [...github.box.runs.values()].map((run) => latest(run));

  await world.pass(friday + 3_600_000, wind);
  expect(backups()).toEqual([]);
  await world.pass(friday + 3 * day, wind);
  const nights = [21, 22, 23].map((date) => Date.UTC(2026, 10, date, 1, 30));
  expect(backups().map(({ startedAt, conclusion }) => [startedAt, conclusion])).toEqual(
    nights.map((night) => [night, 'success']),
  );
  const told = inbox.received.filter(
    ({ event, action }) => event === 'workflow_run' && action === 'completed',
  );
  expect(told).toHaveLength(3);
  expect(now).toBeLessThan(friday + 3 * day);

  await world.do('nightly-fails');
  await world.pass(now + day, wind);
  expect(backups().at(-1)).toMatchObject({ conclusion: 'failure' });
  world.close();
  await github.close();
  await inbox.close();
});
