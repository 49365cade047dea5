import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../sandbox/slack/wire.ts';
import { neededScopes } from '../../src/app/slack/scopes.ts';
import type { Message } from '../../src/core/message.ts';
import { type Outbox, says, startOutbox } from './outbox.ts';
import { until } from './workspace.ts';

let box: Outbox;
beforeEach(async () => {
  box = await startOutbox();
});
afterEach(() => box.close());

const texts = (channel = '#builds'): string[] =>
  box.slack.channel(channel).messages.map(({ text }) => text);

describe('a message', () => {
  test('is posted once, carries its key, and changes in place', async () => {
    await box.show('incident:1', 'CI is failing');
    await box.loop.drain();
    await box.show('incident:1', 'CI is failing, 2 runs');
    await box.loop.drain();
    const [message, ...others] = box.slack.channel('#builds').messages;
    expect(others).toEqual([]);
    expect(message).toMatchObject({ text: 'CI is failing, 2 runs', edited: true });
    expect(message?.metadata).toMatchObject({
      event_type: 'baton_post',
      event_payload: { key: 'incident:1' },
    });
    const [call] = box.slack.calls.of('chat.postMessage');
    expect(call?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
    expect(call?.args).toMatchObject({ link_names: 'false', parse: 'none' });
    expect(box.slack.violations).toEqual([]);
  });

  test('that shows the same as before is not edited', async () => {
    await box.show('a', 'Same');
    await box.settle();
    await box.show('a', 'Same');
    await box.settle();
    expect(box.slack.calls.count('chat.update')).toBe(0);
  });

  test('with nothing to show is settled without a word', async () => {
    await box.show('a', null);
    expect(await box.loop.drain()).toEqual({ worked: 1 });
    expect(texts()).toEqual([]);
    expect(await box.store.posts.counts()).toMatchObject({ waiting: 0, dead: 0 });
    await box.show('a', 'Now there is something');
    await box.settle();
    expect(texts()).toEqual(['Now there is something']);
  });

  test('goes to a channel by name, and to a person', async () => {
    await box.show('a', 'By name', { channel: '#ops' });
    await box.show('b', 'To Dana', { channel: 'U0DANA' });
    await box.settle();
    expect(texts('#ops')).toEqual(['By name']);
    expect(box.slack.as('dana').dm().last?.text).toBe('To Dana');
    await box.show('b', 'To Dana, again', { channel: 'U0DANA' });
    await box.settle();
    expect(
      box.slack
        .as('dana')
        .dm()
        .messages.map(({ text }) => text),
    ).toEqual(['To Dana, again']);
  });

  test('a reply waits for what it replies to, and stands in its thread', async () => {
    await box.show('reply', 'Dana acknowledged', { threadOf: 'parent' });
    await box.show('parent', 'CI is failing');
    await box.settle();
    const [parent] = box.slack.channel('#builds').messages;
    const thread = box.slack.channel('#builds').thread(parent!);
    expect(thread.map(({ text }) => text)).toEqual(['CI is failing', 'Dana acknowledged']);
    expect(box.slack.violations).toEqual([]);
  });

  test('ten changes while Slack is away are one edit', async () => {
    await box.show('a', 'First');
    await box.settle();
    box.slack.faults.set({ kind: 'rate_limit', retryAfter: 60, times: 1 });
    for (let n = 0; n < 10; n += 1) {
      await box.show('a', `Change ${n}`);
      await box.loop.drain();
    }
    expect(await box.settle()).toBeGreaterThanOrEqual(60_000);
    expect(texts()).toEqual(['Change 9']);
    expect(box.slack.calls.of('chat.update').map(({ fault }) => fault)).toEqual([
      'rate_limit',
      undefined,
    ]);
  });

  test('a change during the send is shown after it', async () => {
    box.slack.faults.set({ method: 'chat.postMessage', kind: 'slow', ms: 50, times: 1 });
    await box.show('a', 'First');
    const drained = box.loop.drain();
    await until(() => box.slack.calls.count('chat.postMessage') === 1);
    await box.show('a', 'Second');
    await drained;
    await box.settle();
    expect(texts()).toEqual(['Second']);
  });
});

describe('the loop', () => {
  test('takes up what changed as soon as it is woken, and ends what it began when stopped', async () => {
    box.loop.start();
    await box.show('a', 'Red');
    box.loop.wake();
    await box.slack.until(() => texts().length === 1);
    box.slack.faults.set({ method: 'chat.update', kind: 'slow', ms: 50, times: 1 });
    await box.show('a', 'Green');
    box.loop.wake();
    await until(() => box.slack.calls.count('chat.update') === 1);
    await box.loop.stop();
    expect(texts()).toEqual(['Green']);
    expect(await box.store.posts.counts()).toMatchObject({ waiting: 0 });
  });

  test('a call that Slack is slow to answer holds up no other channel', async () => {
    box.slack.faults.set({ method: 'chat.postMessage', kind: 'slow', ms: 1_000, times: 1 });
    box.loop.start();
    await box.show('a', 'Slow');
    box.loop.wake();
    await until(() => box.slack.calls.count('chat.postMessage') === 1);
    await box.show('b', 'Quick', { channel: 'C0OPS' });
    box.loop.wake();
    await box.slack.until(() => texts('#ops').length === 1);
    expect(texts()).toEqual([]);
    await box.loop.stop();
    expect(texts()).toEqual(['Slow']);
  });

  test('a message is in Slack within 50 ms of being asked for, when nothing stands in its way', async () => {
    box.loop.start();
    const took: number[] = [];
    for (const channel of ['builds', 'dev', 'qa', 'ops', 'engineering', 'general']) {
      const from = performance.now();
      await box.show(channel, 'Red', { channel: `C0${channel.toUpperCase()}` });
      box.loop.wake();
      await box.slack.until(() => texts(channel).length === 1);
      took.push(performance.now() - from);
    }
    expect(took.sort((a, b) => a - b)[2]).toBeLessThan(50);
  });
});

describe("Slack's limits", () => {
  test('one message a second in a channel, each channel for itself', async () => {
    for (const n of [1, 2, 3]) await box.show(`a${n}`, `A ${n}`);
    await box.show('b', 'B', { channel: 'C0OPS' });
    await box.loop.drain();
    expect([texts(), texts('#ops')]).toEqual([['A 1'], ['B']]);
    expect(await box.settle()).toBe(2_000);
    expect(texts()).toEqual(['A 1', 'A 2', 'A 3']);
    expect(box.slack.violations).toEqual([]);
  });

  test('a turn that is not there yet is no failure, however often it is asked for', async () => {
    for (let n = 0; n < 30; n += 1) await box.show(`a${n}`, `A ${n}`);
    await box.settle();
    expect(texts()).toHaveLength(30);
    expect(box.log.lines.filter((line) => line.startsWith('warn'))).toEqual([]);
  });

  test('fifty edits a minute in the whole workspace', async () => {
    const keys = Array.from({ length: 40 }, (_, n) => `k${n}`);
    const channels = ['C0BUILDS', 'C0OPS', 'C0DEV', 'C0QA'];
    const place = (n: number) => ({ channel: channels[n % 4]! });
    for (const [n, key] of keys.entries()) await box.show(key, 'Red', place(n));
    await box.settle();
    for (const round of ['Redder', 'Green'])
      for (const [n, key] of keys.entries()) await box.show(key, round, place(n));
    await box.settle();
    for (const channel of channels) expect(new Set(texts(channel))).toEqual(new Set(['Green']));
    expect(box.slack.violations).toEqual([]);
  });

  test('Retry-After closes the channel, not the others', async () => {
    box.slack.faults.set({
      ...{ method: 'chat.postMessage', kind: 'rate_limit', retryAfter: 30, times: 1 },
    });
    await box.show('a', 'A');
    await box.loop.drain();
    await box.show('a2', 'A 2');
    await box.show('b', 'B', { channel: 'C0OPS' });
    await box.loop.drain();
    expect([texts(), texts('#ops')]).toEqual([[], ['B']]);
    expect(box.slack.calls.count('chat.postMessage')).toBe(2);
    expect(await box.settle()).toBe(31_000);
    expect(texts()).toEqual(['A', 'A 2']);
    expect(box.slack.calls.count('conversations.history')).toBe(0);
  });
});

describe('whatever goes wrong with a call, each message stands there once and shows the last state', () => {
  const faults: [string, FaultRule][] = [
    ['slow', { kind: 'slow', ms: 20, times: 3 }],
    ['limited', { kind: 'rate_limit', retryAfter: 2, times: 3 }],
    ['dropped before', { kind: 'drop_before', times: 3 }],
    ['dropped after', { kind: 'drop_after', times: 3 }],
    ['an internal error', { kind: 'error', error: 'internal_error', times: 3 }],
    ['out of service', { kind: 'error', error: 'service_unavailable', times: 3 }],
  ];
  test.each(faults)('%s', async (_case, fault) => {
    box.slack.faults.set(fault);
    await box.show('parent', 'CI is failing');
    await box.show('reply', 'Omar is paged', { threadOf: 'parent' });
    await box.settle();
    box.slack.faults.set(fault);
    await box.show('parent', 'CI is fixed');
    await box.show('other', 'A new failure');
    await box.settle();
    expect(texts()).toEqual(['CI is fixed', 'A new failure']);
    const [parent] = box.slack.channel('#builds').messages;
    const thread = box.slack.channel('#builds').thread(parent!);
    expect(thread.map(({ text }) => text)).toEqual(['CI is fixed', 'Omar is paged']);
    expect(await box.store.posts.counts()).toMatchObject({ waiting: 0, dead: 0 });
    expect(box.slack.violations).toEqual([]);
  });

  test('a send that Slack sits on is not looked for before Slack can have done with it', async () => {
    await box.close();
    box = await startOutbox({ timeoutMs: 300 });
    box.slack.faults.set({ method: 'chat.postMessage', kind: 'slow', ms: 600, times: 1 });
    await box.show('a', 'CI is failing');
    await box.loop.drain();
    expect(texts()).toEqual([]);
    expect(await box.store.posts.nextDue()).toBe(box.clock.at + 30_000);
    await box.slack.until(() => texts().length === 1);
    await box.settle();
    expect(texts()).toEqual(['CI is failing']);
    expect(box.slack.calls.count('chat.postMessage')).toBe(1);
  });

  test('an outage of three hours leaves nothing behind for an operator', async () => {
    box.slack.faults.set({ kind: 'error', error: 'service_unavailable' });
    await box.show('a', 'CI is failing');
    const healed = box.clock.at + 3 * 60 * 60_000;
    while (box.clock.at < healed) {
      await box.loop.drain();
      box.clock.at = (await box.store.posts.nextDue())!;
    }
    box.slack.faults.clear();
    await box.settle();
    expect(texts()).toEqual(['CI is failing']);
    expect(box.clock.at - healed).toBeLessThan(10 * 60_000);
  });

  test('two hundred posts over ten channels while one call in ten is dropped and some limited', async () => {
    await box.close();
    const channels = Array.from({ length: 10 }, (_, n) => ({ name: `c${n}` }));
    box = await startOutbox({ channels });
    box.slack.faults.set(
      { kind: 'drop_after', rate: 0.05 },
      { kind: 'drop_before', rate: 0.05 },
      { kind: 'rate_limit', rate: 0.03, retryAfter: 3 },
    );
    for (let n = 0; n < 200; n += 1)
      await box.show(`p${n}`, `Red ${n}`, { channel: `C0C${n % 10}` });
    await box.loop.drain();
    for (let n = 0; n < 200; n += 3)
      await box.show(`p${n}`, `Green ${n}`, { channel: `C0C${n % 10}` });
    await box.settle();
    const all = channels.flatMap(({ name }) => texts(name)).sort();
    const wanted = Array.from({ length: 200 }, (_, n) => `${n % 3 === 0 ? 'Green' : 'Red'} ${n}`);
    expect(all).toEqual(wanted.sort());
    expect(box.slack.violations).toEqual([]);
    expect(await box.store.posts.counts()).toMatchObject({ waiting: 0, dead: 0 });
  });

  test('two processes share the work and post nothing twice', async () => {
    const second = box.another();
    for (let n = 0; n < 12; n += 1)
      await box.show(`p${n}`, `Red ${n}`, { channel: n % 2 ? 'C0OPS' : 'C0BUILDS' });
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([box.loop.drain(), second.drain()]);
      box.clock.at += 1_000;
    }
    expect(texts()).toHaveLength(6);
    expect(texts('#ops')).toHaveLength(6);
    expect(box.slack.violations).toEqual([]);
  });
});

