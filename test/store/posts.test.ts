import { expect, test } from 'vitest';
import type { Posts } from '../../src/store/types/queues.ts';
import { eachEngine } from '../helpers/store.ts';

const lease = { limit: 10, leaseMs: 1_000 };
const card = { key: 'incident:1', kind: 'incident', subject: '1', channel: 'C1' };
const there = (ts: string, now = 9) => ({ channelId: 'C1', ts, hash: `hash of ${ts}`, now });

async function show(posts: Posts, key: string, change: object = {}): Promise<void> {
  await posts.show({ ...card, key, now: 1, ...change });
}

async function keys(posts: Posts, now: number): Promise<string[]> {
  return (await posts.claim({ ...lease, now })).map((post) => post.key);
}

eachEngine('the outbox', (open) => {
  test('a message that is shown again is the same message, changed', async () => {
    const { posts } = await open();
    await show(posts, 'a');
    await show(posts, 'a', { now: 2 });
    const [post] = await posts.claim({ ...lease, now: 5 });
    expect(post).toEqual({
      ...{ id: expect.any(Number), ...card, key: 'a', threadOf: null, threadTs: null },
      ...{ channelId: null, ts: null, version: 2, shownVersion: 0 },
      ...{ sendingSince: null, attempts: 1 },
    });
  });

  test('once shown it rests until it changes', async () => {
    const { posts } = await open();
    await show(posts, 'a');
    const [post] = await posts.claim({ ...lease, now: 5 });
    await posts.sending(post!, 6);
    await posts.shown(post!, there('1.1'));
    expect(await posts.byKey('a')).toMatchObject({
      ...{ ts: '1.1', channelId: 'C1', shownVersion: 1, sendingSince: null, attempts: 0 },
    });
    expect(await posts.hashOf(post!)).toBe('hash of 1.1');
    expect(await posts.nextDue()).toBeNull();
    expect(await keys(posts, 99_999)).toEqual([]);
    await posts.touch('incident', '1', 20);
    expect(await posts.nextDue()).toBe(20);
    expect(await keys(posts, 20)).toEqual(['a']);
  });

  test('a change that comes while it is being sent keeps it due', async () => {
    const { posts } = await open();
    await show(posts, 'a');
    const [post] = await posts.claim({ ...lease, now: 5 });
    await posts.touch('incident', '1', 6);
    expect(await keys(posts, 7)).toEqual([]);
    await posts.shown(post!, there('1.1', 8));
    expect(await posts.claim({ ...lease, now: 8 })).toMatchObject([
      { key: 'a', version: 2, shownVersion: 1, ts: '1.1', attempts: 1 },
    ]);
  });

  test('an end that comes late does not undo a later one', async () => {
    const { posts } = await open();
    await show(posts, 'a');
    const [late] = await posts.claim({ ...lease, now: 5 });
    await posts.touch('incident', '1', 6);
    const [later] = await posts.claim({ ...lease, now: 2_000 });
    await posts.shown(later!, there('1.1', 2_001));
    await posts.shown(late!, there('2.2', 2_002));
    expect(await posts.byKey('a')).toMatchObject({ shownVersion: 2, ts: '1.1' });
  });

  test('never-sent messages go before edits, then what changed first', async () => {
    const { posts } = await open();
    await show(posts, 'edit');
    const [edit] = await posts.claim({ ...lease, now: 5 });
    await posts.shown(edit!, there('1.1'));
    await posts.touch('incident', '1', 10);
    await show(posts, 'second', { channel: 'C3', now: 12 });
    await show(posts, 'first', { channel: 'C2', now: 11 });
    expect(await keys(posts, 20)).toEqual(['first', 'second', 'edit']);
  });

  test('a channel gets one at a time, the never-sent one first', async () => {
    const { posts } = await open();
    await show(posts, 'edit');
    const [edit] = await posts.claim({ ...lease, now: 5 });
    await posts.shown(edit!, there('1.1'));
    await posts.touch('incident', '1', 10);
    await show(posts, 'new', { now: 11 });
    await show(posts, 'other channel', { channel: 'C2', now: 12 });
    const [fresh, other] = await posts.claim({ ...lease, now: 20 });
    expect([fresh?.key, other?.key]).toEqual(['new', 'other channel']);
    expect(await keys(posts, 21)).toEqual([]);
    expect(await posts.nextDue()).toBe(1_020);
    await posts.shown(fresh!, there('2.2', 22));
    expect(await keys(posts, 22)).toEqual(['edit']);
  });

  test('a channel opens again when the worker that had it died', async () => {
    const { posts } = await open();
    await show(posts, 'a');
    await show(posts, 'b');
    const [post] = await posts.claim({ ...lease, now: 5 });
    await posts.sending(post!, 6);
    expect(await keys(posts, 1_004)).toEqual([]);
    const [again] = await posts.claim({ ...lease, now: 1_005 });
    expect(again).toMatchObject({ key: 'a', sendingSince: 6, attempts: 2 });
    await expect(posts.sending(post!, 1_006)).rejects.toThrow('its lease has run out');
  });

  test('a worker whose lease has run out does not send, though nobody else has the post', async () => {
    const { posts } = await open();
    await show(posts, 'a');
    const [post] = await posts.claim({ ...lease, now: 5 });
    await expect(posts.sending(post!, 1_005)).rejects.toThrow('its lease has run out');
    await posts.sending(post!, 1_004);
  });

  test('a reply waits until what it replies to is there', async () => {
    const { posts } = await open();
    await show(posts, 'reply', { threadOf: 'parent', channel: 'C1', now: 1 });
    await show(posts, 'parent', { now: 2 });
    const [parent] = await posts.claim({ ...lease, now: 5 });
    expect(parent?.key).toBe('parent');
    await posts.shown(parent!, there('1.1'));
    expect(await posts.claim({ ...lease, now: 9 })).toMatchObject([
      { key: 'reply', threadOf: 'parent' },
    ]);
  });

  test('a reply that waits for its parent wakes nobody', async () => {
    const { posts } = await open();
    await show(posts, 'reply', { threadOf: 'parent', now: 1 });
    expect(await posts.nextDue()).toBeNull();
    expect(await keys(posts, 99)).toEqual([]);
  });

  test('a reply to a message that is not ours goes at once', async () => {
    const { posts } = await open();
    await show(posts, 'reply', { threadTs: '5.5' });
    expect(await posts.claim({ ...lease, now: 5 })).toMatchObject([{ threadTs: '5.5' }]);
  });

  test('told to wait, it is no failure and closes no channel', async () => {
    const { posts } = await open();
    await show(posts, 'a');
    await show(posts, 'b', { now: 2 });
    const [post] = await posts.claim({ ...lease, now: 5 });
    await posts.wait(post!, 500);
    expect(await keys(posts, 6)).toEqual(['b']);
    expect(await posts.byKey('a')).toMatchObject({ attempts: 0 });
    const [b] = await posts.claim({ ...lease, now: 1_006 });
    expect(b).toMatchObject({ key: 'a', attempts: 1 });
  });

  test('a send that was refused leaves nothing to look for', async () => {
    const { posts } = await open();
    await show(posts, 'a');
    const [post] = await posts.claim({ ...lease, now: 5 });
    await posts.sending(post!, 6);
    expect(await posts.byKey('a')).toMatchObject({ sendingSince: 6 });
    await posts.unsent(post!);
    expect(await posts.byKey('a')).toMatchObject({ sendingSince: null });
  });

  test('a failed one is tried again at its time, a dead one is kept until it changes or is replayed', async () => {
    const { posts } = await open();
    await show(posts, 'a');
    const [first] = await posts.claim({ ...lease, now: 5 });
    await posts.fail(first!, { error: 'ratelimited', retryAt: 50, now: 6 });
    expect(await keys(posts, 49)).toEqual([]);
    const [second] = await posts.claim({ ...lease, now: 50 });
    await posts.fail(second!, { error: 'channel_not_found', retryAt: null, now: 51 });
    expect(await posts.dead(5)).toEqual([
      { id: second?.id, key: 'a', channel: 'C1', error: 'channel_not_found' },
    ]);
    expect(await posts.counts()).toEqual({ waiting: 0, dead: 1, oldest: null });
    expect(await posts.replay({ now: 60 })).toBe(1);
    const [third] = await posts.claim({ ...lease, now: 60 });
    await posts.fail(third!, { error: 'channel_not_found', retryAt: null, now: 61 });
    await posts.touch('incident', '1', 70);
    expect(await posts.claim({ ...lease, now: 70 })).toMatchObject([{ key: 'a', attempts: 1 }]);
  });

  test('is found by what it shows and by where it stands', async () => {
    const { posts } = await open();
    await show(posts, 'a');
    await show(posts, 'b', { channel: 'C2' });
    await show(posts, 'other', { subject: '2' });
    const [post] = await posts.claim({ ...lease, now: 5 });
    await posts.shown(post!, there('1.1'));
    expect((await posts.byMessage('C1', '1.1'))?.key).toBe('a');
    expect(await posts.byMessage('C2', '1.1')).toBeUndefined();
    expect((await posts.bySubject('incident', '1')).map((found) => found.key)).toEqual(['a', 'b']);
  });
});

