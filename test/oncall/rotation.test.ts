import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { parseHandover, parseWorkingHours } from '../../src/config/hours.ts';
import { parseDuration } from '../../src/core/duration.ts';
import type { Override } from '../../src/core/oncall.ts';
import type { Weekday } from '../../src/core/settings.ts';
import { changes, merged, shiftsOfPerson } from '../../src/oncall/duty.ts';
import { type Rota, shiftAt, shiftsOf } from '../../src/oncall/rotation.ts';

type Written = {
  people?: readonly string[];
  every?: string;
  handover?: string;
  since?: string;
  hours?: string;
  zone?: string;
};

function rota(written: Written = {}): Rota {
  const { people = ['ana', 'ben', 'cem'], zone = 'Europe/Berlin', since = null } = written;
  const handover = parseHandover(written.handover ?? 'mon 09:00');
  const every = parseDuration(written.every ?? '1w');
  if (!handover || !every) throw new Error('the test is written wrongly');
  const hours = written.hours === undefined ? [] : (parseWorkingHours(written.hours) ?? []);
  const layer = { layer: 'primary', people, every, handover, since, hours, ackWithin: 600_000 };
  return { ...layer, team: 'ops', zone, entries: null };
}

const at = (text: string, zone = 'Europe/Berlin'): number =>
  DateTime.fromISO(text, { zone }).toMillis();
const said = (ms: number, zone = 'Europe/Berlin'): string =>
  DateTime.fromMillis(ms, { zone }).toFormat('ccc yyyy-MM-dd HH:mm');
const who = (of: Rota, when: string, overrides: readonly Override[] = []) =>
  shiftAt(of, overrides, at(when, of.zone))?.person;

let made = 0;
function override(person: string, from: string, until: string): Override {
  made += 1;
  const span = { from: at(from), until: at(until) };
  return {
    id: made,
    team: 'ops',
    layer: 'primary',
    person,
    ...span,
    createdBy: 'U0',
    createdAt: made,
  };
}

describe('a weekly rotation', () => {
  const weekly = rota({ since: '2026-11-02' });

  test.each([
    ['before the first handover the last one has it', '2026-11-02T08:59', 'cem'],
    ['the first begins at the handover', '2026-11-02T09:00', 'ana'],
    ['and has it to the last minute', '2026-11-09T08:59', 'ana'],
    ['then the second', '2026-11-09T09:00', 'ben'],
    ['then the third', '2026-11-17T00:00', 'cem'],
    ['and from the start again', '2026-11-23T09:00', 'ana'],
    ['also far ahead', '2030-01-07T09:00', 'ben'],
  ])('%s', (_what, when, person) => expect(who(weekly, when)).toBe(person));

  test('hands over at nine on the clock, when it is put back and when it is put forward', () => {
    const back = shiftsOf(rota(), [], {
      from: at('2026-10-20T00:00'),
      until: at('2026-10-27T00:00'),
    });
    expect(back.map(({ from }) => said(from))).toEqual([
      'Mon 2026-10-19 09:00',
      'Mon 2026-10-26 09:00',
    ]);
    const [long] = back;
    expect((long!.until - long!.from) / 3_600_000).toBe(7 * 24 + 1);
    const [short] = shiftsOf(rota(), [], {
      from: at('2026-03-28T00:00'),
      until: at('2026-03-28T01:00'),
    });
    expect(said(short!.until)).toBe('Mon 2026-03-30 09:00');
    expect((short!.until - short!.from) / 3_600_000).toBe(7 * 24 - 1);
  });

  test('of two weeks counts weeks from its first Monday', () => {
    const two = rota({ every: '2w', since: '2026-11-02' });
    expect(
      ['2026-11-15T12:00', '2026-11-16T12:00', '2026-11-30T12:00'].map((when) => who(two, when)),
    ).toEqual(['ana', 'ben', 'cem']);
  });

  test('that begins on another day than its handover begins at the next one', () => {
    expect(who(rota({ since: '2026-11-04' }), '2026-11-08T12:00')).toBe('cem');
    expect(who(rota({ since: '2026-11-04' }), '2026-11-09T09:00')).toBe('ana');
  });
});