describe('after a crash', () => {
  /** Claims a post and leaves it behind as a process does that dies while it sends. */
  const dieWhileSending = async (reached: boolean) => {
    const { clock, api, store } = box;
    const [post] = await store.posts.claim({ limit: 1, now: clock.at, leaseMs: 60_000 });
    await store.posts.sending(post!, clock.at);
    const mark = { key: post!.key, shows: 'something older' };
    if (reached) await api.post({ channel: 'C0BUILDS', message: says('Red'), mark });
  };

  test.each([
    ['had reached', true],
    ['had not reached', false],
  ])('a message that %s Slack stands there once', async (_case, reached) => {
    await box.show('a', 'Red, 2 runs');
    await dieWhileSending(reached);
    await box.settle();
    expect(texts()).toEqual(['Red, 2 runs']);
    expect(box.slack.violations).toEqual([]);
  });

  test('a reply that had reached Slack is found in its thread', async () => {
    await box.show('parent', 'Red');
    await box.settle();
    await box.show('reply', 'Paged', { threadOf: 'parent' });
    box.clock.at += 1_000;
    const { clock, api, store } = box;
    const [post] = await store.posts.claim({ limit: 1, now: clock.at, leaseMs: 60_000 });
    await store.posts.sending(post!, clock.at);
    const [parent] = box.slack.channel('#builds').messages;
    const mark = { key: 'reply', shows: '' };
    const place = { channel: 'C0BUILDS', threadTs: parent!.ts };
    await api.post({ ...place, message: says('Paged'), mark });
    await box.settle();
    expect(
      box.slack
        .channel('#builds')
        .thread(parent!)
        .map(({ text }) => text),
    ).toEqual(['Red', 'Paged']);
  });
});

