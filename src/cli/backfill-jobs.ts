import type { Run } from '../core/records.ts';
import type { GitHubApi } from '../github/api.ts';
import { orNull } from '../github/errors.ts';
import type { Store } from '../store/types/index.ts';

/** Requests under way at once; GitHub asks that it be no more than a hundred. */
const atOnce = 8;
const page = 200;

type Needs = {
  github: Pick<GitHubApi, 'jobs'>;
  store: Store;
  /** Called after each batch, with how many runs were looked at. */
  went(done: number): void;
};

/**
 * Reads the jobs of a repository's runs that ended since `from`, newest first: a request for each run
 * whose jobs are not known. What is slow, where minutes go and what they cost is told by jobs. Begun
 * again, it goes on where it ended. Answers for how many runs it read them.
 */
export async function backfillJobs(
  { repository, from }: { repository: string; from: number },
  { github, store, went }: Needs,
): Promise<number> {
  let [read, done] = [0, 0];
  let before: { createdAt: number; id: number } | undefined;
  for (;;) {
    const runs = await store.runs.list({ repository, limit: page, ...(before ? { before } : {}) });
    const wanted = runs.filter((run) => run.createdAt >= from && run.progress === 'completed');
    for (let start = 0; start < wanted.length; start += atOnce) {
      const batch = wanted.slice(start, start + atOnce);
      const found = await Promise.all(batch.map((run) => readJobs(run, { github, store })));
      read += found.filter(Boolean).length;
      done += batch.length;
      went(done);
    }
    const last = runs.at(-1);
    if (!last || runs.length < page || last.createdAt < from) return read;
    before = { createdAt: last.createdAt, id: last.id };
  }
}

async function readJobs(
  { id, repository, attempt }: Run,
  { github, store }: Pick<Needs, 'github' | 'store'>,
): Promise<boolean> {
  if ((await store.jobs.ofRun(id, attempt)).length > 0) return false;
  // Somebody may have deleted the run, or its time at GitHub ran out.
  const jobs = await orNull(github.jobs(repository, id, attempt));
  if (jobs === null) return false;
  await store.transaction(async (tx) => {
    for (const job of jobs) await tx.jobs.merge(job);
  });
  return true;
}
