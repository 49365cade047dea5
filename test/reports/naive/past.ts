import { DateTime } from 'luxon';
import { expect } from 'vitest';
import type { Rate } from '../../../src/core/costs.ts';
import type { Incident } from '../../../src/core/records.ts';
import type { Period } from '../../../src/reports/numbers.ts';
import type { PastAttempt, PastJob, PastRun } from '../history.ts';

/**
 * The numbers of a report once more, by looping over a history as it happened, however slowly; written
 * from what src/reports says of each number, not from how it reckons it.
 */

/** All that happened in one repository. */
export type History = {
  repository: string;
  runs: readonly PastRun[];
  /** Of the branch `main` of the workflow that is named. */
  incidents: readonly (Incident & { workflow: string })[];
  period: Period;
  rates: readonly Rate[];
};

export type Span = { from: number; to: number };

const day = 86_400_000;
const reds = ['failure', 'timed_out', 'startup_failure'];
export const isRed = (outcome: string | null): boolean => reds.includes(outcome ?? '');
export const isTelling = (outcome: string | null): boolean =>
  outcome === 'success' || isRed(outcome);

export const inSpan = (at: number | null | undefined, { from, to }: Span): at is number =>
  at != null && at >= from && at < to;

/** The four weeks before. */
export const beforeOf = ({ from, zone }: Period): Span => ({
  ...{ from: DateTime.fromMillis(from, { zone }).minus({ days: 28 }).toMillis(), to: from },
});

/** The four weeks before, where a run is known of the first three of them; else nothing is usual. */
export function usualOf({ runs, period }: Pick<History, 'runs' | 'period'>): Span {
  const before = beforeOf(period);
  const known = runs.some((run) => created(run) <= period.from - 7 * day);
  return known ? before : { from: before.to, to: before.to };
}

/** What of the four weeks before came after the first of these; null where that is less than a week. */
export function knownOf(period: Period, first: readonly number[]): Span | null {
  const before = beforeOf(period);
  const from = Math.max(before.from, Math.min(...first));
  return before.to - from < 7 * day ? null : { from, to: before.to };
}

/** The smallest value that so many do not exceed, counted out. */
export function rank(values: readonly number[], share: number): number | null {
  const enough = values.filter(
    (value) => values.filter((other) => other <= value).length >= share * values.length,
  );
  return enough.length === 0 ? null : Math.min(...enough);
}

export const spread = (values: readonly number[]) =>
  values.length === 0 ? null : [rank(values, 0.5), rank(values, 0.95), values.length];

export const total = (values: readonly number[]): number => {
  let all = 0;
  for (const value of values) all += value;
  return all;
};

/** The same number, reckoned in another order. */
export const near = (value: number | null): unknown =>
  value === null || Number.isInteger(value) ? value : expect.closeTo(value, 6);

export type Counted = { value: number | null; of: number };

/** A number beside what it was before, as `saidOf` has it. */
export function line(
  now: Counted,
  before: Counted,
  { better, unusual = false }: { better: 'more' | 'less'; unusual?: boolean },
): unknown[] {
  let direction = 'unknown';
  if (now.value !== null && before.value !== null) {
    direction = 'same';
    if (now.value > before.value) direction = better === 'more' ? 'better' : 'worse';
    if (now.value < before.value) direction = better === 'more' ? 'worse' : 'better';
  }
  return [near(now.value), now.of, near(before.value), before.of, direction, unusual];
}

export const median = (values: readonly number[]): Counted => ({
  ...{ value: rank(values, 0.5), of: values.length },
});

export const created = (run: PastRun): number => run.attempts[0]!.start;
export const last = (run: PastRun): PastAttempt => run.attempts[run.attempts.length - 1]!;
export const isWatched = (run: PastRun): boolean => run.branch === 'main' && !run.pullRequest;

/** Green or red as the last attempt said that said anything; null of what is under way or never said. */
export function word(run: PastRun): 'green' | 'red' | null {
  if (last(run).outcome === null) return null;
  const said = run.attempts.map((one) => one.outcome).filter(isTelling);
  if (said.length === 0) return null;
  return said[said.length - 1] === 'success' ? 'green' : 'red';
}

export type Worked = { run: PastRun; attempt: PastAttempt; job: PastJob };

/** Jobs that a runner worked on. */
export function worked(runs: readonly PastRun[]): Worked[] {
  const all: Worked[] = [];
  for (const run of runs)
    for (const attempt of run.attempts)
      for (const job of attempt.jobs ?? [])
        if (job.runner !== null && job.outcome !== 'skipped') all.push({ run, attempt, job });
  return all;
}

export const nameOf = (run: PastRun): string => run.workflow!.name;

/** The parts of a span that lie in one day of a zone each, by their dates. */
export function datesIn({ from, to }: Span, zone: string): { date: string; span: Span }[] {
  const all: { date: string; span: Span }[] = [];
  let start = DateTime.fromMillis(from, { zone }).startOf('day');
  while (start.toMillis() < to) {
    const next = start.plus({ days: 1 }).startOf('day');
    const span = { from: Math.max(from, start.toMillis()), to: Math.min(to, next.toMillis()) };
    all.push({ date: start.toISODate()!, span });
    start = next;
  }
  return all;
}
