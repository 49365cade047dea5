import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { parseWhen } from '../../src/core/when.ts';

const berlin = 'Europe/Berlin';
const at = (text: string, zone = berlin): number => DateTime.fromISO(text, { zone }).toMillis();
/** A Monday evening. */
const now = at('2026-11-23T18:30');

function said(text: string, zone = berlin, from = now): string {
  const when = parseWhen(text, { now: from, zone });
  return 'at' in when
    ? DateTime.fromMillis(when.at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm")
    : when.reason;
}

describe('a moment as people write it', () => {
  it.each([
    ['2h', '2026-11-23T20:30'],
    ['for 90 minutes', '2026-11-23T20:00'],
    ['in 2 hours', '2026-11-23T20:30'],
    ['half an hour', '2026-11-23T19:00'],
    ['tomorrow', '2026-11-24T09:00'],
    ['tomorrow 9:00', '2026-11-24T09:00'],
    ['tomorrow morning', '2026-11-24T09:00'],
    ['tomorrow at 5pm', '2026-11-24T17:00'],
    ['until 10pm', '2026-11-23T22:00'],
    ['until 5pm', '2026-11-24T17:00'],
    ['till noon', '2026-11-24T12:00'],
    ['tonight', '2026-11-23T22:00'],
    ['monday', '2026-11-30T09:00'],
    ['friday 14:00', '2026-11-27T14:00'],
    ['in 3 days', '2026-11-26T18:30'],
    ['24 Dec 10:00', '2026-12-24T10:00'],
    ['2 Jan', '2027-01-02T09:00'],
    ['2026-12-01 08:15', '2026-12-01T08:15'],
    ['5pm UTC', '2026-11-24T18:00'],
  ])('reads %j', (text, expected) => expect(said(text)).toBe(expected));

  it.each([
    '',
    'soon',
    'banana tomorrow',
    'tomorrow banana',
    '25:00',
    '9',
    'monday to friday',
    'an hour before midnight',
    '2 days after monday',
    'x'.repeat(9999),
  ])('does not guess at %j', (text) => expect(said(text)).toBe('unclear'));

  it.each(['yesterday', 'last friday', 'now', '2020-01-01', '10 minutes ago', 'today'])(
    'knows that %j has passed',
    (text) => expect(said(text)).toBe('past'),
  );

  it.each([
    ['the day after tomorrow', '2026-11-29T09:00'],
    ['day after tomorrow', '2026-11-29T09:00'],
    ['the day after tomorrow at 17:00', '2026-11-29T17:00'],
    ['until the day after tomorrow 8am', '2026-11-29T08:00'],
  ])('counts the days of the zone, not of the machine: %j', (text, expected) => {
    const night = at('2026-11-27T01:40', 'Asia/Kolkata');
    expect(said(text, 'Asia/Kolkata', night)).toBe(expected);
    expect(said(text, 'America/Los_Angeles', at(`2026-11-27T23:40`, 'America/Los_Angeles'))).toBe(
      expected,
    );
  });

  it.each([
    [berlin, '2026-11-23T10:00', '2026-11-30T09:00'],
    [berlin, '2026-11-23T08:00', '2026-11-23T09:00'],
    ['America/Los_Angeles', '2026-11-23T13:00', '2026-11-30T09:00'],
    ['Asia/Tokyo', '2026-11-23T08:00', '2026-11-23T09:00'],
    ['Asia/Tokyo', '2026-11-22T22:00', '2026-11-23T09:00'],
    [berlin, '2026-10-24T10:00', '2026-10-26T09:00'],
  ])('takes the next Monday to come: in %s at %s', (zone, from, expected) => {
    expect(said('monday', zone, at(from, zone))).toBe(expected);
    expect(said('mon 9:00', zone, at(from, zone))).toBe(expected);
  });

  it('leaves next friday to be of next week', () => {
    expect(said('next friday 9:00', berlin, at('2026-11-25T10:00'))).toBe('2026-12-04T09:00');
  });

  it('refuses more than a year', () => {
    expect(said('2031-01-01')).toBe('too_far');
    expect(said('in 3 years')).toBe('too_far');
  });

  it('is the same day in the morning', () => {
    const early = at('2026-11-23T08:00');
    expect(said('monday 14:00', berlin, early)).toBe('2026-11-23T14:00');
    expect(said('9am', berlin, early)).toBe('2026-11-23T09:00');
  });
});

describe('a moment across the change of the clocks', () => {
  const winterComes = at('2026-10-24T18:00');
  const summerComes = at('2026-03-28T18:00');

  it('keeps the time on the wall', () => {
    expect(said('tomorrow 9:00', berlin, winterComes)).toBe('2026-10-25T09:00');
    expect(said('tomorrow 9:00', berlin, summerComes)).toBe('2026-03-29T09:00');
    expect(said('monday', berlin, winterComes)).toBe('2026-10-26T09:00');
  });

  it('takes the next time there is for one that is left out', () => {
    expect(said('tomorrow 2:30', berlin, summerComes)).toBe('2026-03-29T03:30');
  });

  it('counts hours as they pass', () => {
    expect(said('12h', berlin, winterComes)).toBe('2026-10-25T05:00');
  });
});

it('reads the time in the zone of the person who asks', () => {
  for (const zone of ['Asia/Kolkata', 'America/St_Johns', 'Pacific/Auckland', 'UTC']) {
    const there = DateTime.fromMillis(now, { zone }).plus({ days: 1 });
    expect(said('tomorrow 7:45', zone)).toBe(there.toFormat("yyyy-MM-dd'T'07:45"));
  }
});

it('is always ahead, whatever is typed and whenever', () => {
  const word = fc.constantFrom(
    'tomorrow',
    'monday',
    '5pm',
    'at',
    '9:00',
    'next week',
    '2h',
    'today',
    '31 feb',
    '-',
  );
  const text = fc.array(word, { maxLength: 3 }).map((words) => words.join(' '));
  const zone = fc.constantFrom(berlin, 'Asia/Kolkata', 'America/New_York', 'Pacific/Auckland');
  const moment = fc.integer({ min: at('2026-01-01'), max: at('2027-01-01') });
  fc.assert(
    fc.property(text, zone, moment, (typed, where, when) => {
      const result = parseWhen(typed, { now: when, zone: where });
      if ('at' in result) expect(result.at).toBeGreaterThan(when);
    }),
  );
});