describe('a daily rotation', () => {
  test('changes every day at its time, in its zone', () => {
    const daily = rota({
      every: '1d',
      handover: '08:30',
      since: '2026-11-23',
      zone: 'Asia/Kolkata',
    });
    expect(who(daily, '2026-11-23T08:30')).toBe('ana');
    expect(who(daily, '2026-11-24T08:29')).toBe('ana');
    expect(who(daily, '2026-11-24T08:30')).toBe('ben');
  });

  test.each([
    [
      'put forward: the handover is where the hour is left out',
      '2026-03-29',
      'Sun 2026-03-29 03:00',
    ],
    ['put back: the handover is in the first of the two', '2026-10-25', 'Sun 2026-10-25 02:30'],
  ])('when the clock is %s', (_what, day, begins) => {
    const daily = rota({ every: '1d', handover: '02:30' });
    const { from } = shiftAt(daily, [], at(`${day}T12:00`))!;
    expect(said(from)).toBe(begins);
    expect(shiftAt(daily, [], from - 1)!.until).toBe(from);
  });

  test('of twelve hours has the same two hours every day, over a change of the clock too', () => {
    const half = rota({
      every: '12h',
      handover: '09:00',
      people: ['day', 'night'],
      since: '2026-03-23',
    });
    const shifts = shiftsOf(half, [], {
      from: at('2026-03-28T12:00'),
      until: at('2026-03-30T12:00'),
    });
    expect(shifts.map(({ person, from }) => `${person} ${said(from)}`)).toEqual([
      'day Sat 2026-03-28 09:00',
      'night Sat 2026-03-28 21:00',
      'day Sun 2026-03-29 09:00',
      'night Sun 2026-03-29 21:00',
      'day Mon 2026-03-30 09:00',
    ]);
  });
});

describe('overrides', () => {
  const weekly = rota({ since: '2026-11-02' });
  const weekend = override('lee', '2026-11-06T18:00', '2026-11-09T09:00');

  test('take the span that they name, and leave the rest', () => {
    const shifts = shiftsOf(weekly, [weekend], {
      from: at('2026-11-02T09:00'),
      until: at('2026-11-10T00:00'),
    });
    expect(shifts.map(({ person, until }) => `${person} to ${said(until)}`)).toEqual([
      'ana to Fri 2026-11-06 18:00',
      'lee to Mon 2026-11-09 09:00',
      'ben to Mon 2026-11-16 09:00',
    ]);
  });

  test('in the middle of a shift leave what is before and after', () => {
    const night = override('lee', '2026-11-03T20:00', '2026-11-04T08:00');
    expect(
      ['2026-11-03T19:59', '2026-11-03T20:00', '2026-11-04T08:00'].map((when) =>
        who(weekly, when, [night]),
      ),
    ).toEqual(['ana', 'lee', 'ana']);
  });

  test('the later made one counts where two are at one time', () => {
    const later = override('mia', '2026-11-07T00:00', '2026-11-08T00:00');
    expect(who(weekly, '2026-11-07T12:00', [later, weekend])).toBe('mia');
    expect(who(weekly, '2026-11-08T12:00', [weekend, later])).toBe('lee');
  });

  test('of another team or layer change nothing', () => {
    const elsewhere = [
      { ...weekend, team: 'dev' },
      { ...weekend, layer: 'secondary' },
    ];
    expect(who(weekly, '2026-11-07T12:00', elsewhere)).toBe('ana');
  });

  test('show in a person’s own shifts', () => {
    const span = { from: at('2026-11-05T00:00'), until: at('2026-12-01T00:00') };
    const mine = shiftsOfPerson([weekly], [weekend], { person: 'ben', ...span });
    expect(mine.map(({ from }) => said(from))).toEqual([
      'Mon 2026-11-09 09:00',
      'Mon 2026-11-30 09:00',
    ]);
    expect(shiftsOfPerson([weekly], [weekend], { person: 'lee', ...span })).toHaveLength(1);
  });
});

describe('restriction to hours', () => {
  const office = rota({ hours: 'mon-fri 09:00-18:00', since: '2026-11-02' });

  test.each([
    ['2026-11-06T17:59', 'ana'],
    ['2026-11-06T18:00', undefined],
    ['2026-11-07T12:00', undefined],
    ['2026-11-09T09:00', 'ben'],
  ])('at %s it is %s', (when, person) => expect(who(office, when)).toBe(person));

  test('over midnight and a change of the clock', () => {
    const nights = rota({ hours: 'sat-sun 22:00-04:00', since: '2026-11-02' });
    const [shift] = shiftsOf(nights, [], {
      from: at('2026-10-25T00:00'),
      until: at('2026-10-25T01:00'),
    });
    expect([said(shift!.from), said(shift!.until)]).toEqual([
      'Sat 2026-10-24 22:00',
      'Sun 2026-10-25 04:00',
    ]);
    expect((shift!.until - shift!.from) / 3_600_000).toBe(7);
  });

  test('gives way to somebody who says that they are there', () => {
    const saturday = override('lee', '2026-11-07T10:00', '2026-11-07T12:00');
    expect(who(office, '2026-11-07T11:00', [saturday])).toBe('lee');
  });
});

