import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../src/core/duration.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('a time span as people write it', () => {
  it.each([
    ['30m', 30 * minute],
    ['1d', day],
    ['2h30m', 2.5 * hour],
    ['1w', 7 * day],
    ['90 minutes', 90 * minute],
    ['2 hours', 2 * hour],
    ['1.5h', 1.5 * hour],
    ['1 day, 2 hours and 5 mins', day + 2 * hour + 5 * minute],
    ['  45 SEC ', 45_000],
    ['1 hr', hour],
  ])('reads %j', (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each([
    '',
    '0m',
    '-2h',
    '2',
    'h',
    '2 fortnights',
    '2h tomorrow',
    'and 2h',
    '400d',
    '1e9s',
    '2m!',
  ])('refuses %j', (text) => expect(parseDuration(text)).toBeUndefined());

  it('answers at once whatever is typed', () => {
    expect(parseDuration(`${'1 s and '.repeat(10_000)}x`)).toBeUndefined();
  });
});

describe('a time span as Baton says it', () => {
  it.each([
    [0, '0 s'],
    [14_999, '14 s'],
    [134_000, '2 m 14 s'],
    [3 * hour + 5 * minute + 59_000, '3 h 5 m'],
    [2 * hour, '2 h'],
    [2 * day, '2 d'],
    [2 * day + 5 * minute, '2 d'],
    [-5, '0 s'],
  ])('says %i ms as %j', (ms, text) => expect(formatDuration(ms)).toBe(text));

  it('can be typed back, and loses less than a part in sixty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 366 * day }), (ms) => {
        const back = parseDuration(formatDuration(ms));
        expect(back).toBeLessThanOrEqual(ms);
        expect(back).toBeGreaterThan(ms - Math.max(1000, ms / 24));
      }),
    );
  });
});
