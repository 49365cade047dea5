import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleOf } from '../../src/reports/sample.ts';
import { binomialTest, fisherTest, mannWhitney } from '../../src/reports/tests.ts';
import { adjusted, rateShift, shareShift, timeShift } from '../../src/reports/unusual.ts';
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
