import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleOf } from '../../src/reports/sample.ts';
import { binomialTest, fisherTest, mannWhitney } from '../../src/reports/tests.ts';
import {
  adjusted,
  rateShift,
  type Share,
  shareShift,
  timeShift,
} from '../../src/reports/unusual.ts';
import {
  binomial,
  corrected,
  fisher,
  isTie,
  mannWhitney as naiveMannWhitney,
  rateChance,
  shareChance,
  timeChance,
} from './naive/unusual.ts';

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

describe('the tests say what the books say', () => {
  it('of the lady who tasted tea: three of four right is no proof', () => {
    expect(fisherTest([3, 1], [1, 3])).toBeCloseTo(0.4857, 4);
    expect(fisherTest([4, 0], [0, 4])).toBeCloseTo(0.0286, 4);
  });

  it('of ten heads in ten throws, and of seven', () => {
    expect(binomialTest(10, 10, 0.5)).toBeCloseTo(2 / 1024, 9);
    expect(binomialTest(7, 10, 0.5)).toBeCloseTo(0.34375, 9);
    expect(binomialTest(0, 5, 0.2)).toBeCloseTo(0.5904, 4);
  });

  it('of two samples that overlap, are apart, and are the same', () => {
    // Worked out by hand: U = 5 of a mean of 12.5, variance 22.9167, less one half: z = 1.4623.
    expect(mannWhitney(sampleOf([1, 2, 3, 4, 7]), sampleOf([5, 6, 8, 9, 2.5]))).toBeCloseTo(
      0.1437,
      3,
    );
    expect(
      mannWhitney(sampleOf(many(20, (at) => at)), sampleOf(many(20, (at) => at + 100))),
    ).toBeLessThan(1e-6);
    expect(mannWhitney(sampleOf([5, 5, 5]), sampleOf([5, 5, 5]))).toBe(1);
  });

  it('of p-values, by Benjamini and Hochberg; what says nothing counts for nothing', () => {
    const q = adjusted([0.01, 0.04, null, 0.03, 0.5]);
    expect(q.map((one) => one && Number(one.toFixed(4)))).toEqual([
      0.04,
      0.0533,
      null,
      0.0533,
      0.5,
    ]);
  });
});

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

describe('the tests say what counting out says', () => {
  const close = (said: number | null, counted: number | null): void => {
    if (counted === null) expect(said).toBeNull();
    else expect(said).toBeCloseTo(counted, 5);
  };
  const few = fc.nat(25);
  const day = fc.record({ green: fc.nat(9), red: fc.nat(9) });
  const spans = (minLength: number) =>
    fc.array(
      fc.integer({ min: 1, max: 12 }).map((each) => each * 7_000),
      { minLength, maxLength: 30 },
    );
  const daily = fc.array(fc.nat(4), { minLength: 1, maxLength: 28 });

  it.each<[string, fc.IProperty<never> | fc.IRawProperty<unknown>]>([
    [
      'of two shares',
      fc.property(few, few, few, few, (a, b, c, d) =>
        close(fisherTest([a, b], [c, d]), fisher([a, b], [c, d])),
      ),
    ],
    [
      'of trials',
      fc.property(few, few, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (a, b, p) =>
        close(
          binomialTest(Math.min(a, b), Math.max(a, b), p),
          binomial(Math.min(a, b), Math.max(a, b), p),
        ),
      ),
    ],
    [
      'of two samples',
      fc.property(spans(0), spans(0), (a, b) =>
        close(mannWhitney(sampleOf(a), sampleOf(b)), naiveMannWhitney(a, b)),
      ),
    ],
    [
      'of many looks',
      fc.property(fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }))), (chances) => {
        const counted = corrected(chances);
        for (const [at, q] of adjusted(chances).entries()) close(q, counted[at] ?? null);
      }),
    ],
    [
      'of a pass rate',
      fc.property(fc.array(day, { maxLength: 28 }), day, (days, now) => {
        fc.pre(!isTie(days, now));
        close(shareShift(days, now), shareChance(days, now));
      }),
    ],
    [
      'of times',
      fc.property(spans(15), spans(5), (before, now) =>
        close(timeShift(sampleOf(before), sampleOf(now)), timeChance(before, now)),
      ),
    ],
    [
      'of how often',
      fc.property(daily, fc.nat(30), fc.integer({ min: 1, max: 9 }), (counts, now, days) => {
        const before = { count: counts.reduce((a, b) => a + b), ms: counts.length, daily: counts };
        const events = { count: now, ms: days };
        close(rateShift(before, events), rateChance(before, events));
      }),
    ],
  ])('%s', (_, property) => {
    fc.assert(property as fc.IRawProperty<unknown>, { numRuns: 100 });
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
