import { groupBy } from '../core/group.ts';
import type { TimedStep } from '../store/types/index.ts';
import type { Facts, Reading } from './facts.ts';
import type { Slow } from './numbers.ts';
import { nothing, sampleOf } from './sample.ts';
import type { Timing } from './slowest.ts';

const executions = 50;

/**
 * How long the steps of the slowest jobs take, of the newest fifty green executions of each in runs
 * created in the period, and in the four weeks before: a step is never longer than its job, so the slowest steps
 * stand in the slowest jobs. Unit: ms. Source: `jobs.steps`, as GitHub gave them, in whole seconds.
 */
export async function stepTimings(
  jobs: readonly Slow[],
  { jobSlices: [before, period] }: Facts,
  { reports }: Reading,
): Promise<Timing[]> {
  const all: Timing[] = [];
  for (const { repository, workflowId, job } of jobs) {
    if (job === null) continue;
    const of = { repository, workflowId, job, limit: executions };
    const now = await reports.steps({ ...of, from: period.from, to: period.to });
    const was = await reports.steps({ ...of, from: before.from, to: before.to });
    all.push(...timingsOf({ repository, workflowId, job }, now, was));
  }
  return all;
}

function timingsOf(
  of: { repository: string; workflowId: number; job: string },
  now: readonly TimedStep[][],
  was: readonly TimedStep[][],
): Timing[] {
  const [times, timesBefore] = [byName(now), byName(was)];
  return [...times].map(([step, spans]) => ({
    ...{ ...of, step, queue: { now: nothing, before: nothing } },
    run: { now: sampleOf(spans), before: sampleOf(timesBefore.get(step) ?? []) },
  }));
}

function byName(executions: readonly TimedStep[][]): Map<string, number[]> {
  const green = executions.flat().filter((step) => step.outcome === 'success');
  const named = groupBy(green, (step) => step.name);
  return new Map([...named].map(([name, steps]) => [name, steps.map((step) => step.ms)]));
}
