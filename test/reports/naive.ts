import { DateTime } from 'luxon';
import type { Incident } from '../../src/core/records.ts';
import type { Period } from '../../src/reports/numbers.ts';
import type { PastAttempt, PastJob, PastRun } from './history.ts';

/** The numbers of a report once more, by looping over a history as it happened, however slowly. */

export type PastIncident = Omit<Incident, 'id'>;

const reds = ['failure', 'timed_out', 'startup_failure'];
const isTelling = (outcome: string | null) => outcome === 'success' || reds.includes(outcome ?? '');
const weeks = 28;

/** The smallest value that so many do not exceed, counted out. */
export function rank(values: number[], share: number): number | null {
  const enough = values.filter(
    (value) => values.filter((other) => other <= value).length >= share * values.length,
  );
  return enough.length === 0 ? null : Math.min(...enough);
}

export function naive(
  runs: readonly PastRun[],
  incidents: readonly PastIncident[],
  period: Period,
) {
  const { from, to, zone } = period;
  const start = DateTime.fromMillis(from, { zone }).minus({ days: weeks }).toMillis();
  const inPeriod = (at: number | null) => at !== null && at >= from && at < to;
  const inBefore = (at: number | null) => at !== null && at >= start && at < from;
  const created = (run: PastRun) => run.attempts[0]!.start;
  const last = (run: PastRun) => run.attempts[run.attempts.length - 1]!;
  const word = (run: PastRun) =>
    run.attempts
      .map((attempt) => attempt.outcome)
      .filter(isTelling)
      .pop() ?? null;

  const shares = (within: (at: number) => boolean) => {
    let [green, all] = [0, 0];
    for (const run of runs) {
      if (run.branch !== 'main' || run.pullRequest || !within(created(run))) continue;
      if (last(run).outcome === null || word(run) === null) continue;
      all += 1;
      if (word(run) === 'success') green += 1;
    }
    return [all === 0 ? null : green / all, all];
  };

  const ended = incidents.filter((one) => inPeriod(one.resolvedAt) && one.resolution !== 'closed');
  const toGreen = ended.map((one) => one.resolvedAt! - one.redSince);
  const toAcknowledge = incidents
    .filter((one) => inPeriod(one.acknowledgedAt))
    .map((one) => Math.max(0, one.acknowledgedAt! - (one.announcedAt ?? one.openedAt)));

  const days: Record<string, [number, number]> = {};
  for (const run of runs) {
    const at = created(run);
    if (run.branch !== 'main' || run.pullRequest || at >= to || at < start) continue;
    if (last(run).outcome === null || word(run) === null) continue;
    const date = DateTime.fromMillis(at, { zone }).toISODate()!;
    days[date] ??= [0, 0];
    days[date][word(run) === 'success' ? 0 : 1] += 1;
  }

  const workflowTimes: Record<string, number[]> = {};
  for (const run of runs) {
    if (!inPeriod(created(run)) || last(run).outcome !== 'success') continue;
    const key = String(run.workflow!.id);
    workflowTimes[key] = [...(workflowTimes[key] ?? []), last(run).end - last(run).start];
  }

  const jobTimes: Record<string, { run: number[]; queue: number[] }> = {};
  const spent: Record<string, number> = { none: 0, cancelled: 0, superseded: 0, flaky: 0 };
  let [minutes, jobs, minutesBefore] = [0, 0, 0];
  for (const { run, attempt, job } of worked(runs)) {
    const rounded = Math.ceil((job.end - job.start) / 60_000);
    if (inBefore(job.end)) minutesBefore += rounded;
    if (!inPeriod(job.end)) continue;
    const key = `${run.workflow!.id} ${job.name}`;
    jobTimes[key] ??= { run: [], queue: [] };
    if (job.outcome === 'success') jobTimes[key].run.push(job.end - job.start);
    if (job.start >= job.queued) jobTimes[key].queue.push(job.start - job.queued);
    minutes += rounded;
    jobs += 1;
    spent[wasteOf(run, attempt, job, runs)]! += rounded;
  }

  // Of the weeks before counts what came after the first job; of less than a week nothing is usual.
  const since = Math.max(start, Math.min(...worked(runs, true).map(({ job }) => job.end)));
  const usual =
    from - since < 7 * 86_400_000 ? null : (minutesBefore * (to - from)) / (from - since);

  return {
    passRate: shares(inPeriod),
    passRateBefore: shares(inBefore),
    timeToGreen: [rank(toGreen, 0.5), rank(toGreen, 0.9), toGreen.length],
    timeToAcknowledge: [rank(toAcknowledge, 0.5), rank(toAcknowledge, 0.9), toAcknowledge.length],
    opened: incidents.filter((one) => inPeriod(one.openedAt)).length,
    closed: incidents.filter((one) => inPeriod(one.resolvedAt)).length,
    openNow: incidents.filter(
      (one) => one.openedAt < to && (one.resolvedAt === null || one.resolvedAt >= to),
    ).length,
    days,
    workflows: mapped(workflowTimes, (times) => [
      rank(times, 0.5),
      rank(times, 0.95),
      times.length,
    ]),
    jobs: mapped(
      Object.fromEntries(Object.entries(jobTimes).filter(([, times]) => times.run.length > 0)),
      ({ run, queue }) => [
        rank(run, 0.5),
        rank(run, 0.95),
        run.length,
        rank(queue, 0.5),
        queue.length,
      ],
    ),
    minutes: [minutes, jobs, usual],
    wasted: [spent['cancelled'], spent['superseded'], spent['flaky']],
    flaky: flakyOf(runs, period),
  };
}

