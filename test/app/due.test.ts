import { expect, onTestFinished, test } from 'vitest';
import type { Handler } from '../../src/app/loops/due.ts';
import { createWorkLoops, type Handlers } from '../../src/app/loops/work-loops.ts';
import { openStore } from '../../src/store/index.ts';
import { silentLog } from '../helpers/log.ts';
import { handClock } from '../helpers/world.ts';

const nothing = async (): Promise<void> => {};

/** The two loops of work, which turn until the test ends, over a store of their own. */
async function turning(handlers: Handlers) {
  const store = await openStore(':memory:');
  const clock = handClock();
  const { now } = clock;
  const options = { store, handlers, now, random: () => 0.5, log: silentLog, done: () => {} };
  const loops = createWorkLoops(options);
  let release = (): void => {};
  /** Hangs until the test ends. */
  const hanging = new Promise<void>((resolve) => {
    release = resolve;
  });
  onTestFinished(async () => {
    release();
    await Promise.all([loops.prompt.stop(), loops.slow.stop()]);
    await store.close();
  });
  const ask = (kind: string, key = kind) =>
    store.work.ask({ kind, key, dueAt: now(), now: now() }).then(loops.wake);
  loops.prompt.start();
  loops.slow.start();
  return { store, clock, loops, ask, hanging };
}

test('work that takes long holds up none that comes due meanwhile, and the loop turns on', async () => {
  const did: string[] = [];
  const world = await turning({
    async log() {
      did.push('log');
      await world.hanging;
      return nothing;
    },
    async page() {
      did.push('page');
      return nothing;
    },
  });
  await world.ask('log');
  await expect.poll(() => did).toEqual(['log']);
  world.clock.advance(61_000);
  await world.ask('page');
  await expect.poll(() => did).toEqual(['log', 'page']);
  await expect.poll(() => world.loops.prompt.turnedAt()).toBe(world.clock.now());
});

test('work that outlasts its lease, by a clock that jumps too, is begun once', async () => {
  let begun = 0;
  const world = await turning({
    async log() {
      begun += 1;
      await world.hanging;
      return nothing;
    },
  });
  const { clock, store } = world;
  await world.ask('log');
  await expect.poll(() => begun).toBe(1);
  for (let minutes = 0; minutes < 3; minutes += 1) {
    clock.advance(70_000);
    world.loops.wake();
    await expect.poll(() => store.work.nextDue()).toBeGreaterThan(clock.now() + 50_000);
    expect(await store.work.claim({ limit: 9, now: clock.now(), leaseMs: 1 })).toEqual([]);
  }
  expect(begun).toBe(1);
});

test('what work makes due at once is done in the same go', async () => {
  const did: string[] = [];
  const world = await turning({
    async first() {
      did.push('first');
      return (tx) => tx.work.reschedule({ kind: 'next', key: 'next', dueAt: 0, now: 0 });
    },
    async next() {
      did.push('next');
      return nothing;
    },
  });
  await world.loops.prompt.stop();
  await world.ask('first');
  expect(await world.loops.prompt.drain()).toBe(2);
  expect(did).toEqual(['first', 'next']);
});

test('a page does not stand in line behind the logs of a storm', async () => {
  const did: string[] = [];
  const log: Handler = async ({ key }) => {
    did.push(key);
    await world.hanging;
    return nothing;
  };
  const world = await turning({
    log: { slow: log },
    async page() {
      did.push('page');
      return nothing;
    },
  });
  for (let nth = 0; nth < 30; nth += 1) await world.ask('log', `log ${nth}`);
  await expect.poll(() => did.length).toBe(10);
  await world.ask('page');
  await expect.poll(() => did.at(-1)).toBe('page');
  expect(did).toHaveLength(11);
});
