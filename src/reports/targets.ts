import type { Measure, Standing } from '../core/digests.ts';
import { matchesGlob } from '../core/glob.ts';
import type { Target } from '../core/settings.ts';

/** What was measured of a repository over the last seven days. */
export type Measured = {
  repository: string;
  measure: Measure;
  /** A share, or ms; null where there was nothing to measure. */
  value: number | null;
  /** How many runs or incidents it rests on. */
  of: number;
};

/** How a repository stands against one target. */
export type Progress = {
  repository: string;
  measure: Measure;
  goal: number;
  value: number | null;
  of: number;
  state: 'met' | 'missed' | 'unknown';
  /** When it last crossed the target; null where it has not been seen to. */
  crossedAt: number | null;
};

/** What a repository shall reach: the first target whose glob takes its name, as with the rules. */
export function goalsFor(
  targets: readonly Target[],
  repository: string,
): { measure: Measure; goal: number }[] {
  const target = targets.find(({ match }) => matchesGlob(match, repository));
  if (!target) return [];
  const { passRate, timeToGreen } = target;
  return [
    ...(passRate === null ? [] : [{ measure: 'pass_rate' as const, goal: passRate }]),
    ...(timeToGreen === null ? [] : [{ measure: 'time_to_green' as const, goal: timeToGreen }]),
  ];
}

/** So few runs, or incidents, say nothing about a target. */
const fewest: Readonly<Record<Measure, number>> = { pass_rate: 20, time_to_green: 1 };

/**
 * How far past the target a value has to be before it counts as crossed, so that one that swings
 * about the target is told of once: of a pass rate a fifth of the failures that the target leaves room
 * for (95% is missed below 94%, and met again at 95%), of a time a tenth (1 h is missed above 66 minutes).
 */
function isPast(measure: Measure, value: number, goal: number): boolean {
  if (measure === 'pass_rate') return value < goal - Math.max(0.005, (1 - goal) / 5);
  return value > goal * 1.1;
}

const meets = (measure: Measure, value: number, goal: number): boolean =>
  measure === 'pass_rate' ? value >= goal : value <= goal;

/**
 * Where it stands now: missed once it is past the target by the margin, met again once it reaches the
 * target itself; in between it stays as it stood. What was never seen before is met until it is past.
 */
export function stateOf(
  { measure, value, of }: Pick<Measured, 'measure' | 'value' | 'of'>,
  goal: number,
  before: Standing['state'] | undefined,
): Progress['state'] {
  if (value === null || of < fewest[measure]) return before ?? 'unknown';
  if (isPast(measure, value, goal)) return 'missed';
  if (meets(measure, value, goal)) return 'met';
  return before ?? 'met';
}

/** How each repository stands against its targets, and which of them has just been crossed. */
export function progressOf(
  measured: readonly Measured[],
  targets: readonly Target[],
  standings: readonly Standing[],
): Progress[] {
  return measured.flatMap(({ repository, measure, value, of }) => {
    const goal = goalsFor(targets, repository).find((each) => each.measure === measure)?.goal;
    if (goal === undefined) return [];
    const before = standings.find(
      (each) => each.repository === repository && each.measure === measure,
    );
    const state = stateOf({ measure, value, of }, goal, before?.state);
    const crossedAt = before && before.state === state ? before.since : null;
    return [{ repository, measure, goal, value, of, state, crossedAt }];
  });
}

/** Those of which there is progress to tell, not of too few runs nor where nothing was to mend; missed ones first. */
export function worthTelling(progress: readonly Progress[]): Progress[] {
  const missed = ({ state }: Progress): number => Number(state === 'missed');
  return progress
    .filter(({ state, value }) => state !== 'unknown' && value !== null)
    .sort((a, b) => missed(b) - missed(a));
}

/**
 * The crossings to tell of: what came to be missed, and what is met again after it was missed. A target
 * that is met from the start is noted and not told.
 */
export function crossings(
  progress: readonly Progress[],
  standings: readonly Standing[],
  now: number,
): { standing: Standing; told: boolean }[] {
  return progress.flatMap(({ repository, measure, goal, value, state }) => {
    const before = standings.find(
      (each) => each.repository === repository && each.measure === measure,
    );
    if (state === 'unknown' || value === null || before?.state === state) return [];
    const standing = { repository, measure, state, since: now, value, goal };
    return [{ standing, told: state === 'missed' || before?.state === 'missed' }];
  });
}
