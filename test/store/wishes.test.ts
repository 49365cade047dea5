import { expect, test } from 'vitest';
import type { Subscription } from '../../src/core/records.ts';
import { eachEngine } from '../helpers/store.ts';

const wish: Omit<Subscription, 'id'> = {
  channel: 'C1',
  repository: 'acme/*',
  branch: null,
  workflow: null,
  on: 'failures',
  createdBy: 'U1',
  createdAt: 5,
};

eachEngine('subscriptions', (open) => {
  test('made twice are one, as last wished', async () => {
    const { subscriptions } = await open();
    const first = await subscriptions.put(wish);
    expect(first).toEqual({ ...wish, id: expect.any(Number) });
    const second = await subscriptions.put({ ...wish, on: 'all', createdBy: 'U2' });
    expect(second).toEqual({ ...first, on: 'all', createdBy: 'U2' });
    await subscriptions.put({ ...wish, branch: 'main' });
    expect(await subscriptions.ofChannel('C1')).toHaveLength(2);
  });

  test('are removed by repository, in one channel only', async () => {
    const { subscriptions } = await open();
    await subscriptions.put(wish);
    await subscriptions.put({ ...wish, workflow: 'CI' });
    await subscriptions.put({ ...wish, channel: 'C2' });
    expect(await subscriptions.remove('C1', 'acme/*')).toBe(2);
    expect(await subscriptions.remove('C1', 'acme/*')).toBe(0);
    expect(await subscriptions.all()).toMatchObject([{ channel: 'C2', branch: null }]);
  });
});

const mute = {
  ...{ channel: 'C1', repository: 'acme/api', workflow: null, until: 50 },
  ...{ createdBy: 'U1', createdAt: 5 },
};

eachEngine('mutes', (open) => {
  test('hold until their time, and a second one moves it', async () => {
    const { mutes } = await open();
    const first = await mutes.put(mute);
    expect(await mutes.active(49)).toEqual([{ ...mute, id: first.id }]);
    expect(await mutes.active(50)).toEqual([]);
    await mutes.put({ ...mute, until: 90 });
    expect(await mutes.ofChannel('C1', 50)).toMatchObject([{ id: first.id, until: 90 }]);
    expect(await mutes.ofChannel('C2', 50)).toEqual([]);
  });

  test('of a workflow are apart from those of its repository', async () => {
    const { mutes } = await open();
    await mutes.put(mute);
    await mutes.put({ ...mute, workflow: 'CI' });
    expect(await mutes.remove('C1', { repository: 'acme/api', workflow: null })).toBe(1);
    expect(await mutes.active(1)).toMatchObject([{ workflow: 'CI' }]);
  });
});

eachEngine('memory', (open) => {
  test('keeps a value by name until it is replaced or deleted', async () => {
    const { memory } = await open();
    expect(await memory.get('etag', 'a')).toBeUndefined();
    await memory.set('etag', 'a', { tag: 'x' }, 1);
    await memory.set('etag', 'b', null, 2);
    await memory.set('etag', 'a', { tag: 'y' }, 3);
    await memory.set('cursor', 'a', 5, 3);
    expect(await memory.list('etag')).toEqual([
      { key: 'a', value: { tag: 'y' }, updatedAt: 3 },
      { key: 'b', value: null, updatedAt: 2 },
    ]);
    await memory.delete('etag', 'b');
    expect(await memory.get('etag', 'b')).toBeUndefined();
    expect(await memory.get('cursor', 'a')).toBe(5);
  });

  test('forgets what was not renewed', async () => {
    const { memory } = await open();
    await memory.set('etag', 'old', 1, 1);
    await memory.set('etag', 'new', 1, 9);
    await memory.set('other', 'old', 1, 1);
    expect(await memory.purge('etag', 9)).toBe(1);
    expect(await memory.get('etag', 'new')).toBe(1);
    expect(await memory.get('other', 'old')).toBe(1);
  });
});

eachEngine('the audit', (open) => {
  test('tells who did what, newest first', async () => {
    const { audit } = await open();
    const entry = { who: 'U1', what: 'mute', target: 'acme/api', from: 'C1', result: 'done' };
    await audit.note({ ...entry, at: 1 });
    await audit.note({ ...entry, at: 3, who: 'U2' });
    await audit.note({ ...entry, at: 2 });
    expect(await audit.list({ limit: 2 })).toMatchObject([
      { ...entry, at: 3, who: 'U2' },
      { ...entry, at: 2 },
    ]);
    expect(await audit.list({ limit: 9, who: 'U1', since: 2 })).toMatchObject([
      { ...entry, at: 2 },
    ]);
  });
});
