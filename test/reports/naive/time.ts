import type { PastRun } from '../history.ts';
import {
  created,
  type History,
  inSpan,
  last,
  nameOf,
  rank,
  type Span,
  spread,
  total,
  usualOf,
  type Worked,
  worked,
} from './past.ts';

/** How long something took and waited, by the name under which `saidOf` has it. */
export type Times = {
  name: string;
  run: PastRun;
  job: string | null;
  step: string | null;
  took: { now: number[]; before: number[] };
  waited: { now: number[]; before: number[] };
};

const both = (period: Span, before: Span, of: (span: Span) => number[]) => ({
  ...{ now: of(period), before: of(before) },
});
const none = { now: [], before: [] };

export function workflowTimes(history: History): Times[] {
  const { runs, period, repository } = history;
  const before = usualOf(history);
  return distinct(runs, nameOf).map((one) => {
    const own = runs.filter((run) => nameOf(run) === nameOf(one));
    const took = (span: Span) =>
      own
        .filter((run) => inSpan(created(run), span) && last(run).outcome === 'success')
        .map((run) => last(run).end - last(run).start);
    return {
      ...{ name: `${repository} ${nameOf(one)}`, run: one, job: null, step: null },
      took: both(period, before, took),
      waited: both(period, before, (span) => firstWaits(own, span)),
    };
  });
}

/** Of each attempt, until the job that started first, where that one ended in the span. */
function firstWaits(runs: readonly PastRun[], span: Span): number[] {
  const waits: number[] = [];
  for (const run of runs)
    for (const attempt of run.attempts) {
      const jobs = worked([{ ...run, attempts: [attempt] }]).map(({ job }) => job);
      const first = Math.min(...jobs.map((job) => job.start));
      const ended = jobs.some((job) => job.start === first && inSpan(job.end, span));
      if (ended && first >= attempt.start) waits.push(first - attempt.start);
    }
  return waits;
}

const jobKey = ({ run, job }: Worked): string => `${nameOf(run)} ${job.name}`;

export function jobTimes(history: History): Times[] {
  const { runs, period, repository } = history;
  const before = usualOf(history);
  const all = worked(runs);
  return distinct(all, jobKey).map((one) => {
    const own = (span: Span) =>
      all.filter((other) => jobKey(other) === jobKey(one) && inSpan(other.job.end, span));
    const took = (span: Span) =>
      own(span)
        .filter(({ job }) => job.outcome === 'success')
        .map(({ job }) => job.end - job.start);
    const waited = (span: Span) =>
      own(span)
        .filter(({ job }) => job.start >= job.queued)
        .map(({ job }) => job.start - job.queued);
    return {
      ...{ name: `${repository} ${jobKey(one)}`, run: one.run, job: one.job.name, step: null },
      ...{ took: both(period, before, took), waited: both(period, before, waited) },
    };
  });
}

/** Of the five slowest jobs, by the newest fifty green executions of each in runs of the span. */
export function stepTimes(history: History): Times[] {
  const { runs, period } = history;
  const slowest = jobTimes(history)
    .filter(({ took }) => took.now.length > 0)
    .sort((a, b) => half(b) - half(a) || total(b.took.now) - total(a.took.now))
    .slice(0, 5);
  return slowest.flatMap((of) => {
    const green = (span: Span) =>
      worked(runs)
        .filter(({ run, job }) => nameOf(run) === nameOf(of.run) && job.name === of.job)
        .filter(({ run, job }) => job.outcome === 'success' && inSpan(created(run), span))
        .sort((a, b) => created(b.run) - created(a.run) || b.run.id - a.run.id)
        .slice(0, 50)
        .flatMap(({ job }) => job.steps ?? [])
        .filter((step) => step.outcome === 'success');
    const took = (name: string) => (span: Span) =>
      green(span).flatMap(({ startedAt, completedAt, ...step }) =>
        step.name === name && startedAt !== null && completedAt !== null && completedAt >= startedAt
          ? [completedAt - startedAt]
          : [],
      );
    return [...new Set(green(period).map((step) => step.name))].map((step) => ({
      ...{ ...of, name: `${of.name} ${step}`, step, waited: none },
      took: both(period, usualOf(history), took(step)),
    }));
  });
}

const half = ({ took }: Times): number => rank(took.now, 0.5) ?? 0;

export const unusualWord = (direction: string | undefined) =>
  direction === undefined ? null : direction === 'worse' ? 'slower' : 'quicker';

/** The slowest of everything; `unusual`: which way the time of one went beyond its usual range. */
export function naiveSlow(
  { workflows, jobs, steps }: Record<'workflows' | 'jobs' | 'steps', readonly Times[]>,
  unusual: (name: string) => string | undefined,
): Record<string, unknown> {
  const listed = (all: readonly Times[]) =>
    Object.fromEntries(
      all
        .filter(({ took }) => took.now.length > 0)
        .map(({ name, took, waited }) => [
          name,
          {
            ...{ run: spread(took.now), queue: spread(waited.now), before: spread(took.before) },
            ...{ unusual: unusualWord(unusual(name)), total: total(took.now) },
          },
        ]),
    );
  return {
    'slow.workflows': listed(workflows),
    'slow.jobs': listed(jobs),
    'slow.steps': listed(steps),
  };
}

function distinct<Row>(all: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return all.filter((row, at) => all.findIndex((other) => keyOf(other) === keyOf(row)) === at);
}

/** The newest green first attempts of a workflow, with the jobs that a runner worked on. */
export function naiveGreenRuns({ runs, period }: History, workflow: number) {
  return runs
    .filter((run) => run.workflow!.id === workflow && inSpan(created(run), period))
    .filter((run) => run.attempts.length === 1 && last(run).outcome === 'success')
    .sort((a, b) => created(b) - created(a) || b.id - a.id)
    .slice(0, 50)
    .map((run) => ({
      ...{ id: run.id, startedAt: last(run).start, endedAt: last(run).end },
      jobs: worked([run])
        .map(({ job }) => job)
        .sort((a, b) => a.start - b.start)
        .map(({ name, queued, start, end }) => ({
          ...{ name, createdAt: queued, startedAt: start, completedAt: end },
        })),
    }));
}
