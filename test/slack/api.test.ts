import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Outbox, says, startOutbox } from './outbox.ts';

let box: Outbox;
beforeEach(async () => {
  box = await startOutbox();
});
afterEach(() => box.close());

describe('finding a message by its key', () => {
  const channel = 'C0BUILDS';
  const post = async (key: string) => {
    box.clock.at += 1_000;
    return box.api.post({ channel, message: says(key), mark: { key, shows: `hash of ${key}` } });
  };

  test('page after page, in the time in which it can have been sent', async () => {
    const since = box.clock.at;
    const { ts } = await post('first');
    for (let n = 0; n < 220; n += 1) await post(`k${n}`);
    const search = { channel, key: 'first', since, until: box.clock.at };
    expect(await box.api.findByKey(search)).toEqual({ ts, shows: 'hash of first' });
    expect(box.slack.calls.count('conversations.history')).toBe(2);
    expect(await box.api.findByKey({ ...search, key: 'never' })).toBe(undefined);
    const hour = 60 * 60_000;
    expect(await box.api.findByKey({ ...search, since: since + hour, until: since + hour })).toBe(
      undefined,
    );
  });

  test('of two with the same key, the newer one', async () => {
    const since = box.clock.at;
    const root = await post('parent');
    const threadTs = root.ts;
    const mark = { key: 'reply', shows: '' };
    for (const text of ['older', 'newer']) {
      box.clock.at += 1_000;
      await box.api.post({ channel, threadTs, message: says(text), mark });
    }
    const found = await box.api.findByKey({
      ...{ channel, threadTs, key: 'reply', since, until: box.clock.at },
    });
    expect(found?.ts).toBe(box.slack.channel('#builds').thread(root)[2]?.ts);
  });
});

describe('messages', () => {
  test('an edit replaces the blocks, too', async () => {
    const { channelId, ts } = await box.api.post({ channel: 'C0BUILDS', message: says('Red') });
    await box.api.update({ channel: channelId, ts, message: { text: 'Plain', blocks: [] } });
    expect(box.slack.channel('#builds').last).toMatchObject({ text: 'Plain', blocks: [] });
  });

  test('links to them, and files beside them', async () => {
    const { channelId, ts } = await box.api.post({ channel: 'C0BUILDS', message: says('Red') });
    expect(await box.api.permalink(channelId, ts)).toMatch(/\/archives\/C0BUILDS\/p\d+$/);
    await box.api.uploadFile({
      ...{ channel: channelId, threadTs: ts, name: 'log.txt', title: 'Log', content: 'Error: no' },
    });
    const [, reply] = box.slack.channel('#builds').thread({ ts });
    expect(reply?.files).toHaveLength(1);
  });
});

describe('who and what there is', () => {
  test('channels by name, asked for once, and again for a name that is new', async () => {
    expect(await box.api.channelByName('#ops')).toBe('C0OPS');
    expect(await box.api.channelByName('builds')).toBe('C0BUILDS');
    expect(await box.api.channelByName('#nowhere')).toBe(undefined);
    expect(box.slack.calls.count('conversations.list')).toBe(1);
    box.clock.at += 60_000;
    expect(await box.api.channelByName('#nowhere')).toBe(undefined);
    expect(box.slack.calls.count('conversations.list')).toBe(2);
  });

  test('people by id and by e-mail, groups by id', async () => {
    expect(await box.api.userById('U0DANA')).toEqual({
      ...{ id: 'U0DANA', name: 'dana', email: 'dana@acme.dev' },
      ...{ timezone: 'Europe/Berlin', bot: false, deactivated: false },
    });
    expect(await box.api.userByEmail('omar@acme.dev')).toMatchObject({ id: 'U0OMAR' });
    expect(await box.api.userById('U0NOBODY')).toBe(undefined);
    expect(await box.api.userByEmail('nobody@acme.dev')).toBe(undefined);
    const group = box.slack.addUsergroup('ops', ['omar']);
    expect(await box.api.userGroupMembers(group)).toEqual(['U0OMAR']);
  });
});

test('a call that Slack limits is made once', async () => {
  box.slack.faults.set({ kind: 'rate_limit', retryAfter: 9 });
  await expect(box.api.userById('U0DANA')).rejects.toMatchObject({
    ...{ kind: 'rate_limited', retryAfterMs: 9_000, method: 'users.info' },
  });
  expect(box.slack.calls.count()).toBe(1);
});

test('a call whose answer is lost is made once', async () => {
  box.slack.faults.set({ kind: 'drop_after' });
  const post = box.api.post({ channel: 'C0BUILDS', message: says('Red') });
  await expect(post).rejects.toMatchObject({ kind: 'unknown_outcome', code: 'no_answer' });
  expect(box.slack.channel('#builds').messages).toHaveLength(1);
});
