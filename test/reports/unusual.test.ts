import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleOf } from '../../src/reports/sample.ts';
import {
  adjusted,
  rateShift,
  type Share,
  shareShift,
  timeShift,
} from '../../src/reports/unusual.ts';

/** A generator whose numbers are the same each time (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const minutes = (...values: number[]) => sampleOf(values.map((value) => value * 60_000));
const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

describe('a number beyond its usual range', () => {
  const usual: Share[] = many(28, (at) => ({ green: 19, red: at % 2 === 0 ? 1 : 2 }));

  it('is a pass rate that halved', () => {
    expect(shareShift(usual, { green: 10, red: 10 })).toBeLessThan(0.001);
  });

  it('is none where it fell by a little, or where few runs say so', () => {
    expect(shareShift(usual, { green: 18, red: 2 })).toBe(1);
    expect(shareShift(usual, { green: 3, red: 4 })).toBeNull();
    expect(shareShift(usual.slice(0, 1), { green: 10, red: 10 })).not.toBeNull();
    expect(shareShift([], { green: 10, red: 10 })).toBeNull();
  });

  it('is no afternoon of red where there was one each week', () => {
    const streaky: Share[] = many(28, (at) =>
      at % 7 === 3 ? { green: 2, red: 18 } : { green: 20, red: 0 },
    );
    const loose = shareShift(
      many(28, () => ({ green: 17, red: 3 })),
      { green: 2, red: 18 },
    );
    expect(loose).toBeLessThan(1e-6);
    expect(shareShift(streaky, { green: 2, red: 18 })).toBeGreaterThan(0.05);
  });

  it('is a build that takes half as long again, not one that takes a second longer', () => {
    const before = minutes(...many(40, (at) => 10 + (at % 5)));
    expect(timeShift(before, minutes(...many(15, (at) => 16 + (at % 5))))).toBeLessThan(0.001);
    expect(timeShift(before, minutes(...many(15, (at) => 12.02 + (at % 5) / 100)))).toBe(1);
    expect(timeShift(before, minutes(20, 21, 22))).toBeNull();
  });

  it('is five times as many incidents, not a few more', () => {
    const day = 86_400_000;
    const before = { count: 28, ms: 28 * day, daily: many(28, () => 1) };
    expect(rateShift(before, { count: 35, ms: 7 * day })).toBeLessThan(0.001);
    expect(rateShift(before, { count: 9, ms: 7 * day })).toBe(1);
    expect(rateShift({ ...before, count: 1, daily: [1] }, { count: 1, ms: 7 * day })).toBeNull();
  });
});

/** How a workflow runs where nothing changes: its days differ, but no week from the others. */
type Habit = { perDay: number; pass: number; streak: number; typical: number; spread: number };

const habit = fc.record({
  perDay: fc.integer({ min: 1, max: 30 }),
  pass: fc.double({ min: 0.5, max: 1, noNaN: true }),
  streak: fc.double({ min: 0, max: 0.4, noNaN: true }),
  typical: fc.integer({ min: 20_000, max: 3_600_000 }),
  spread: fc.double({ min: 0.02, max: 0.8, noNaN: true }),
});

/** Thirty-five days: four weeks and one. A day is a good one or one in which much fails. */
function lived({ perDay, pass, streak, typical, spread }: Habit, random: () => number) {
  const days = many(35, (): Share => {
    const p = random() < streak ? pass / 3 : pass;
    const green = many(perDay, random).filter((one) => one < p).length;
    return { green, red: perDay - green };
  });
  // Log-normal, by Box and Muller.
  const time = () =>
    typical *
    Math.exp(spread * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
  return {
    days: days.slice(0, 28),
    now: days.slice(28).reduce((a, b) => ({ green: a.green + b.green, red: a.red + b.red })),
    before: sampleOf(many(28 * perDay, time)),
    times: sampleOf(many(7 * perDay, time)),
  };
}

describe('where nothing changed', () => {
  it('a report of forty workflows seldom says that something did', () => {
    const looks = fc.tuple(fc.array(habit, { minLength: 40, maxLength: 40 }), fc.integer());
    let [reports, spoke] = [0, 0];
    fc.assert(
      fc.property(looks, ([habits, seed]) => {
        const random = chance(seed);
        const chances = habits.flatMap((one) => {
          const { days, now, before, times } = lived(one, random);
          return [shareShift(days, now), timeShift(before, times)];
        });
        reports += 1;
        if (adjusted(chances).some((q) => q !== null && q <= 0.05)) spoke += 1;
      }),
      { numRuns: 60 },
    );
    // By the theory one report in twenty at most, and the exact tests are shyer than that.
    expect(spoke).toBeLessThanOrEqual(6);
    expect(reports).toBe(60);
  });

  it('and where one of them broke or grew slow, it says which', () => {
    const steady: Habit = { perDay: 10, pass: 0.95, streak: 0, typical: 600_000, spread: 0.2 };
    const random = chance(7);
    const chances = many(40, (at) => {
      const { days, now, before, times } = lived(steady, random);
      const [red, slow] = [at === 3, at === 5];
      const broken = {
        green: Math.round(now.green * 0.5),
        red: now.red + Math.round(now.green * 0.5),
      };
      return [
        shareShift(days, red ? broken : now),
        timeShift(before, slow ? times.map((time) => time * 1.5) : times),
      ];
    });
    const said = adjusted(chances.flat()).flatMap((q, at) => (q !== null && q <= 0.05 ? [at] : []));
    expect(said).toEqual([6, 11]);
  });
});
