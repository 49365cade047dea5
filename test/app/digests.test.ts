import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { openStore } from '../../src/store/index.ts';
import { eachEngine } from '../helpers/store.ts';
import { batonYml, openWorld, type World } from '../helpers/world.ts';
import { fillMonth } from '../reports/month.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What stands in #engineering of digests. */
const digests = ({ read }: World): string[] =>
  read('#engineering').map((plain) => plain.split('\n')[0] ?? '');

const yml = (digest: string, rest = ''): string => `${batonYml}digests:\n  - ${digest}\n${rest}`;
const atNine = yml(`{ channel: '#engineering', at: weekdays 9:00 }`);

/** A world whose clock stands at this time in UTC. */
const worldAt = (at: string, config: string): Promise<World> =>
  openWorld({ yml: config, start: Date.parse(at) });

describe('a scheduled digest', () => {
  test('comes once at its time, whatever else happens', async () => {
    const world = await worldAt('2026-11-23T07:30Z', atNine);
    await world.settle();
    await fillMonth(world.store, world.clock.now());
    world.clock.advance(29 * minute);
    await world.settle();
    expect(digests(world)).toEqual([]);
    world.clock.advance(2 * minute);
    await world.settle();
    await world.restart();
    await world.settle();
    expect(digests(world)).toEqual([expect.stringContaining('Nothing is red')]);
    world.clock.advance(day);
    await world.settle();
    expect(digests(world)).toHaveLength(2);
    expect(world.slack.violations).toEqual([]);
  });

  test('that was missed comes late within its grace and says so, and after that not at all', async () => {
    const world = await worldAt('2026-11-22T12:00Z', atNine);
    await world.settle();
    await fillMonth(world.store, world.clock.now());
    await world.restart(async () => world.clock.advance(22 * hour));
    await world.settle();
    expect(digests(world)).toHaveLength(1);
    expect(world.read('#engineering', 'Late: it was due')).toHaveLength(1);

    await world.restart(async () => world.clock.advance(day + 3 * hour));
    await world.settle();
    expect(digests(world)).toHaveLength(1);
  });

  test('that stands in baton.yml for the first time has no slot from before', async () => {
    const world = await worldAt('2026-11-23T09:30Z', atNine);
    await world.settle();
    expect(digests(world)).toEqual([]);
  });

  test.each([
    ['begins: half past two does not come', '2026-03-29T00:40Z', 1],
    ['ends: half past two comes twice', '2026-10-24T23:50Z', 1],
  ])('comes once on the day on which summer time %s', async (_, start, times) => {
    const world = await worldAt(start, yml(`{ channel: '#engineering', at: 30 2 * * * }`));
    for (let passed = 0; passed < 3 * hour; passed += 10 * minute) {
      await world.settle();
      world.clock.advance(10 * minute);
    }
    await world.settle();
    expect(digests(world)).toHaveLength(times);
  });

  test('in a channel that is closed to it holds up no other, and its owner hears of it', async () => {
    const world = await openWorld({
      yml: `${yml(`{ channel: C0SECRET, at: weekdays 9:00 }`, `  - { channel: '#engineering', at: weekdays 9:00 }\n`)}roles: { admin: [omar] }\n`,
      start: Date.parse('2026-11-23T07:30Z'),
      workspace: {
        channels: [
          ...['builds', 'ops', 'engineering'].map((name) => ({ name })),
          { name: 'secret', private: true, bot: false },
        ],
      },
    });
    await world.settle();
    world.clock.advance(31 * minute);
    await world.pass(20 * minute);
    expect(digests(world)).toHaveLength(1);
    const told = world.slack
      .as('omar')
      .dm()
      .messages.map(({ plain }) => plain);
    expect(told).toEqual([expect.stringMatching(/could not be posted in .+Invite me there/s)]);
    await world.pass(hour);
    expect(world.slack.as('omar').dm().messages).toHaveLength(1);
  });
});

eachEngine('two replicas', (_open, { engine, fresh }) => {
  test.skipIf(engine === 'sqlite')('post one digest a slot between them', async () => {
    const databaseUrl = await fresh();
    const start = Date.parse('2026-11-23T07:30Z');
    const world = await openWorld({ yml: atNine, databaseUrl, start });
    const store = await openStore(databaseUrl);
    const { config, clock } = world;
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const other = createApp({ config, store, clock, random: () => 0.5, log });
    await other.start({ loops: false });
    await Promise.all([world.app.settle(), other.settle()]);
    clock.advance(31 * minute);
    for (let turn = 0; turn < 3; turn += 1) {
      await Promise.all([world.app.settle(), other.settle()]);
      clock.advance(2_000);
    }
    expect(digests(world)).toHaveLength(1);
    await world.slash('dana', '/digest schedule daily 8:05 --zone UTC', '#ops');
    clock.advance(10 * minute);
    await other.settle();
    expect(world.read('#ops')).toHaveLength(1);
    await other.stop();
    await store.close();
  });
});