describe('a change of baton.yml', () => {
  test('that adds somebody with a new since moves nobody who is on call now', () => {
    const before = rota({ people: ['ana', 'ben'], since: '2026-11-02' });
    const after = rota({ people: ['ana', 'cem', 'ben'], since: '2026-11-16' });
    // Written on 12 November, in ben's week: the last of the list has it until the first begins.
    expect(who(before, '2026-11-12T12:00')).toBe('ben');
    expect(who(after, '2026-11-12T12:00')).toBe('ben');
    expect(
      ['2026-11-16T09:00', '2026-11-23T09:00', '2026-11-30T09:00'].map((when) => who(after, when)),
    ).toEqual(['ana', 'cem', 'ben']);
  });
});

describe('a calendar in place of people', () => {
  const entries = [
    { person: 'ana', from: at('2026-11-02T09:00'), until: at('2026-11-09T09:00') },
    { person: 'lee', from: at('2026-11-04T09:00'), until: at('2026-11-05T09:00') },
  ];
  const calendar: Rota = { ...rota({ people: [] }), entries };

  test('says who is on call; what begins later stands in', () => {
    expect(
      ['2026-11-03T12:00', '2026-11-04T12:00', '2026-11-05T12:00', '2026-11-10T12:00'].map((when) =>
        who(calendar, when),
      ),
    ).toEqual(['ana', 'lee', 'ana', undefined]);
  });
});

test('a turn that goes to the same person again is no change', () => {
  const alone = rota({ people: ['ana'] });
  const span = { from: at('2026-11-01T00:00'), until: at('2026-12-01T00:00') };
  expect(changes(alone, [], span)).toEqual([]);
  expect(merged(shiftsOf(alone, [], span))).toHaveLength(1);
  const two = changes(rota({ people: ['ana', 'ben'] }), [], span);
  expect(
    two.map(({ at: when, leaving, coming }) => [said(when), leaving?.person !== coming?.person]),
  ).toEqual(
    [2, 9, 16, 23, 30].map((day) => [`Mon 2026-11-${String(day).padStart(2, '0')} 09:00`, true]),
  );
});

const anyRota = fc
  .record({
    people: fc.shuffledSubarray(['ana', 'ben', 'cem', 'dov'], { minLength: 1 }),
    every: fc.constantFrom('1h', '6h', '8h', '12h', '1d', '2d', '1w', '2w'),
    handover: fc.constantFrom('mon 09:00', '02:30', 'sun 02:00', 'fri 00:00', '23:59'),
    zone: fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'UTC',
    ),
    since: fc.constantFrom(undefined, '2026-03-28', '2026-10-25', '2027-01-01'),
    hours: fc.constantFrom(undefined, undefined, 'mon-fri 09:00-17:30', 'sat-sun 22:00-04:00'),
  })
  .map(({ since, hours, ...rest }) =>
    rota({
      ...rest,
      ...(since === undefined ? {} : { since }),
      ...(hours === undefined ? {} : { hours }),
    }),
  );
const start = Date.UTC(2026, 2, 20);
const instant = fc.integer({ min: start, max: Date.UTC(2026, 10, 10) });
const anyOverrides = fc.array(
  fc.tuple(
    instant,
    fc.integer({ min: 60_000, max: 9 * 86_400_000 }),
    fc.constantFrom('lee', 'ana'),
  ),
  { maxLength: 4 },
);

test('property: exactly one person per layer at every instant within its hours, and never two', () => {
  fc.assert(
    fc.property(anyRota, anyOverrides, instant, (of, spans, when) => {
      const overrides = spans.map(([from, length, person], index) => ({
        ...{ id: index, team: 'ops', layer: 'primary', person, from, until: from + length },
        ...{ createdBy: 'U0', createdAt: index },
      }));
      const window = { from: when - 2 * 86_400_000, until: when + 2 * 86_400_000 };
      const shifts = shiftsOf(of, overrides, window);
      // None over another, and what an instant says is what the list says.
      for (const [index, shift] of shifts.entries()) {
        expect(shift.from).toBeLessThan(shift.until);
        const next = shifts[index + 1];
        if (next) expect(shift.until).toBeLessThanOrEqual(next.from);
        if (next && of.hours.length === 0) expect(shift.until).toBe(next.from);
      }
      const on = shifts.filter((shift) => shift.from <= when && when < shift.until);
      const now = shiftAt(of, overrides, when);
      expect(on.map(({ person }) => person)).toEqual(now ? [now.person] : []);
      if (of.hours.length === 0) expect(now).toBeDefined();
      const local = DateTime.fromMillis(when, { zone: of.zone });
      const minutes = local.hour * 60 + local.minute;
      const [hours] = of.hours;
      if (hours && hours.to > hours.from) {
        const open =
          hours.days.includes(local.weekday as Weekday) &&
          minutes >= hours.from &&
          minutes < hours.to;
        const stands = overrides.some((each) => each.from <= when && when < each.until);
        expect(now !== undefined).toBe(open || stands);
      }
    }),
    { numRuns: 300 },
  );
});
