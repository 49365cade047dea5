import { describe, expect, test } from 'vitest';
import { failureOf, refused, SlackFailure } from '../../src/slack/failure.ts';

const platform = (error: string, more: object = {}) =>
  Object.assign(new Error('An API error occurred'), {
    code: 'slack_webapi_platform_error',
    data: { ok: false, error, ...more },
  });

const network = (code: string) =>
  Object.assign(new Error('A request error occurred'), {
    code: 'slack_webapi_request_error',
    cause: Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error(code), { code }),
    }),
  });

describe('what a failed call to Slack asks of us', () => {
  test.each([
    ['a 429 with Retry-After', Object.assign(new Error(), { retryAfter: 7 }), 'rate_limited'],
    ['Slack out of order', Object.assign(new Error(), { statusCode: 503 }), 'unknown_outcome'],
    ['a proxy that forbids', Object.assign(new Error(), { statusCode: 403 }), 'forbidden'],
    ['nobody listening', network('ECONNREFUSED'), 'transient'],
    ['no such host', network('ENOTFOUND'), 'transient'],
    ['a connection cut in the middle', network('ECONNRESET'), 'unknown_outcome'],
    ['an answer cut in the middle', new TypeError('terminated'), 'unknown_outcome'],
    ['a timeout', new DOMException('timed out', 'TimeoutError'), 'unknown_outcome'],
    ['an error that Slack may have half done', platform('internal_error'), 'unknown_outcome'],
    ["a proxy's page", platform('<html>Bad gateway</html>'), 'unknown_outcome'],
    ['a channel that is not there', platform('channel_not_found'), 'gone'],
    ['a channel without Baton', platform('not_in_channel'), 'forbidden'],
    ['a word that Slack has only just invented', platform('never_heard_of'), 'invalid'],
  ])('%s', (_case, thrown, kind) => {
    expect(failureOf('chat.postMessage', thrown).kind).toBe(kind);
  });

  test('Slack says for how long it limits us', () => {
    const failure = failureOf('chat.update', Object.assign(new Error(), { retryAfter: 7 }));
    expect(failure.retryAfterMs).toBe(7_000);
  });

  test('a timeout is told from a cut: Slack may still be at it', () => {
    const thrown = Object.assign(new Error('A request error occurred'), {
      code: 'slack_webapi_request_error',
      cause: new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
    });
    expect(failureOf('chat.postMessage', thrown).code).toBe('timed_out');
    expect(failureOf('chat.postMessage', network('ECONNRESET')).code).toBe('no_answer');
  });

  test('a 429 without Retry-After is still a limit', () => {
    const thrown = new Error('Retry header did not contain a valid timeout (url: x)');
    expect(failureOf('chat.update', thrown)).toMatchObject({
      kind: 'rate_limited',
      retryAfterMs: 30_000,
    });
  });

  test('the sentence says what is the case, the method, the word and what Slack adds', () => {
    const missing = refused('users.info', { error: 'missing_scope', needed: 'users:read' });
    expect(missing.message).toBe('The app lacks a scope (users.info: missing_scope, users:read)');
    const blocks = platform('invalid_blocks', {
      response_metadata: { messages: ['[ERROR] unsupported type: chart'] },
    });
    expect(failureOf('chat.postMessage', blocks).message).toContain('unsupported type: chart');
  });

  test('a failure that was understood already stays as it is', () => {
    const failure = refused('chat.update', { error: 'message_not_found' });
    expect(failureOf('other', failure)).toBe(failure);
    expect(failure).toBeInstanceOf(SlackFailure);
  });
});
