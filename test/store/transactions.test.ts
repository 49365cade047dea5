import { expect, test } from 'vitest';
import { createMutex } from '../../src/store/engine/mutex.ts';
import type { Tables } from '../../src/store/types/index.ts';
import { eachEngine } from '../helpers/store.ts';

function lock(tables: Tables, repository: string) {
  const key = { workflowId: 7, workflow: 'CI', branch: 'main', lane: 'branch' } as const;
  return tables.streams.lock({ ...key, repository, now: 1 });
}

/** Resolves when both have called it: each then holds what the other one wants. */
function meeting(): () => Promise<void> {
  let arrived = 0;
  let open = () => {};
  const met = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    arrived += 1;
    if (arrived === 2) open();
    return met;
  };
}

eachEngine('transactions', (open, { engine }) => {
  test('that throw leave nothing behind', async () => {
    const store = await open();
    const failing = store.transaction(async (tx) => {
      await tx.memory.set('space', 'key', 1, 1);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await store.memory.get('space', 'key')).toBeUndefined();
    expect(await store.transaction(async () => 'next')).toBe('next');
  });

  test('go on after a statement that was refused', async () => {
    const store = await open();
    const stream = await lock(store, 'a/a');
    const refused = store.transaction((tx) => tx.streams.noteHealth(stream.id, null as never, 1));
    await expect(refused).rejects.toThrow(/null/i);
    expect(await store.streams.byId(stream.id)).toMatchObject({ health: 'unknown' });
  });

  test('neither hold up those who read nor show them what is not committed', async () => {
    const store = await open();
    await store.transaction(async (tx) => {
      await tx.memory.set('space', 'key', 1, 1);
      expect(await store.memory.get('space', 'key')).toBeUndefined();
      expect(await tx.memory.get('space', 'key')).toBe(1);
    });
    expect(await store.memory.get('space', 'key')).toBe(1);
  });

  // On SQLite nobody can: a transaction has the whole database.
  const canDeadlock = engine === 'postgres';
  if (canDeadlock)
    test('that shut each other out are run again', async () => {
      const store = await open();
      await lock(store, 'a/a');
      await lock(store, 'b/b');
      const meet = meeting();
      let runs = 0;
      const both = (first: string, second: string) =>
        store.transaction(async (tx) => {
          runs += 1;
          await lock(tx, first);
          if (runs <= 2) await meet();
          await lock(tx, second);
          await tx.memory.set('done', first, true, 1);
        });
      await Promise.all([both('a/a', 'b/b'), both('b/b', 'a/a')]);
      expect(runs).toBe(3);
      expect(await store.memory.list('done')).toHaveLength(2);
    });

  test('and single writes of one process wait for one another', async () => {
    const store = await open();
    const writes = Array.from({ length: 30 }, async (_, i) => {
      await store.transaction((tx) => tx.memory.set('inside', `${i}`, i, 1));
      await store.memory.set('outside', `${i}`, i, 1);
    });
    await Promise.all(writes);
    expect(await store.memory.list('inside')).toHaveLength(30);
    expect(await store.memory.list('outside')).toHaveLength(30);
  });
});

test('whoever waits to write gets its turn in the order of asking', async () => {
  const turn = createMutex(1_000);
  const order: number[] = [];
  await turn.lock();
  const waiting = [1, 2, 3].map(async (i) => {
    await turn.lock();
    order.push(i);
    turn.unlock();
  });
  turn.unlock();
  await Promise.all(waiting);
  expect(order).toEqual([1, 2, 3]);
});

test('a wait without an end becomes an error that says what may be wrong', async () => {
  const turn = createMutex(5);
  await turn.lock();
  await expect(turn.lock()).rejects.toThrow('a transaction waiting for a statement outside of it');
  turn.unlock();
  await turn.lock();
});