eachEngine('turns', (open) => {
  const pace = { intervalMs: 1_000, burst: 1 };

  test('come one per interval in each lane', async () => {
    const { posts } = await open();
    expect(await posts.turn('post:C1', { ...pace, now: 0 })).toBe(0);
    expect(await posts.turn('post:C1', { ...pace, now: 400 })).toBe(600);
    expect(await posts.turn('post:C2', { ...pace, now: 400 })).toBe(0);
    expect(await posts.turn('post:C1', { ...pace, now: 1_000 })).toBe(0);
  });

  test('may come at once up to the burst, and at the pace after it', async () => {
    const { posts } = await open();
    const waits: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      waits.push(await posts.turn('chat.update', { ...pace, burst: 3, now: 0 }));
    }
    expect(waits).toEqual([0, 0, 0, 1_000, 1_000]);
    expect(await posts.turn('chat.update', { ...pace, burst: 3, now: 1_000 })).toBe(0);
    expect(await posts.turn('chat.update', { ...pace, burst: 3, now: 1_000 })).toBe(1_000);
  });

  test('are not taken twice by those who ask together', async () => {
    const { posts } = await open();
    const asked = Array.from({ length: 20 }, () => posts.turn('a', { ...pace, burst: 4, now: 0 }));
    const waits = await Promise.all(asked);
    expect(waits.filter((wait) => wait === 0)).toHaveLength(4);
  });
});
