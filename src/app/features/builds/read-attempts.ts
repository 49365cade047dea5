import { missingAttempts } from '../../../builds/attempts.ts';
import { followJobs } from '../../../builds/follow.ts';
import type { World } from '../../../builds/world.ts';
import type { JobFact, RunFact } from '../../../core/facts.ts';
import { isRed } from '../../../core/health.ts';
import type { GitHubApi } from '../../../github/api.ts';
import type { Store, Tables } from '../../../store/types/index.ts';
import type { Handler } from '../../loops/due.ts';

/** Reads how the earlier attempts of a run ended, and which jobs of the red ones failed. Nobody is told. */
export function createReadAttempts(options: {
  store: Store;
  github: Pick<GitHubApi, 'attempt' | 'jobs'>;
  worldOf: (tx: Tables) => World;
}): Handler {
  const { store, github, worldOf } = options;
  return async ({ key }) => {
    const run = await store.runs.byId(Number(key));
    const missing = run ? await missingAttempts(run, store) : [];
    const found: RunFact[] = [];
    const jobs: JobFact[] = [];
    for (const number of missing) {
      const attempt = run && (await github.attempt(run.repository, run.id, number));
      if (!attempt) continue;
      found.push(attempt);
      if (isRed(attempt.outcome)) jobs.push(...(await github.jobs(run.repository, run.id, number)));
    }
    return async (tx) => {
      if (run) for (const attempt of found) await tx.runs.merge(attempt, run.streamId);
      await followJobs(jobs, worldOf(tx));
    };
  };
}
