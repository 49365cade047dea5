import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineTicks, shortNumber, ticks } from '../../sandbox/page/blocks/scale.ts';

test('a chart begins at zero and ends at a round number above its greatest value', () => {
  expect(ticks(3, 97)).toEqual([0, 25, 50, 75, 100]);
  expect(ticks(0, 0.9)).toEqual([0, 0.25, 0.5, 0.75, 1]);
});

test('a line that stays far from zero begins just below its least value', () => {
  expect(lineTicks(85, 100)).toEqual([85, 90, 95, 100]);
  expect(lineTicks(40, 97)).toEqual([0, 25, 50, 75, 100]);
  expect(lineTicks(100, 100)).toEqual([0, 25, 50, 75, 100]);
});

test('values below zero are on the chart too', () => {
  expect(ticks(-4, 6)).toEqual([-5, -2.5, 0, 2.5, 5, 7.5]);
});

test('whatever the values, they lie between the first and the last mark', () => {
  const value = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(value, value, (a, b) => {
      const marks = ticks(Math.min(a, b), Math.max(a, b));
      expect(marks[0]).toBeLessThanOrEqual(Math.min(a, b, 0));
      expect(marks.at(-1)).toBeGreaterThanOrEqual(Math.max(a, b, 0));
      expect(marks.length).toBeLessThan(12);
    }),
  );
});

test('long numbers are said shortly', () => {
  expect([shortNumber(1200), shortNumber(0.05), shortNumber(42)]).toEqual(['1.2K', '0.05', '42']);
});
