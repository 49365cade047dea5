import { expect, test } from 'vitest';
import { eachEngine } from '../helpers/store.ts';

const delivery = (id: string, receivedAt = 1) => ({ id, event: 'push', body: '{}', receivedAt });
const lease = { limit: 10, leaseMs: 1_000 };

eachEngine('the inbox', (open) => {
  test('keeps a delivery once, however often it is sent', async () => {
    const { deliveries } = await open();
    expect(await deliveries.accept([delivery('a'), delivery('b'), delivery('a')])).toHaveLength(2);
    expect(await deliveries.accept([delivery('b'), delivery('c')])).toEqual(['c']);
    expect(await deliveries.accept([])).toEqual([]);
    expect(await deliveries.counts()).toEqual({ waiting: 3, dead: 0, oldest: 1 });
  });

  test('keeps thousands that come at once', async () => {
    const { deliveries } = await open();
    const many = Array.from({ length: 5_000 }, (_, i) => delivery(`${i % 4_999}`));
    expect(await deliveries.accept(many)).toHaveLength(4_999);
  });

  test('hands out the oldest first, and none twice while its lease runs', async () => {
    const { deliveries } = await open();
    await deliveries.accept([delivery('late', 3), delivery('early', 2)]);
    const claimed = await deliveries.claim({ ...lease, now: 5 });
    expect(claimed.map((row) => row.id)).toEqual(['early', 'late']);
    expect(claimed[0]).toEqual({ ...delivery('early', 2), attempts: 1 });
    expect(await deliveries.claim({ ...lease, now: 1_004 })).toEqual([]);
  });

  test('comes back after its lease when the worker died', async () => {
    const { deliveries } = await open();
    await deliveries.accept([delivery('a')]);
    await deliveries.claim({ ...lease, now: 5 });
    const [again] = await deliveries.claim({ ...lease, now: 1_005 });
    expect(again).toMatchObject({ id: 'a', attempts: 2 });
  });

  test('is not seen again once it is applied or ignored', async () => {
    const { deliveries } = await open();
    await deliveries.accept([delivery('a'), delivery('b')]);
    await deliveries.settle('a', { state: 'applied', now: 6 });
    await deliveries.settle('b', { state: 'ignored', reason: 'no such event', now: 6 });
    expect(await deliveries.claim({ ...lease, now: 10_000 })).toEqual([]);
    await deliveries.fail('a', { error: 'late', retryAt: null, now: 7 });
    expect(await deliveries.counts()).toEqual({ waiting: 0, dead: 0, oldest: null });
  });

  test('tries again when it was told to, and never ahead of time', async () => {
    const { deliveries } = await open();
    await deliveries.accept([delivery('a')]);
    await deliveries.claim({ ...lease, now: 5 });
    await deliveries.fail('a', { error: 'busy', retryAt: 100, now: 6 });
    expect(await deliveries.claim({ ...lease, now: 99 })).toEqual([]);
    expect(await deliveries.claim({ ...lease, now: 100 })).toHaveLength(1);
  });

  test('keeps a dead one with its error until someone replays it', async () => {
    const { deliveries } = await open();
    await deliveries.accept([delivery('a'), delivery('b', 2)]);
    await deliveries.fail('a', { error: 'broken', retryAt: null, now: 6 });
    await deliveries.fail('b', { error: 'broken too', retryAt: null, now: 6 });
    expect(await deliveries.dead(1)).toEqual([
      { id: 'b', event: 'push', error: 'broken too', receivedAt: 2 },
    ]);
    expect(await deliveries.counts()).toEqual({ waiting: 0, dead: 2, oldest: null });
    expect(await deliveries.replay({ id: 'a', now: 9 })).toBe(1);
    const [again] = await deliveries.claim({ ...lease, now: 9 });
    expect(again).toMatchObject({ id: 'a', attempts: 1 });
    expect(await deliveries.replay({ now: 9 })).toBe(1);
  });

  test('forgets what was settled long ago, and nothing that waits or is dead', async () => {
    const { deliveries } = await open();
    const old = Array.from({ length: 1_200 }, (_, i) => delivery(`old-${i}`, 1));
    await deliveries.accept([...old, delivery('waiting'), delivery('dead'), delivery('new', 50)]);
    await deliveries.fail('dead', { error: 'broken', retryAt: null, now: 2 });
    for (const { id } of old) await deliveries.settle(id, { state: 'applied', now: 2 });
    await deliveries.settle('new', { state: 'applied', now: 51 });
    expect(await deliveries.purge(50)).toBe(1_200);
    expect(await deliveries.purge(50)).toBe(0);
    expect(await deliveries.counts()).toMatchObject({ waiting: 1, dead: 1 });
  });

  test('keeps text that a database has no room for', async () => {
    const { deliveries } = await open();
    const body = '{"smile": "😀", "half": "\ud83d."}';
    await deliveries.accept([{ ...delivery('a'), event: 'nul \0', body }]);
    const [row] = await deliveries.claim({ ...lease, now: 5 });
    expect(row?.event).toBe('nul \ufffd');
    expect(row?.body).toBe('{"smile": "😀", "half": "\ufffd."}');
  });
});
