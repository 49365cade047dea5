import { describe, expect, test } from 'vitest';
import { refused } from '../../src/slack/failure.ts';
import { type Doing, nextStep, remedyFor } from '../../src/slack/posts-decide.ts';

describe('what a post needs next', () => {
  const fresh = { ts: null, sendingSince: null };
  const there = { ts: '1.000001', sendingSince: null };
  const lost = { ts: null, sendingSince: 5 };

  test.each([
    ['a new one is sent', fresh, { wanted: 'a', shown: null }, 'send'],
    ['one that changed is edited', there, { wanted: 'b', shown: 'a' }, 'edit'],
    ['one that shows it already is left alone', there, { wanted: 'a', shown: 'a' }, 'settle'],
    ['one with nothing to show is never sent', fresh, { wanted: null, shown: null }, 'settle'],
    ['one with nothing more to show stays', there, { wanted: null, shown: 'a' }, 'settle'],
    ['a lost send is looked for first', lost, { wanted: 'a', shown: null }, 'find'],
    ['even if there is nothing to show by now', lost, { wanted: null, shown: null }, 'find'],
  ])('%s', (_case, post, hashes, kind) => {
    expect(nextStep(post, hashes).kind).toBe(kind);
  });
});

describe('what is done about a failure', () => {
  test('an outage is waited out, a refusal is not', () => {
    const about = (error: string) =>
      remedyFor(refused('chat.update', { error }), { doing: 'edit', attempts: 1 });
    expect(about('service_unavailable')).toMatchObject({ kind: 'retry', patient: true });
    expect(about('is_archived')).toMatchObject({ kind: 'retry', patient: false });
  });

  const cases: [string, Doing, number, string][] = [
    ['ratelimited', 'send', 1, 'wait'],
    ['internal_error', 'send', 1, 'retry'],
    ['internal_error', 'edit', 11, 'retry'],
    ['message_not_found', 'edit', 1, 'settle'],
    ['thread_not_found', 'send', 1, 'settle'],
    ['thread_not_found', 'find', 1, 'settle'],
    ['cant_update_message', 'edit', 1, 'anew'],
    ['edit_window_closed', 'edit', 1, 'anew'],
    ['invalid_blocks', 'send', 1, 'plainer'],
    ['msg_too_long', 'edit', 1, 'plainer'],
    ['invalid_arguments', 'find', 3, 'dead'],
    ['not_in_channel', 'send', 1, 'join'],
    ['not_in_channel', 'find', 2, 'join'],
    ['channel_not_found', 'send', 1, 'retry'],
    ['not_in_channel', 'send', 3, 'dead'],
    ['channel_not_found', 'prepare', 3, 'dead'],
    ['is_archived', 'edit', 3, 'dead'],
    ['token_revoked', 'send', 3, 'dead'],
  ];
  test.each(cases)('%s while doing %s, try %i: %s', (code, doing, attempts, kind) => {
    const failure = refused('chat.postMessage', { error: code });
    expect(remedyFor(failure, { doing, attempts }).kind).toBe(kind);
  });
});
