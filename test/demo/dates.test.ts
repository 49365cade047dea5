import { expect, test } from 'vitest';
import { clockTime, slackDate } from '../../sandbox/page/text/dates.ts';

const at = new Date(2026, 10, 25, 9, 5).getTime();

test('a time reads as in Slack: no zero before the hour where the day has two halves', () => {
  expect(clockTime(at)).toBe('9:05 AM');
  expect(slackDate('{date_short_pretty} {time}', at, at + 86_400_000)).toBe('yesterday 9:05 AM');
});
