import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { boltLogger, scrubbed } from '../../src/slack/logger.ts';

describe("what Slack's libraries write to our log", () => {
  test.each([
    ['a bot token', 'token xoxb-12-34-abcDEF refused', 'xoxb-12'],
    ['an app token', 'using xapp-1-A0-12-abc', 'xapp-1'],
    ['a socket ticket', '{"url":"wss://wss.slack.com/link/?ticket=abc-def&app_id=1"}', 'abc-def'],
    ['a verification token', '{"token":"Shh_its_a_seekrit","type":"x"}', 'seekrit'],
    ['a trigger', '{"trigger_id":"13345224609.738474920.8088930838"}', '738474920'],
    ['a response URL', '{"response_url":"https://hooks.slack.com/commands/T1/2/abcdef"}', 'abcdef'],
    ['a response URL of a test', '{"response_url":"http://127.0.0.1:41/r/abcdef"}', 'abcdef'],
  ])('%s does not show', (_case, text, secret) => {
    expect(text).toContain(secret);
    expect(scrubbed(text)).not.toContain(secret);
  });

  test('what is no secret stays readable', () => {
    const text = "apiCall('chat.postMessage') end, channel C0BUILDS, ts 1700000000.000100";
    expect(scrubbed(text)).toBe(text);
  });

  test('their errors are warnings, since they come back to us as thrown ones', () => {
    const lines: string[] = [];
    const write = (level: string) => (_fields: object, message: string) => {
      lines.push(`${level}: ${message}`);
    };
    const log = {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
    };
    boltLogger(log).error('Failed', new Error('no route'), { code: 1 });
    boltLogger(log).info('hello');
    expect(lines).toEqual(['warn: Failed no route { code: 1 }', 'debug: hello']);
  });

  test('what nobody reads is not even worded', () => {
    const never = () => expect.unreachable('written');
    const log = { debug: never, info: never, warn: never, error: never };
    const body = { toJSON: never, [inspect.custom]: never };
    boltLogger({ ...log, isLevelEnabled: () => false }).debug('answer', body);
  });
});
