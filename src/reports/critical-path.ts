import type { TimedRun } from '../store/types/index.ts';
import type { Evidence, WorkflowName } from './numbers.ts';
import { quantile, sampleOf } from './sample.ts';

/** One job of a workflow, as it usually is in its green runs (medians, in ms). */
export type PathJob = {
  job: string;
  /** Jobs that it waits for, as the times tell: GitHub does not say. */
  after: readonly string[];
  /** Waiting for a runner. */
  queue: number;
  run: number;
  /** In how many of the runs looked at it was on the critical path. */
  critical: number;
  /** How much sooner the workflow would end if it took no time at all. */
  gain: number;
  /** How much sooner it would end if it never waited for a runner. */
  queueGain: number;
};

/** The jobs that a workflow's end waits for. */
export type Bottleneck = WorkflowName & {
  /** Runs looked at, the newest green ones. */
  of: number;
  /** Median from the first job being queued to the last one's end. */
  total: number;
  /** The path of most runs, first to last. */
  path: readonly string[];
  /** By what would be gained, the most first. */
  jobs: readonly PathJob[];
  evidence: Evidence;
};

/** A job's times in one run, from when that run's first job was queued. */
type Timed = { name: string; ready: number; start: number; end: number };

/** GitHub's times have whole seconds, and it takes some until the next job is queued. */
const slack = 2_000;

/**
 * The critical path method (Kelley and Walker 1959) on what runs tell of themselves. Where `needs` is
 * not known, a job is taken to wait for all those that in every run had ended before it was queued:
 * an order that held by chance in a few runs does not hold in many. Then each run is played again
 * with the one job taking no time, or not waiting for its runner: what the end comes sooner is the gain.
 */
export function criticalPath(
  runs: readonly TimedRun[],
): Omit<Bottleneck, keyof WorkflowName | 'evidence'> {
  const timed = runs.map((run) => timesOf(run)).filter((jobs) => jobs.length > 0);
  const names = [...new Set(timed.flatMap((jobs) => jobs.map((job) => job.name)))];
  const after = new Map(names.map((name) => [name, needed(name, names, timed)]));
  const paths = timed.map((jobs) => pathOf(jobs, after));
  const ends = timed.map((jobs) => endOf(jobs));
  const jobs = names.map((name): PathJob => {
    const own = timed.flatMap((all) => all.find((job) => job.name === name) ?? []);
    const sooner = (without: 'run' | 'queue') =>
      median(timed.map((all, at) => (ends[at] ?? 0) - replayed(all, after, { name, without })));
    return {
      job: name,
      after: closest(after.get(name) ?? [], after),
      queue: median(own.map((job) => job.start - job.ready)),
      run: median(own.map((job) => job.end - job.start)),
      critical: paths.filter((path) => path.includes(name)).length,
      gain: sooner('run'),
      queueGain: sooner('queue'),
    };
  });
  jobs.sort((a, b) => b.gain - a.gain || b.critical - a.critical);
  return { of: timed.length, total: median(ends), path: commonest(paths), jobs };
}

function timesOf({ jobs }: TimedRun): Timed[] {
  const ready = (job: TimedRun['jobs'][number]) =>
    Math.min(job.createdAt ?? job.startedAt, job.startedAt);
  const first = Math.min(...jobs.map(ready));
  return jobs.map((job) => ({
    name: job.name,
    ready: ready(job) - first,
    start: job.startedAt - first,
    end: job.completedAt - first,
  }));
}

/** Those that had always ended before it was queued. */
function needed(name: string, names: readonly string[], runs: readonly Timed[][]): string[] {
  return names.filter((other) => {
    if (other === name) return false;
    const both = runs.flatMap((jobs) => {
      const [one, two] = [jobs.find((j) => j.name === name), jobs.find((j) => j.name === other)];
      return one && two ? [{ one, two }] : [];
    });
    // Two that took no time at one and the same moment wait for neither.
    return (
      both.length > 0 &&
      both.every(({ one, two }) => two.end <= one.ready + slack && two.ready < one.ready)
    );
  });
}

/** Without those that another one of them waits for already. */
function closest(
  needs: readonly string[],
  after: ReadonlyMap<string, readonly string[]>,
): string[] {
  return needs.filter((one) => !needs.some((other) => after.get(other)?.includes(one)));
}

function pathOf(jobs: readonly Timed[], after: ReadonlyMap<string, readonly string[]>): string[] {
  const path: string[] = [];
  let at = latest(jobs);
  while (at) {
    path.unshift(at.name);
    const needs = after.get(at.name) ?? [];
    at = latest(jobs.filter((job) => needs.includes(job.name)));
  }
  return path;
}

const latest = (jobs: readonly Timed[]): Timed | undefined =>
  jobs.reduce<Timed | undefined>(
    (last, job) => (last && last.end >= job.end ? last : job),
    undefined,
  );

const endOf = (jobs: readonly Timed[]): number => Math.max(...jobs.map((job) => job.end));

/** When the run would have ended; what else a job waited for, it waits for again. */
function replayed(
  jobs: readonly Timed[],
  after: ReadonlyMap<string, readonly string[]>,
  { name, without }: { name: string; without: 'run' | 'queue' },
): number {
  const was = new Map(jobs.map((job) => [job.name, job]));
  const ends = new Map<string, number>();
  const latestOf = (needs: readonly string[], end: (name: string) => number | undefined) =>
    Math.max(0, ...needs.map((need) => end(need) ?? 0));
  for (const job of jobs.toSorted((a, b) => a.ready - b.ready)) {
    const needs = after.get(job.name) ?? [];
    const lag = job.ready - latestOf(needs, (need) => was.get(need)?.end);
    const ready = latestOf(needs, (need) => ends.get(need)) + lag;
    const queue = job.name === name && without === 'queue' ? 0 : job.start - job.ready;
    const run = job.name === name && without === 'run' ? 0 : job.end - job.start;
    ends.set(job.name, ready + queue + run);
  }
  return Math.max(...ends.values());
}

function commonest(paths: readonly string[][]): string[] {
  const counts = new Map<string, { path: string[]; times: number }>();
  for (const path of paths) {
    const key = JSON.stringify(path);
    counts.set(key, { path, times: (counts.get(key)?.times ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.times - a.times)[0]?.path ?? [];
}

const median = (values: readonly number[]): number => quantile(sampleOf(values), 0.5) ?? 0;
