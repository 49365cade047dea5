import { createBreath } from '../core/breath.ts';
import { type Facts, keyOf, sliceNow } from './facts.ts';
import type { Evidence, Slow } from './numbers.ts';
import { nothing, quantiles, type Sample, sum } from './sample.ts';

/** Spans of one workflow, job or step, now and in the four weeks before. */
export type Timing = {
  repository: string;
  workflowId: number;
  job: string | null;
  step: string | null;
  run: { now: Sample; before: Sample };
  queue: { now: Sample; before: Sample };
};

/**
 * How long a workflow takes: from the start of a green run's last attempt to its end, of runs created
 * in the period; and how long an attempt waited until its first job started, where that job ended in
 * the period. Red runs stop early and would make a broken workflow look quick. Unit: ms; p50 and p95 by nearest rank.
 * Source: `runs.started_at`, `updated_at`; `jobs.started_at`.
 */
export function workflowTimings({ runTimes, jobs }: Facts): Timing[] {
  const all = new Map<string, Timing>();
  for (const row of runTimes) spansOf(all, row).run[when(row.slice)] = row.times;
  for (const row of jobs.waits) spansOf(all, row).queue[when(row.slice)] = row.times;
  return [...all.values()];
}

/**
 * How long a job takes: from its start to its end, of green jobs that ended in the period; and how
 * long it waited for a runner, of all that ran. Unit: ms; p50 and p95 by nearest rank.
 * Source: `jobs.created_at`, `started_at`, `completed_at`.
 */
export function jobTimings({ jobs }: Facts): Timing[] {
  const all = new Map<string, Timing>();
  for (const { slice, run, queue, ...of } of jobs.times) {
    const timing = spansOf(all, of);
    timing.run[when(slice)] = run;
    timing.queue[when(slice)] = queue;
  }
  return [...all.values()];
}

/** By their median, the slowest first, with what is unusual about them. */
export async function slowest(
  timings: readonly Timing[],
  facts: Facts,
  unusual: (of: Timing) => Slow['unusual'],
): Promise<Slow[]> {
  const breathe = createBreath(5);
  const all: Slow[] = [];
  for (const of of timings) {
    const slow = slowOf(of, facts, unusual(of));
    if (slow) all.push(slow);
    await breathe();
  }
  return all.sort((a, b) => b.run.p50 - a.run.p50 || b.total - a.total);
}

function slowOf(of: Timing, facts: Facts, unusual: Slow['unusual']): Slow | null {
  const run = quantiles(of.run.now);
  if (!run) return null;
  return {
    ...facts.named(of),
    ...{ job: of.job, step: of.step, run, queue: quantiles(of.queue.now), unusual },
    ...{
      before: quantiles(of.run.before),
      total: sum(of.run.now),
      evidence: runsOf(of, facts, 'green'),
    },
  };
}

type Outcome = Extract<Evidence, { kind: 'filter' }>['outcome'];

/** The runs of a workflow in the period. */
export const runsOf = (
  { repository, workflowId }: { repository: string; workflowId: number },
  { period: { from, to } }: Facts,
  outcome: Outcome,
): Evidence => ({ kind: 'filter', outcome, from, to, repository, workflowId });

/** Names one timing among all. */
export const timingKey = (of: Pick<Timing, 'repository' | 'workflowId' | 'job' | 'step'>): string =>
  JSON.stringify([keyOf(of), of.job, of.step]);

function spansOf(
  all: Map<string, Timing>,
  of: { repository: string; workflowId: number; job?: string },
): Timing {
  const { repository, workflowId, job = null } = of;
  const none = () => ({ now: nothing, before: nothing });
  const made = { repository, workflowId, job, step: null, run: none(), queue: none() };
  const key = timingKey(made);
  const timing = all.get(key) ?? made;
  all.set(key, timing);
  return timing;
}

const when = (slice: number): 'now' | 'before' => (slice === sliceNow ? 'now' : 'before');