describe('what people and workspaces do', () => {
  const updateRefused = (error: string) =>
    box.slack.faults.set({ method: 'chat.update', kind: 'error', error });

  test('a message that somebody deleted stays deleted', async () => {
    await box.show('a', 'Red');
    await box.show('reply', 'Paged', { threadOf: 'a' });
    await box.loop.drain();
    const { ts } = box.slack.channel('#builds').last!;
    await box.client.chat.delete({ channel: 'C0BUILDS', ts });
    await box.show('a', 'Green');
    await box.settle();
    expect(texts()).toEqual([]);
    expect(await box.store.posts.counts()).toMatchObject({ waiting: 0, dead: 0 });
  });

  test.each(['edit_window_closed', 'cant_update_message'])(
    'a message that can no longer be edited (%s) is posted anew, and edits go there',
    async (error) => {
      await box.show('a', 'Red');
      await box.settle();
      updateRefused(error);
      await box.show('a', 'Green');
      await box.settle();
      expect(texts()).toEqual(['Red', 'Green']);
      box.slack.faults.clear();
      await box.show('a', 'Green, flaky');
      await box.settle();
      expect(texts()).toEqual(['Red', 'Green, flaky']);
    },
  );

  test('a channel without Baton is given up after three tries, says why, and holds up nobody', async () => {
    await box.close();
    const channels = [{ name: 'private', private: true, bot: false }, { name: 'builds' }];
    box = await startOutbox({ channels: [...channels, { name: 'old', archived: true }] });
    await box.show('a', 'Red', { channel: 'C0PRIVATE' });
    await box.show('b', 'Red', { channel: 'C0OLD' });
    await box.show('c', 'Red', { channel: '#nowhere' });
    await box.show('d', 'Red');
    await box.settle();
    expect(texts()).toEqual(['Red']);
    const dead = await box.store.posts.dead(10);
    expect(Object.fromEntries(dead.map(({ key, error }) => [key, error]))).toEqual({
      a: expect.stringContaining('channel_not_found'),
      b: expect.stringContaining('is_archived'),
      c: expect.stringContaining('#nowhere'),
    });
    expect(box.slack.calls.count('chat.postMessage')).toBe(7);
  });

  test('a public channel that Baton is not in yet is entered', async () => {
    await box.close();
    const scopes = { bot: [...neededScopes] };
    box = await startOutbox({
      channels: [{ name: 'builds', bot: false }],
      manifest: { oauth_config: { scopes } },
    });
    await box.show('a', 'Red');
    await box.settle();
    expect(texts()).toEqual(['Red']);
    expect(box.slack.channel('#builds').members).toContain('U0BATON');
    expect(await box.store.posts.counts()).toMatchObject({ waiting: 0, dead: 0 });
  });

  test('once Baton is invited, an operator can replay what was given up', async () => {
    box.slack.faults.set({ kind: 'error', error: 'channel_not_found', times: 3 });
    await box.show('a', 'Red');
    await box.settle();
    expect(await box.store.posts.counts()).toMatchObject({ dead: 1 });
    await box.store.posts.replay({ now: box.clock.at });
    await box.settle();
    expect(texts()).toEqual(['Red']);
  });

  test('blocks that Slack refuses are left out rather than the message', async () => {
    const broken: Message = { text: 'Still said', blocks: [{ type: 'no_such_block' }] };
    await box.show('a', broken);
    await box.settle();
    expect(texts()).toEqual(['Still said']);
    expect(box.slack.channel('#builds').last?.blocks).toEqual([]);
  });

  test('a workspace without charts gets the message without its chart, from then on at once', async () => {
    await box.close();
    box = await startOutbox({ refuseCharts: true });
    const chart = {
      ...{ type: 'data_visualization', title: 'Pass rate' },
      chart: { type: 'pie', segments: [{ label: 'Passed', value: 95 }] },
    };
    const digest = (text: string) => ({ text, blocks: [...says(text).blocks, chart] });
    await box.show('a', digest('Monday'));
    await box.settle();
    await box.show('b', digest('Tuesday'));
    await box.settle();
    expect(texts()).toEqual(['Monday', 'Tuesday']);
    expect(box.slack.channel('#builds').messages.map(({ blocks }) => blocks.length)).toEqual([
      1, 1,
    ]);
    expect(box.slack.calls.count('chat.postMessage')).toBe(3);
  });

  test('a renderer that breaks is tried again, and holds up nobody', async () => {
    await box.show('a', 'Red');
    const get = box.state.get.bind(box.state);
    let broken = true;
    box.state.get = (key) => {
      if (key === 'a' && broken) throw new Error('no such incident');
      return get(key);
    };
    await box.show('b', 'Also red');
    await box.loop.drain();
    expect(texts()).toEqual(['Also red']);
    broken = false;
    await box.settle();
    expect(texts()).toEqual(['Also red', 'Red']);
  });
});
