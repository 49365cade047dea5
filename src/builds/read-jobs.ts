import type { JobFact } from '../core/facts.ts';
import { followJobs } from './follow.ts';
import type { World } from './world.ts';

export type JobsWanted = { repository: string; runId: number; attempt: number };

/** What this needs of GitHub. */
export type JobsApi = {
  jobs(repository: string, runId: number, attempt: number): Promise<JobFact[]>;
};

/**
 * Reads the jobs of a failed run that no webhook told of: one request. Answers what to write.
 *
 * @throws what GitHub's edge throws; the work is then tried again
 */
export async function readJobs(
  wanted: JobsWanted,
  github: JobsApi,
): Promise<(world: World) => Promise<void>> {
  const facts = await github.jobs(wanted.repository, wanted.runId, wanted.attempt);
  return (world) => followJobs(facts, world);
}
