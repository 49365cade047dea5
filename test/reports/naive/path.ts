import type { TimedRun } from '../../../src/store/types/index.ts';
import { rank } from './past.ts';

/** The critical path once more, by walking along every way through the jobs there is. */

type Job = { name: string; ready: number; start: number; end: number };
type Ahead = (name: string) => readonly string[];

const slack = 2_000;
const half = (values: readonly number[]): number => rank(values, 0.5) ?? 0;

export function naivePath(runs: readonly TimedRun[]) {
  const told = runs.map(jobsOf).filter((jobs) => jobs.length > 0);
  const names = [...new Set(told.flat().map((job) => job.name))];
  const ahead: Ahead = (name) => names.filter((other) => isBefore(other, name, told));
  const paths = told.map((jobs) => criticalOf(jobs, ahead));
  const ends = told.map((jobs) => Math.max(...jobs.map((job) => job.end)));
  const jobs = names.map((name) => {
    const own = told.flat().filter((job) => job.name === name);
    const gain = (spared: 'run' | 'queue') =>
      half(told.map((all, at) => ends[at]! - longest(all, ahead, { name, spared })));
    const waits = ahead(name);
    return {
      ...{
        job: name,
        after: waits.filter((one) => !waits.some((two) => ahead(two).includes(one))),
      },
      queue: half(own.map((job) => job.start - job.ready)),
      run: half(own.map((job) => job.end - job.start)),
      critical: paths.filter((path) => path.includes(name)).length,
      ...{ gain: gain('run'), queueGain: gain('queue') },
    };
  });
  const said = paths.map((path) => path.join(' '));
  const times = (path: string) => said.filter((one) => one === path).length;
  const most = said.reduce(
    (best, path) => (times(path) > times(best) ? path : best),
    said[0] ?? '',
  );
  return { of: told.length, total: half(ends), path: most.split(' ').filter(Boolean), jobs };
}

/** From when the first job of the run was queued. */
function jobsOf({ jobs }: TimedRun): Job[] {
  const readyAt = jobs.map((job) => Math.min(job.createdAt ?? job.startedAt, job.startedAt));
  const zero = Math.min(...readyAt);
  return jobs.map(({ name, startedAt, completedAt }, at) => ({
    ...{ name, ready: readyAt[at]! - zero, start: startedAt - zero, end: completedAt - zero },
  }));
}

/** In every run that had both, the one was queued before the other and had ended when that was queued. */
function isBefore(one: string, other: string, runs: readonly Job[][]): boolean {
  let seen = 0;
  for (const jobs of runs) {
    const [a, b] = [jobs.find((job) => job.name === one), jobs.find((job) => job.name === other)];
    if (!a || !b || one === other) continue;
    if (a.end > b.ready + slack || a.ready >= b.ready) return false;
    seen += 1;
  }
  return seen > 0;
}

/** Every way that ends with this job, from one that waits for none: first to last. */
function waysTo(job: Job, jobs: readonly Job[], ahead: Ahead): Job[][] {
  const needs = jobs.filter((other) => ahead(job.name).includes(other.name));
  if (needs.length === 0) return [[job]];
  return needs.flatMap((need) => waysTo(need, jobs, ahead).map((way) => [...way, job]));
}

/** Of all ways to the end that whose jobs, looked at from the end, end the latest. */
function criticalOf(jobs: readonly Job[], ahead: Ahead): string[] {
  const ways = jobs.flatMap((job) => waysTo(job, jobs, ahead));
  const later = (a: readonly Job[], b: readonly Job[]): boolean => {
    for (let back = 1; back <= Math.max(a.length, b.length); back += 1) {
      const [x, y] = [a.at(-back)?.end ?? -1, b.at(-back)?.end ?? -1];
      if (x !== y) return x > y;
    }
    return false;
  };
  const way = ways.reduce((best, one) => (later(one, best) ? one : best));
  return way.map((job) => job.name);
}

/** When the run would end if a job took no time, or did not wait: the longest way, with all other waits as they were. */
function longest(
  jobs: readonly Job[],
  ahead: Ahead,
  { name, spared }: { name: string; spared: 'run' | 'queue' },
): number {
  const lasts = (job: Job) => {
    const needs = jobs.filter((other) => ahead(job.name).includes(other.name));
    const lag = job.ready - Math.max(0, ...needs.map((need) => need.end));
    const queue = job.name === name && spared === 'queue' ? 0 : job.start - job.ready;
    const run = job.name === name && spared === 'run' ? 0 : job.end - job.start;
    return lag + queue + run;
  };
  const ways = jobs.flatMap((job) => waysTo(job, jobs, ahead));
  return Math.max(...ways.map((way) => way.reduce((sum, job) => sum + lasts(job), 0)));
}
