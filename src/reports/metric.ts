import type { Slice } from '../store/types/index.ts';
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

/** Of less than a week nothing is usual. */
const leastKnown = 7 * 86_400_000;

/** The part of the four weeks before of which something is known; null where that is less than a week. */
export function knownPart({ from, to }: Slice, since: number | null): Slice | null {
  const known = { from: Math.max(from, since ?? to), to };
  return to - known.from < leastKnown ? null : known;
}

/** As many as of that part, in a stretch as long as another; null where too little is known. */
export function usually(count: number, part: Slice | null, like: Slice): number | null {
  return part && (count * (like.to - like.from)) / (part.to - part.from);
}
