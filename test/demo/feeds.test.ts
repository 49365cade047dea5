import { expect, test } from 'vitest';
import {
  type Feeds,
  merged,
  threadKey,
  withMessage,
  withoutMessage,
  withReactions,
} from '../../sandbox/page/client/feeds.ts';
import type { WireMessage } from '../../sandbox/slack/wire.ts';

const message = (ts: string, rest: Partial<WireMessage> = {}): WireMessage => ({
  channel: 'C1',
  ts,
  user: 'U1',
  text: ts,
  ...rest,
});
const thread = threadKey('C1', '1.0');
const feeds: Feeds = {
  C1: merged(undefined, [message('1.0'), message('3.0')], false),
  [thread]: merged(undefined, [message('1.0')], false),
};
const shown = (key: string, of: Feeds) => of[key]?.messages.map((one) => one.text);

test('a message takes its place by time, and an edit replaces what it edits', () => {
  const later = withMessage(feeds, message('2.0'));
  expect(shown('C1', later)).toEqual(['1.0', '2.0', '3.0']);
  expect(shown('C1', withMessage(later, message('2.0', { text: 'edited' })))).toEqual([
    '1.0',
    'edited',
    '3.0',
  ]);
});

test('a reply stands in its thread only, unless it was sent to the channel too', () => {
  const reply = withMessage(feeds, message('4.0', { thread_ts: '1.0' }));
  expect(shown('C1', reply)).toEqual(['1.0', '3.0']);
  expect(shown(thread, reply)).toEqual(['1.0', '4.0']);
  const both = withMessage(
    feeds,
    message('4.0', { thread_ts: '1.0', subtype: 'thread_broadcast' }),
  );
  expect(shown('C1', both)).toEqual(['1.0', '3.0', '4.0']);
  expect(shown(thread, both)).toEqual(['1.0', '4.0']);
});

test('an edited parent changes in its channel and in its open thread', () => {
  const after = withMessage(feeds, message('1.0', { text: 'green', thread_ts: '1.0' }));
  expect([shown('C1', after), shown(thread, after)]).toEqual([['green', '3.0'], ['green']]);
});

test('a deleted message is gone everywhere', () => {
  const after = withoutMessage(feeds, { channel: 'C1', ts: '1.0' });
  expect([shown('C1', after), shown(thread, after)]).toEqual([['3.0'], []]);
});

test('what was never opened is not kept', () => {
  expect(Object.keys(withMessage(feeds, { ...message('9.0'), channel: 'C2' }))).toEqual(
    Object.keys(feeds),
  );
});

test('reactions are replaced wherever the message stands', () => {
  const reactions = [{ name: 'eyes', users: ['U1'], count: 1 }];
  const after = withReactions(feeds, { channel: 'C1', ts: '1.0', reactions });
  expect(after['C1']?.messages[0]?.reactions).toEqual(reactions);
  expect(after[thread]?.messages[0]?.reactions).toEqual(reactions);
});
