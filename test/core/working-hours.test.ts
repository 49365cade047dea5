import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { parseWorkingHours } from '../../src/config/hours.ts';
import { parseWhen } from '../../src/core/when.ts';
import {
  addWorkingTime,
  nextWorkingInstant,
  type WorkingTime,
  workingTerm,
  workingTimeBetween,
} from '../../src/core/working-hours.ts';

const hour = 3_600_000;

function team(hours: string, timezone: string, holidays: readonly string[] = []): WorkingTime {
  return { workingHours: hours ? (parseWorkingHours(hours) ?? []) : [], timezone, holidays };
}

const office = team('mon-fri 09:00-17:30', 'Europe/Berlin', ['2026-12-25', '2027-01-01']);
const kolkata = team('mon-fri 09:00-17:30', 'Asia/Kolkata');
const chatham = team('mon-fri 09:00-17:00', 'Pacific/Chatham');
const nights = team('mon-fri 22:00-06:00', 'Europe/Berlin', ['2026-11-25']);
const split = team('mon-thu 8:00-12:00, mon-thu 13:00-17:00, fri 8:00-12:00', 'Europe/Berlin');
const overlapping = team('mon-fri 09:00-17:00, mon 12:00-20:00', 'UTC');
const every = team('', 'Asia/Kolkata');
const sundays = team('sun 00:00-06:00', 'Europe/Berlin');
const gap = team('sun 02:00-03:00', 'Europe/Berlin');
const newYork = team('mon-sun 00:00-24:00', 'America/New_York');

