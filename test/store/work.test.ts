import { expect, test } from 'vitest';
import { eachEngine } from '../helpers/store.ts';

const lease = { limit: 10, leaseMs: 1_000 };
const reminder = { kind: 'remind', key: 'incident:1', payload: { to: 'omar' }, dueAt: 50, now: 1 };
const taken = { id: expect.any(Number), kind: 'remind', key: 'incident:1', dueAt: 50, attempts: 1 };

eachEngine('work', (open) => {
  test('asked for twice is asked for once', async () => {
    const { work } = await open();
    expect(await work.ask(reminder)).toBe(true);
    expect(await work.ask({ ...reminder, dueAt: 99 })).toBe(false);
    const [row] = await work.claim({ ...lease, now: 50 });
    expect(row).toEqual({ ...taken, payload: { to: 'omar' } });
  });

  test('is not there before it is due, and tells when it will be', async () => {
    const { work } = await open();
    expect(await work.nextDue()).toBeNull();
    await work.ask(reminder);
    await work.ask({ ...reminder, key: 'incident:2', dueAt: 40 });
    expect(await work.nextDue()).toBe(40);
    expect(await work.claim({ ...lease, now: 39 })).toEqual([]);
  });

  test('is handed out in the order in which it is due, up to the limit', async () => {
    const { work } = await open();
    for (const dueAt of [30, 10, 20]) await work.ask({ kind: 'a', key: `${dueAt}`, dueAt, now: 1 });
    const rows = await work.claim({ ...lease, limit: 2, now: 50 });
    expect(rows.map((row) => row.dueAt)).toEqual([10, 20]);
    expect(rows[0]?.payload).toBeNull();
  });

  test('is handed out by kind to those who do but some of them', async () => {
    const { work } = await open();
    for (const kind of ['page', 'log', 'poll']) await work.ask({ ...reminder, kind });
    const kindsOf = async (kinds: Parameters<typeof work.claim>[0]['kinds']) =>
      (await work.claim({ limit: 9, leaseMs: 0, now: 50, kinds })).map(({ kind }) => kind).sort();
    expect(await kindsOf({ but: ['log', 'poll'] })).toEqual(['page']);
    expect(await kindsOf({ only: ['log', 'poll'] })).toEqual(['log', 'poll']);
    expect(await kindsOf({ only: [] })).toEqual([]);
    expect(await kindsOf({ but: [] })).toEqual(['log', 'page', 'poll']);
  });

  test('comes back after its lease, and the worker that lost it cannot end it', async () => {
    const { work } = await open();
    await work.ask(reminder);
    const [lost] = await work.claim({ ...lease, now: 50 });
    expect(await work.claim({ ...lease, now: 1_049 })).toEqual([]);
    const [mine] = await work.claim({ ...lease, now: 1_050 });
    expect(mine?.attempts).toBe(2);
    expect(await work.done(lost!, 1_060)).toBe(false);
    expect(await work.fail(lost!, { error: 'late', retryAt: null, now: 1_060 })).toBe(false);
    expect(await work.done(mine!, 1_061)).toBe(true);
    expect(await work.done(mine!, 1_062)).toBe(false);
    expect(await work.find('remind', 'incident:1')).toMatchObject({ state: 'done' });
  });

  test('is kept by whoever holds on to it, and by nobody who lost it', async () => {
    const { work } = await open();
    await work.ask(reminder);
    const [mine] = await work.claim({ ...lease, now: 50 });
    await work.hold(mine!, 5_000);
    expect(await work.claim({ ...lease, now: 4_999 })).toEqual([]);
    const [next] = await work.claim({ ...lease, now: 5_000 });
    await work.hold(mine!, 90_000);
    expect(await work.claim({ ...lease, now: 6_000 })).toHaveLength(1);
    expect(next?.attempts).toBe(2);
  });

  test('once done is not asked for again, unless it is rescheduled', async () => {
    const { work } = await open();
    await work.ask(reminder);
    const [row] = await work.claim({ ...lease, now: 50 });
    await work.done(row!, 51);
    expect(await work.ask(reminder)).toBe(false);
    await work.reschedule({ ...reminder, dueAt: 70, now: 52 });
    const [again] = await work.claim({ ...lease, now: 70 });
    expect(again).toEqual({ ...taken, dueAt: 70, payload: { to: 'omar' } });
  });

  test('rescheduled while a worker has it is not ended by that worker', async () => {
    const { work } = await open();
    await work.ask(reminder);
    const [row] = await work.claim({ ...lease, now: 50 });
    await work.reschedule({ kind: 'remind', key: 'incident:1', dueAt: 70, now: 52 });
    expect(await work.done(row!, 53)).toBe(false);
    expect(await work.find('remind', 'incident:1')).toMatchObject({
      state: 'waiting',
      dueAt: 70,
      payload: { to: 'omar' },
    });
  });

  test('rescheduled and taken by another worker is not ended by the first one', async () => {
    const { work } = await open();
    await work.ask(reminder);
    const [lost] = await work.claim({ ...lease, now: 50 });
    await work.reschedule({ ...reminder, dueAt: 70, now: 52 });
    const [mine] = await work.claim({ ...lease, now: 70 });
    expect(mine?.attempts).toBe(lost?.attempts);
    expect(await work.done(lost!, 71)).toBe(false);
    expect(await work.done(mine!, 72)).toBe(true);
  });

  test('rescheduled anew takes the new payload', async () => {
    const { work } = await open();
    await work.reschedule(reminder);
    await work.reschedule({ ...reminder, payload: { to: 'lee' } });
    expect(await work.find('remind', 'incident:1')).toMatchObject({ payload: { to: 'lee' } });
  });

  test('cancelled is gone, and may be asked for again', async () => {
    const { work } = await open();
    await work.ask(reminder);
    const [row] = await work.claim({ ...lease, now: 50 });
    await work.cancel('remind', 'incident:1');
    expect(await work.done(row!, 51)).toBe(false);
    expect(await work.find('remind', 'incident:1')).toBeUndefined();
    expect(await work.ask(reminder)).toBe(true);
  });

  test('failed is tried again at its time; dead is kept with its error until replayed', async () => {
    const { work } = await open();
    await work.ask(reminder);
    const [first] = await work.claim({ ...lease, now: 50 });
    await work.fail(first!, { error: 'busy', retryAt: 80, now: 60 });
    expect(await work.nextDue()).toBe(80);
    const [second] = await work.claim({ ...lease, now: 80 });
    await work.fail(second!, { error: 'broken', retryAt: null, now: 90 });
    expect(await work.counts()).toEqual({ waiting: 0, dead: 1, oldest: null });
    expect(await work.dead(5)).toEqual([
      { id: second?.id, kind: 'remind', key: 'incident:1', error: 'broken', dueAt: 50 },
    ]);
    expect(await work.replay({ id: 99, now: 100 })).toBe(0);
    expect(await work.replay({ now: 100 })).toBe(1);
    expect(await work.claim({ ...lease, now: 100 })).toMatchObject([{ attempts: 1 }]);
  });

  test('done long ago is forgotten; what waits or is dead stays', async () => {
    const { work } = await open();
    for (const key of ['done', 'dead', 'waiting']) await work.ask({ ...reminder, key });
    const rows = await work.claim({ ...lease, now: 50 });
    await work.done(rows.find((row) => row.key === 'done')!, 60);
    const gone = rows.find((row) => row.key === 'dead')!;
    await work.fail(gone, { error: 'broken', retryAt: null, now: 60 });
    expect(await work.purge(60)).toBe(0);
    expect(await work.purge(61)).toBe(1);
    expect(await work.counts()).toMatchObject({ waiting: 1, dead: 1 });
  });
});
