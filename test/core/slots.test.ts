import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCron } from '../../src/core/cron.ts';
import { newestSlot, nextSlot, type Recurring } from '../../src/core/slots.ts';
import { instantOf } from '../../src/core/wall-clock.ts';

const minute = 60_000;
const hour = 60 * minute;

function every(cron: string, zone = 'Europe/Berlin'): Recurring {
  const read = parseCron(cron);
  if (!read) throw new Error(`${cron} is no cron expression`);
  return { cron: read, zone };
}

/** All slots of a span, found from its end, as Baton finds them. */
function slots(recurring: Recurring, from: string, to: string): string[] {
  const found: string[] = [];
  let end = Date.parse(to);
  for (;;) {
    const slot = newestSlot(recurring, { from: Date.parse(from), to: end });
    if (!slot) return found.reverse();
    found.push(`${new Date(slot.at).toISOString().slice(0, 16)}Z is ${slot.wall}`);
    end = slot.at - 1;
  }
}

/** The slots of two days before a moment and nine after it, each reckoned for itself. */
function oneByOne({ cron, zone }: Recurring, moment: number) {
  const from = Math.floor((moment - 2 * 24 * hour) / minute) * minute;
  return Array.from({ length: 11 * 24 * 60 }, (_, n) => from + n * minute).flatMap((wall) => {
    const shown = new Date(wall);
    const falls = cron.fallsOn({
      month: shown.getUTCMonth() + 1,
      day: shown.getUTCDate(),
      weekday: shown.getUTCDay(),
    });
    const comes = cron.hours.includes(shown.getUTCHours());
    if (!falls || !comes || !cron.minutes.includes(shown.getUTCMinutes())) return [];
    return [{ at: instantOf(wall, zone), wall: shown.toISOString().slice(0, 16) }];
  });
}

describe('a schedule in Berlin', () => {
  test('keeps its time on the wall when summer ends: the hour that comes twice is one slot', () => {
    expect(slots(every('30 2 * * *'), '2026-10-24T00:00Z', '2026-10-26T12:00Z')).toEqual([
      '2026-10-24T00:30Z is 2026-10-24T02:30',
      '2026-10-25T00:30Z is 2026-10-25T02:30',
      '2026-10-26T01:30Z is 2026-10-26T02:30',
    ]);
  });

  test('has its slot, when the clock is put forward, on the day that leaves it out', () => {
    expect(slots(every('30 2 * * *'), '2026-03-28T00:00Z', '2026-03-30T12:00Z')).toEqual([
      '2026-03-28T01:30Z is 2026-03-28T02:30',
      '2026-03-29T01:00Z is 2026-03-29T02:30',
      '2026-03-30T00:30Z is 2026-03-30T02:30',
    ]);
  });

  test('is at nine on the Monday after either change', () => {
    const nine = every('0 9 * * 1-5');
    expect(slots(nine, '2026-10-23T00:00Z', '2026-10-26T12:00Z')).toEqual([
      '2026-10-23T07:00Z is 2026-10-23T09:00',
      '2026-10-26T08:00Z is 2026-10-26T09:00',
    ]);
    expect(nextSlot(nine, Date.parse('2026-03-27T09:00Z'))).toEqual({
      at: Date.parse('2026-03-30T07:00Z'),
      wall: '2026-03-30T09:00',
    });
  });
});

describe('a slot', () => {
  test.each([
    // Half an hour, and at midnight: Lord Howe Island and Beirut change differently from Berlin.
    ['15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T15:30Z is 2026-10-04T02:15', '2026-10-03'],
    ['30 0 * * *', 'Asia/Beirut', '2026-03-28T22:00Z is 2026-03-29T00:30', '2026-03-28'],
    ['0 9 * * 1', 'Asia/Kolkata', '2026-11-23T03:30Z is 2026-11-23T09:00', '2026-11-22'],
    ['0 9 29 2 *', 'UTC', '2028-02-29T09:00Z is 2028-02-29T09:00', '2028-02-28'],
  ])('%s in %s', (cron, zone, expected, day) => {
    const from = Date.parse(`${day}T00:00Z`);
    const slot = nextSlot(every(cron, zone), from);
    expect(slot && `${new Date(slot.at).toISOString().slice(0, 16)}Z is ${slot.wall}`).toBe(
      expected,
    );
  });

  test('that never comes is none', () => {
    expect(parseCron('0 9 31 2 *')).toBeUndefined();
    expect(parseCron('0 9 30 2 *')).toBeUndefined();
    expect(parseCron('0 9 31 4,6,9,11 *')).toBeUndefined();
    expect(parseCron('0 9 29 2 *')).toBeDefined();
  });

  test('of many a day is found as by looking at each of them, also where clocks are changed', () => {
    const zones = ['Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Beirut', 'Pacific/Apia'];
    const crons = ['*/20 * * * *', '7,22 1-3,23 * * *', '30 */2 * * 0,6'];
    // The last Sunday of March, the first of April, and the weeks around them.
    const when = { min: Date.UTC(2026, 2, 27), max: Date.UTC(2026, 3, 7) };
    const moments = fc.integer(when);
    const cases = [moments, fc.constantFrom(...zones), fc.constantFrom(...crons)] as const;
    fc.assert(
      fc.property(...cases, (moment, zone, cron) => {
        const often = every(cron, zone);
        const each = oneByOne(often, moment);
        const from = moment - 2 * 24 * hour;
        const isNewest = ({ at }: { at: number }) => at >= from && at <= moment;
        expect(newestSlot(often, { from, to: moment })?.at).toBe(each.findLast(isNewest)?.at);
        expect(nextSlot(often, moment)).toEqual(each.find(({ at }) => at > moment));
      }),
      { numRuns: 25 },
    );
  });

  test('is the same one looked for from before and from after, at any moment and in any zone', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia'];
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 23 }),
        fc.constantFrom(...zones),
        (moment, minute, at, zone) => {
          const daily = every(`${minute} ${at} * * *`, zone);
          const next = nextSlot(daily, moment);
          expect(next && next.at > moment && next.at <= moment + 27 * hour).toBe(true);
          const span = { from: moment + 1, to: next?.at ?? 0 };
          expect(newestSlot(daily, span)).toEqual(next);
        },
      ),
      { numRuns: 300 },
    );
  });
});
