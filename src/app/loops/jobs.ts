import type { Job, JobServices } from '../../jobs/define.ts';
import type { Handler } from './due.ts';

/** Runs the slot of a scheduled job. */
export function jobHandler(jobs: readonly Job[], services: () => JobServices): Handler {
  return async ({ payload }) => {
    const { name } = payload as { name: string };
    const job = jobs.find((each) => each.name === name);
    // A job that a newer version no longer has is done.
    return job ? job.run(services()) : async () => {};
  };
}
