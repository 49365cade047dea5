import fc from 'fast-check';
import { validate } from 'node-cron';
import { describe, expect, it } from 'vitest';
import { parseHandover, parseWorkingHours } from '../../src/config/hours.ts';
import { isCron } from '../../src/core/cron.ts';

describe('working hours', () => {
  it.each([
    ['mon-fri 09:00-17:30', [{ days: [1, 2, 3, 4, 5], from: 540, to: 1050 }]],
    ['Monday - Friday 9:00 - 17:00', [{ days: [1, 2, 3, 4, 5], from: 540, to: 1020 }]],
    ['mon, wed 8:00-24:00', [{ days: [1, 3], from: 480, to: 1440 }]],
    ['sat-mon 22:00-06:00', [{ days: [1, 6, 7], from: 1320, to: 360 }]],
    [
      'mon-thu 09:00-17:00, fri 09:00-15:00',
      [
        { days: [1, 2, 3, 4], from: 540, to: 1020 },
        { days: [5], from: 540, to: 900 },
      ],
    ],
  ])('reads %j', (text, expected) => expect(parseWorkingHours(text)).toEqual(expected));

  it.each([
    '',
    'always',
    'mon-fri',
    '09:00-17:00',
    'mon 9-17',
    'mon 25:00-26:00',
    'mon 09:00-09:00',
    'mo 09:00-17:00',
    'mon 09:00-17:00 tue',
    'mon 24:00-08:00',
  ])('refuses %j', (text) => expect(parseWorkingHours(text)).toBeUndefined());

  it('answers at once whatever is written', () => {
    expect(parseWorkingHours(`${'mon-'.repeat(5000)} 9`)).toBeUndefined();
  });
});

describe('the change of shifts', () => {
  it.each([
    ['mon 09:00', { weekday: 1, minute: 540 }],
    ['Sunday 18:30', { weekday: 7, minute: 1110 }],
    ['08:00', { weekday: null, minute: 480 }],
  ])('reads %j', (text, expected) => expect(parseHandover(text)).toEqual(expected));

  it.each(['', 'mon', '24:00', 'someday 09:00', 'mon 9'])('refuses %j', (text) =>
    expect(parseHandover(text)).toBeUndefined(),
  );
});

describe('a cron expression', () => {
  it.each(['0 9 * * 1-5', '*/15 * * * *', '0 9,17 1-7 jan,jul mon', '0 8-18/2 * * *'])(
    'takes %j',
    (text) => expect(isCron(text)).toBe(true),
  );

  it.each([
    '',
    'every day',
    '60 * * * *',
    '* * * *',
    '0 0 9 * * *',
    '*/0 * * * *',
    '5-1 * * * *',
    '* * 0 * *',
    '* * * 13 *',
    '1,,2 * * * *',
  ])('refuses %j', (text) => expect(isCron(text)).toBe(false));

  it('is never taken where node-cron would refuse it', () => {
    const item = fc.constantFrom(
      '*',
      '0',
      '5',
      '7',
      '12',
      '31',
      '59',
      '1-5',
      '*/2',
      '1-9/3',
      'mon',
      'jan',
      'mon-fri',
      '1,2',
    );
    fc.assert(
      fc.property(fc.array(item, { minLength: 5, maxLength: 5 }), (parts) => {
        const text = parts.join(' ');
        if (isCron(text)) expect(validate(text), text).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
