import { describe, expect, test } from 'vitest';
import { readCalendar } from '../../src/calendars/read.ts';

const at = (text: string): number => Date.parse(text);
const place = {
  from: at('2026-10-01T00:00Z'),
  until: at('2026-12-01T00:00Z'),
  zone: 'Europe/Berlin',
};

const calendar = (...events: string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Acme//On call//EN',
    ...events,
    'END:VCALENDAR',
  ].join('\r\n');
const event = (...lines: string[]): string =>
  ['BEGIN:VEVENT', `UID:${lines.length}${lines[0]}`, ...lines, 'END:VEVENT'].join('\r\n');
const read = (...events: string[]) =>
  readCalendar(calendar(...events), place).map(({ from, until, title }) => [
    title,
    new Date(from).toISOString().slice(0, 16),
    new Date(until).toISOString().slice(0, 16),
  ]);

describe('an iCalendar', () => {
  test('of a pager gives its shifts with who takes part', () => {
    const shift = event(
      'DTSTART:20261102T080000Z',
      'DTEND:20261109T080000Z',
      'SUMMARY:On Call - Omar Haddad - Operations',
      'ATTENDEE;CN=Omar Haddad:MAILTO:Omar@Acme.dev',
      'ATTENDEE;CUTYPE=RESOURCE:urn:uuid:1',
    );
    expect(readCalendar(calendar(shift), place)).toEqual([
      {
        from: at('2026-11-02T08:00Z'),
        until: at('2026-11-09T08:00Z'),
        title: 'On Call - Omar Haddad - Operations',
        attendees: [{ email: 'omar@acme.dev', name: 'Omar Haddad' }],
      },
    ]);
  });

  test('spells out what comes every week, at the same hour over a change of the clock', () => {
    const weekly = event(
      'DTSTART;TZID=Europe/Berlin:20261012T090000',
      'DURATION:PT12H',
      'RRULE:FREQ=WEEKLY;COUNT=4',
      'EXDATE;TZID=Europe/Berlin:20261019T090000',
      'SUMMARY:lee',
    );
    expect(read(weekly)).toEqual([
      ['lee', '2026-10-12T07:00', '2026-10-12T19:00'],
      ['lee', '2026-10-26T08:00', '2026-10-26T20:00'],
      ['lee', '2026-11-02T08:00', '2026-11-02T20:00'],
    ]);
  });

  test('has one changed date of a series also where the series is not in it', () => {
    const changed = event(
      'RECURRENCE-ID:20261102T080000Z',
      'DTSTART:20261102T100000Z',
      'DTEND:20261102T180000Z',
      'SUMMARY:lee',
    );
    expect(read(changed)).toEqual([['lee', '2026-11-02T10:00', '2026-11-02T18:00']]);
  });

  test('believes the zone that the file defines itself', () => {
    const zone = [
      ...['BEGIN:VTIMEZONE', 'TZID:Head office', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'],
      ...['TZOFFSETFROM:+0530', 'TZOFFSETTO:+0530', 'END:STANDARD', 'END:VTIMEZONE'],
    ].join('\r\n');
    const shift = event(
      'DTSTART;TZID=Head office:20261102T090000',
      'DTEND;TZID=Head office:20261102T170000',
      'SUMMARY:omar',
    );
    expect(read(zone, shift)).toEqual([['omar', '2026-11-02T03:30', '2026-11-02T11:30']]);
  });

  test('takes one occurrence that moved, and one that was called off', () => {
    const uid = 'UID:series';
    const series = [
      'BEGIN:VEVENT',
      uid,
      'DTSTART:20261101T080000Z',
      'DTEND:20261101T090000Z',
      'RRULE:FREQ=DAILY;COUNT=3',
      'SUMMARY:ana',
      'END:VEVENT',
    ].join('\r\n');
    const moved = [
      'BEGIN:VEVENT',
      uid,
      'RECURRENCE-ID:20261102T080000Z',
      'DTSTART:20261102T100000Z',
      'DTEND:20261102T110000Z',
      'SUMMARY:ben',
      'END:VEVENT',
    ].join('\r\n');
    const off = [
      'BEGIN:VEVENT',
      uid,
      'RECURRENCE-ID:20261103T080000Z',
      'DTSTART:20261103T080000Z',
      'DTEND:20261103T090000Z',
      'STATUS:CANCELLED',
      'SUMMARY:ana',
      'END:VEVENT',
    ].join('\r\n');
    expect(read(series, moved, off)).toEqual([
      ['ana', '2026-11-01T08:00', '2026-11-01T09:00'],
      ['ben', '2026-11-02T10:00', '2026-11-02T11:00'],
    ]);
  });

  test('means whole days, and hours without a zone, in the zone of the team', () => {
    expect(
      read(event('DTSTART;VALUE=DATE:20261102', 'DTEND;VALUE=DATE:20261103', 'SUMMARY:omar')),
    ).toEqual([['omar', '2026-11-01T23:00', '2026-11-02T23:00']]);
    expect(read(event('DTSTART:20261102T090000', 'DTEND:20261102T100000', 'SUMMARY:omar'))).toEqual(
      [['omar', '2026-11-02T08:00', '2026-11-02T09:00']],
    );
  });

  test('leaves out what lies outside of the window, and is kept busy by no rule', () => {
    const outside = event('DTSTART:20250102T090000Z', 'DTEND:20250102T100000Z', 'SUMMARY:old');
    const forever = event(
      'DTSTART:20160102T090000Z',
      'DTEND:20160102T100000Z',
      'RRULE:FREQ=DAILY',
      'SUMMARY:daily',
    );
    const bomb = event(
      'DTSTART:20160102T090000Z',
      'DTEND:20160102T100000Z',
      'RRULE:FREQ=SECONDLY',
      'SUMMARY:bomb',
    );
    const found = read(outside, forever, bomb);
    expect(new Set(found.map(([title]) => title))).toEqual(new Set(['daily']));
    expect(found).toHaveLength(61);
  });

  test.each([
    ['30 February, looked for day by day', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'],
    ['an interval of millions of years', 'RRULE:FREQ=DAILY;INTERVAL=2000000000'],
    ['a duration without an end', 'DURATION:P999999999999D'],
  ])('keeps Baton busy for no more than a moment: %s', (_what, line) => {
    const endless = event('DTSTART:20260102T090000Z', line, 'SUMMARY:omar');
    expect(() => readCalendar(calendar(endless), place, 100)).toThrow('it takes too long to read');
  });

  test.each([
    ['a rule that contradicts itself', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYYEARDAY=366'],
    ['spans in place of dates', 'RDATE;VALUE=PERIOD:20261105T090000Z/20261105T170000Z'],
  ])('that has %s is told with the name of the event', (_what, line) => {
    const odd = event('DTSTART:20260102T090000Z', line, 'SUMMARY:Night shift');
    expect(() => read(odd)).toThrow(
      expect.objectContaining({
        name: 'CalendarFailure',
        message: 'the dates of its event “Night shift” cannot be read',
      }),
    );
  });

  test.each([
    '',
    'hello',
    '<html>Log in</html>',
    'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Omar\r\nEND:VCARD',
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT',
  ])('that is none is told: %j', (text) =>
    expect(() => readCalendar(text, place)).toThrow('no calendar'),
  );
});