const at = (text: string, zone: string) => DateTime.fromISO(text, { zone }).toMillis();
const shown = (ms: number, zone: string) =>
  DateTime.fromMillis(ms, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");

type Case = [
  what: string,
  ...given: [team: WorkingTime, from: string, hours: number, then: string],
];

describe('a deadline in working hours', () => {
  test.each<Case>([
    ['within a day', office, '2026-11-23T10:00', 2, '2026-11-23T12:00'],
    ['over night', office, '2026-11-23T16:30', 2, '2026-11-24T10:00'],
    ['exactly to the end of the day', office, '2026-11-23T16:30', 1, '2026-11-23T17:30'],
    ['from the end of the day', office, '2026-11-23T17:30', 1, '2026-11-24T10:00'],
    ['before the day begins', office, '2026-11-23T05:00', 1, '2026-11-23T10:00'],
    ['over a weekend', office, '2026-11-27T17:00', 1, '2026-11-30T09:30'],
    ['from a Saturday', office, '2026-11-28T12:00', 0.5, '2026-11-30T09:30'],
    ['no time, on a Saturday', office, '2026-11-28T12:00', 0, '2026-11-30T09:00'],
    ['no time, at work', office, '2026-11-23T12:00', 0, '2026-11-23T12:00'],
    ['over a holiday and a weekend', office, '2026-12-24T17:00', 1, '2026-12-28T09:30'],
    ['a week of work', office, '2026-11-23T09:00', 42.5, '2026-11-27T17:30'],
    ['a half-hour zone', kolkata, '2026-11-23T17:00', 1, '2026-11-24T09:30'],
    ['a zone of 45 minutes', chatham, '2026-11-27T16:30', 1, '2026-11-30T09:30'],
    ['over midnight', nights, '2026-11-23T23:00', 3, '2026-11-24T02:00'],
    ['after midnight, of the day before', nights, '2026-11-24T05:30', 1, '2026-11-24T22:30'],
    ['friday night ends on Saturday', nights, '2026-11-28T05:00', 2, '2026-11-30T23:00'],
    ['a holiday has no night of its own', nights, '2026-11-25T05:00', 2, '2026-11-26T23:00'],
    ['over lunch', split, '2026-11-23T11:00', 2, '2026-11-23T14:00'],
    ['a short Friday', split, '2026-11-27T11:00', 2, '2026-11-30T09:00'],
    ['spans that overlap count once', overlapping, '2026-11-23T09:00', 11, '2026-11-23T20:00'],
    ['and the day after', overlapping, '2026-11-23T09:00', 12, '2026-11-24T10:00'],
    ['every hour', every, '2026-11-28T12:00', 30, '2026-11-29T18:00'],
    ['the clock goes forward at work', sundays, '2026-03-29T00:00', 3, '2026-03-29T04:00'],
    ['that day has five hours', sundays, '2026-03-29T00:00', 6, '2026-04-05T01:00'],
    ['the clock goes back at work', sundays, '2026-10-25T00:00', 4, '2026-10-25T03:00'],
    ['that day has seven hours', sundays, '2026-10-25T00:00', 7, '2026-10-25T06:00'],
    ['hours that are left out do not come', gap, '2026-03-28T12:00', 0.5, '2026-04-05T02:30'],
    ['in New York, forward', newYork, '2026-03-08T01:00', 2, '2026-03-08T04:00'],
    ['in New York, back', newYork, '2026-11-01T00:30', 2, '2026-11-01T01:30'],
    ['over a change on a weekend', office, '2026-03-27T17:00', 1, '2026-03-30T09:30'],
  ])('%s', (_what, ...[working, from, hours, then]) => {
    const { timezone } = working;
    const end = addWorkingTime(at(from, timezone), hours * hour, working);
    expect(shown(end, timezone)).toBe(then);
    expect(workingTimeBetween(at(from, timezone), end, working)).toBe(hours * hour);
  });
});

test.each<[words: string, ...given: [team: WorkingTime, now: string, at: string, hours: number]]>([
  ['tomorrow 5pm', office, '2026-11-23T16:30', '2026-11-24T17:00', 9],
  ['fri 12:00', office, '2026-11-23T09:00', '2026-11-27T12:00', 37],
  ['monday', office, '2026-11-27T16:00', '2026-11-30T09:00', 1.5],
  ['in 2 days', kolkata, '2026-11-27T15:30', '2026-11-29T15:30', 2],
  ['tomorrow 9:00', sundays, '2026-03-28T12:00', '2026-03-29T09:00', 5],
  ['tomorrow 9:00', sundays, '2026-10-24T12:00', '2026-10-25T09:00', 7],
  ['24 dec 20:00', office, '2026-12-24T09:00', '2026-12-24T20:00', 8.5],
])(
  'a deadline given as %j leaves so much of their work',
  (words, ...[working, now, at_, hours]) => {
    const zone = working.timezone;
    const from = at(now, zone);
    const when = parseWhen(words, { now: from, zone });
    const end = 'at' in when ? when.at : 0;
    expect(shown(end, zone)).toBe(at_);
    expect(workingTimeBetween(from, end, working)).toBe(hours * hour);
  },
);

describe('when they work next', () => {
  test.each<[string, WorkingTime, string, string]>([
    ['now', office, '2026-11-23T09:00', '2026-11-23T09:00'],
    ['the end of the day is not work', office, '2026-11-23T17:30', '2026-11-24T09:00'],
    ['after the weekend', office, '2026-11-28T03:00', '2026-11-30T09:00'],
    ['after Christmas and its weekend', office, '2026-12-24T20:00', '2026-12-28T09:00'],
    ['at night', nights, '2026-11-24T03:00', '2026-11-24T03:00'],
    ['always', every, '2026-11-28T03:00', '2026-11-28T03:00'],
    [
      'a holiday of a team without hours',
      team('', 'UTC', ['2026-11-28']),
      '2026-11-28T03:00',
      '2026-11-29T00:00',
    ],
  ])('%s', (_what, working, from, then) => {
    const { timezone } = working;
    expect(shown(nextWorkingInstant(at(from, timezone), working), timezone)).toBe(then);
  });
});

test.each<[string, WorkingTime, number, number]>([
  ['hours are hours', office, 3, 3],
  ['a day is a day of work', office, 24, 8.5],
  ['a day and two hours', office, 26, 10.5],
  ['a week is a week of work', office, 7 * 24, 42.5],
  ['of days that differ, the mean', split, 24, 7.2],
  ['a night is a day of work too', nights, 24, 8],
  ['without hours nothing changes', every, 24, 24],
])('a promise: %s', (_what, ...[working, given, hours]) => {
  expect(workingTerm(given * hour, working)).toBe(hours * hour);
});

test('an hour that comes twice is worked twice only by those who work through it', () => {
  const early = team('sun 02:00-02:30', 'Europe/Berlin');
  const day = at('2026-10-25T00:00', 'Europe/Berlin');
  expect(workingTimeBetween(day, day + 25 * hour, early)).toBe(hour / 2);
  expect(workingTimeBetween(day, day + 25 * hour, sundays)).toBe(7 * hour);
});

test('there is no work backwards', () => {
  const noon = at('2026-11-23T12:00', 'Europe/Berlin');
  expect(workingTimeBetween(noon, noon - hour, office)).toBe(0);
});

describe('whatever the hours', () => {
  const zones = ['Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/New_York', 'UTC'];
  const spans = fc.uniqueArray(
    fc
      .record({
        days: fc.subarray([1, 2, 3, 4, 5, 6, 7] as const, { minLength: 1 }),
        from: fc.integer({ min: 0, max: 1439 }),
        to: fc.integer({ min: 1, max: 1440 }),
      })
      // A team that works a minute a week would be asked for its next decades.
      .filter(({ from, to }) => (to - from + 1440) % 1440 >= 30),
    { maxLength: 3 },
  );
  const working = fc.record({
    workingHours: spans,
    timezone: fc.constantFrom(...zones),
    holidays: fc.subarray(['2026-03-29', '2026-03-30', '2026-10-25', '2026-10-26', '2026-12-25']),
  });
  const instant = fc.integer({ min: Date.UTC(2026, 1, 1), max: Date.UTC(2026, 11, 31) });
  const span = fc.integer({ min: 0, max: 60 * hour });
  const runs = { numRuns: 60 };

  test('two spans one after the other are their sum', () => {
    fc.assert(
      fc.property(working, instant, span, span, (w, from, a, b) => {
        const inSteps = addWorkingTime(addWorkingTime(from, a, w), b, w);
        expect(inSteps).toBe(addWorkingTime(from, a + b, w));
      }),
      runs,
    );
  });

  test('later begins and longer spans never end earlier, and all end at work', () => {
    fc.assert(
      fc.property(working, instant, span, span, (w, from, a, b) => {
        const end = addWorkingTime(from, a, w);
        expect(addWorkingTime(from + b, a, w)).toBeGreaterThanOrEqual(end);
        expect(addWorkingTime(from, a + b, w)).toBeGreaterThanOrEqual(end);
        expect(end).toBeGreaterThanOrEqual(from);
        expect(
          end === nextWorkingInstant(end, w) || nextWorkingInstant(end - 1, w) === end - 1,
        ).toBe(true);
      }),
      runs,
    );
  });

  test('as much is worked until the deadline as was given', () => {
    fc.assert(
      fc.property(working, instant, span, (w, from, a) => {
        expect(workingTimeBetween(from, addWorkingTime(from, a, w), w)).toBe(a);
      }),
      runs,
    );
  });
});
