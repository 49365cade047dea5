import type { Sample } from '../store/types/index.ts';
import type { Quantiles } from './numbers.ts';

export type { Sample };

/** Values put in order, once. */
export const sampleOf = (values: readonly number[]): Sample => Float64Array.from(values).sort();

export const nothing: Sample = sampleOf([]);

/**
 * The nearest-rank quantile: the smallest of the values that at least this share of them do not
 * exceed (Hyndman & Fan 1996, definition 1). It is always one of the values, so that a number in a
 * report is a time that a run really took; null of none.
 */
export function quantile(sample: Sample, share: number): number | null {
  return sample[Math.max(0, Math.ceil(sample.length * share) - 1)] ?? null;
}

/** p50 and p95 by nearest rank; null of none. */
export function quantiles(sample: Sample): Quantiles | null {
  const [p50, p95] = [quantile(sample, 0.5), quantile(sample, 0.95)];
  return p50 === null || p95 === null ? null : { p50, p95, of: sample.length };
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
