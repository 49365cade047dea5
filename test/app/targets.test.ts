import { expect, test } from 'vitest';
import { batonYml, openWorld } from '../helpers/world.ts';
import { incidentOf, tell } from '../reports/history.ts';
import { fillMonth } from '../reports/month.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test('a target that is crossed is told of once, and once when it is met again', async () => {
  const world = await openWorld({
    yml: `${batonYml}targets: [{ match: acme/web, time_to_green: 30m }]\n`,
  });
  const { store, clock, settle, read, slack } = world;
  const told = () => read('#builds', 'its target').map((plain) => plain.split('\n')[0]);
  const nextHours = async (many: number) => {
    for (let passed = 0; passed < many; passed += 1) {
      clock.advance(hour);
      await settle();
    }
  };
  await settle();
  await fillMonth(store, clock.now());
  await nextHours(2);
  const missed = ':warning: acme/web takes 1 h to be green again, longer than its target of 30 m.';
  expect(told()).toEqual([missed]);

  clock.advance(8 * day);
  const redSince = clock.now() - hour;
  const stream = await tell(store, {
    ...{ id: 9_000, repository: 'acme/web', workflow: { id: 72, name: 'E2E' } },
    attempts: [{ outcome: 'success', start: redSince, end: redSince + 10 * minute }],
  });
  const mended = { redSince, resolvedAt: redSince + 10 * minute, resolvedByRun: 9_000 };
  await store.incidents.insert(incidentOf(stream.id, mended));
  await nextHours(2);
  expect(told()).toEqual([
    missed,
    ':white_check_mark: acme/web takes 10 m to be green again, within its target of 30 m.',
  ]);
  expect(slack.violations).toEqual([]);
});
