import type { Quantiles } from './numbers.ts';

/**
 * The nearest-rank quantile: the smallest of the values that at least this share of them do not
 * exceed (Hyndman & Fan 1996, definition 1). It is always one of the values, so that a number in a
 * report is a time that a run really took; null of none.
 */
export function quantile(values: readonly number[], share: number): number | null {
  return nearest(Float64Array.from(values).sort(), share);
}

/** p50 and p95 by nearest rank; null of none. */
export function quantiles(values: readonly number[]): Quantiles | null {
  const sorted = Float64Array.from(values).sort();
  const [p50, p95] = [nearest(sorted, 0.5), nearest(sorted, 0.95)];
  return p50 === null || p95 === null ? null : { p50, p95, of: sorted.length };
}

function nearest(sorted: Float64Array, share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}

export const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
