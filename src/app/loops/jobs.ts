import type { Job, JobServices } from '../../jobs/define.ts';
import type { Handler } from './due.ts';
import type { Recurrence } from './schedule.ts';

/** Runs the slot of a scheduled job. */
export function jobHandler(jobs: readonly Job[], services: () => JobServices): Handler {
  return async ({ payload }) => {
    const { name } = payload as { name: string };
    const job = jobs.find((each) => each.name === name);
    // A job that a newer version no longer has is done.
    return job ? job.run(services()) : async () => {};
  };
}

/** When each job runs. */
export function jobRecurrences(jobs: readonly Job[]): Recurrence[] {
  return jobs.map(({ name, cron, timezone, graceMs }) => ({
    ...{ name, cron, timezone, graceMs, kind: 'job', payload: () => ({ name }) },
  }));
}
