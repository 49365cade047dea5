import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryAt } from '../../src/core/backoff.ts';

test('waits at most a second after the first failure, and twice as long after each more', () => {
  const longest = [1, 2, 3, 4].map((attempts) => retryAt({ attempts, now: 0, random: () => 1 }));
  expect(longest).toEqual([1_000, 2_000, 4_000, 8_000]);
});

test('never waits longer than five minutes', () => {
  expect(retryAt({ attempts: 11, now: 7, random: () => 1 })).toBe(7 + 300_000);
});

test('gives up after twelve attempts', () => {
  expect(retryAt({ attempts: 11, now: 0, random: () => 0.5 })).not.toBeNull();
  expect(retryAt({ attempts: 12, now: 0, random: () => 0.5 })).toBeNull();
});

test('spreads the tries over the whole wait, never into the past', () => {
  const attempts = fc.integer({ min: 1, max: 11 });
  const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(attempts, part, (n, random) => {
      const at = retryAt({ attempts: n, now: 1_000, random: () => random }) ?? Number.NaN;
      expect(at).toBeGreaterThanOrEqual(1_000);
      expect(at).toBeLessThanOrEqual(1_000 + Math.min(300_000, 1_000 * 2 ** (n - 1)));
    }),
  );
});
