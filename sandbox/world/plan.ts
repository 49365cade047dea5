import type { JobSpec } from '../github/index.ts';
import type { Workflow } from '../github/state.ts';
import type { Trouble } from './troubles.ts';

/** The jobs of a workflow with the failure of a trouble in them. */
export function jobsWith(
  workflow: Pick<Workflow, 'jobs'>,
  trouble: Pick<Trouble, 'job' | 'step' | 'log'>,
): JobSpec[] {
  const failing = trouble.job ?? workflow.jobs.at(-1)?.name;
  return workflow.jobs.map((job) => {
    if (job.name !== failing) return job;
    const failedStep = trouble.step === undefined ? {} : { failedStep: trouble.step };
    return { ...job, ...failedStep, outcome: 'failure', log: trouble.log };
  });
}

const minute = 60_000;

const durations: Readonly<Record<string, readonly [number, number]>> = {
  CI: [2 * minute, 4 * minute],
  Lint: [30_000, minute],
  E2E: [5 * minute, 9 * minute],
  Deploy: [3 * minute, 5 * minute],
  'Nightly backup': [11 * minute, 14 * minute],
};

/** How long a run of a workflow takes, in milliseconds, somewhere in its usual range. */
export function duration(workflow: string, random: () => number): number {
  const [least, most] = durations[workflow] ?? [minute, 2 * minute];
  return Math.round(least + (most - least) * random());
}
