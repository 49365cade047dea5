import type { Evidence, Metric, Trend, Unit } from './numbers.ts';

export type Measured = { value: number | null; of: number };

/** A number beside the same of the four weeks before. */
export function metric(made: {
  unit: Unit;
  now: Measured;
  before: Measured;
  /** Which way is the better one. */
  better: 'more' | 'less';
  evidence: Evidence;
  unusual?: boolean;
}): Metric {
  const { unit, now, before, evidence, unusual = false } = made;
  const direction = directionOf(now.value, before.value, made.better);
  return {
    ...{ value: now.value, unit, of: now.of, evidence },
    trend: { before: before.value, of: before.of, direction, unusual },
  };
}

export function directionOf(
  now: number | null,
  before: number | null,
  better: 'more' | 'less',
): Trend['direction'] {
  if (now === null || before === null) return 'unknown';
  if (now === before) return 'same';
  return now > before === (better === 'more') ? 'better' : 'worse';
}

/** How many there would be in a stretch of another length; null where the first has none. */
export function scaled(
  count: number,
  { from, to }: { from: number; to: number },
  like: { from: number; to: number },
): number | null {
  return to > from ? (count * (like.to - like.from)) / (to - from) : null;
}
