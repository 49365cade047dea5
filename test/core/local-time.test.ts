import { expect, test } from 'vitest';
import { mrkdwn } from '../../src/core/inline.ts';
import { at } from '../../src/core/local-time.ts';

const now = Date.UTC(2026, 10, 23, 21, 0);
const hour = 3_600_000;

test('a time is the hour alone where nobody can take it for another day’s', () => {
  const shown = (hours: number) => mrkdwn([at(now + hours * hour, now)]);
  for (const near of [-19, -1, 0, 5]) expect(shown(near)).toMatch(/\^\{time\}\|\d\d:\d\d UTC/);
  for (const far of [-21, 7, 11, 30]) {
    expect(shown(far)).toMatch(/\^\{date_short_pretty\} \{time\}\|2026-11-2\d \d\d:\d\d UTC/);
  }
});