function worked(runs: readonly PastRun[], idle = false) {
  const all: { run: PastRun; attempt: PastAttempt; job: PastJob }[] = [];
  for (const run of runs)
    for (const attempt of run.attempts)
      for (const job of attempt.jobs ?? [])
        if (idle || (job.runner !== null && job.outcome !== 'skipped'))
          all.push({ run, attempt, job });
  return all;
}

function wasteOf(
  run: PastRun,
  attempt: PastAttempt,
  job: PastJob,
  runs: readonly PastRun[],
): string {
  if (attempt.outcome === 'cancelled') {
    const later = runs.filter((other) => sameStream(run, other) && other.number! > run.number!);
    const next = later.sort((a, b) => a.number! - b.number!)[0];
    return next && next.attempts[0]!.start <= attempt.end ? 'superseded' : 'cancelled';
  }
  const alsoGreen = runs.some(
    (other) =>
      other.workflow!.id === run.workflow!.id &&
      other.sha === run.sha &&
      other.attempts.some((one) => one.outcome === 'success'),
  );
  return reds.includes(job.outcome) && alsoGreen ? 'flaky' : 'none';
}

const sameStream = (a: PastRun, b: PastRun) =>
  a.workflow!.id === b.workflow!.id && a.branch === b.branch && a.pullRequest === b.pullRequest;

function flakyOf(runs: readonly PastRun[], { from, to, zone }: Period) {
  const since = Math.min(from, DateTime.fromMillis(to, { zone }).minus({ days: weeks }).toMillis());
  const seen = runs
    .filter((run) => run.attempts[0]!.start >= since && run.attempts[0]!.start < to)
    .flatMap((run) =>
      run.attempts
        .filter((attempt) => isTelling(attempt.outcome))
        .map((attempt) => ({
          key: `${run.workflow!.id} ${run.sha}`,
          green: attempt.outcome === 'success',
        })),
    );
  const found: Record<string, [number, number]> = {};
  for (const key of new Set(seen.map((one) => one.key))) {
    const own = seen.filter((one) => one.key === key);
    const workflow = key.split(' ')[0]!;
    if (own.length < 2 || own.every((one) => one.green)) continue;
    found[workflow] ??= [0, 0];
    found[workflow][1] += 1;
    if (own.some((one) => one.green)) found[workflow][0] += 1;
  }
  return Object.fromEntries(
    Object.entries(found).filter(([, [flips, retried]]) => flips >= 2 && flips / retried >= 0.34),
  );
}

const mapped = <From, To>(all: Record<string, From>, to: (one: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(all).map(([key, one]) => [key, to(one)]));
