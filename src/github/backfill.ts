import type { RunFact } from '../core/facts.ts';
import type { GitHubApi } from './api.ts';

/** Milliseconds since the epoch, by creation of the runs; both ends included. */
export type Range = { from: number; to: number };

/** How far it has come: everything from `reached` up to the end of the range is recorded. */
export type BackfillProgress = { reached: number; done: number; total: number };

export type BackfillNeeds = {
  github: Pick<GitHubApi, 'listRuns'>;
  /** Keeps a page of runs, newest first, together with how far that brings us, in one transaction. */
  record(runs: readonly RunFact[], progress: BackfillProgress): Promise<void>;
};

/** GitHub shows the first ten pages of a range, however many runs it has. */
const PAGES_OF_A_RANGE = 10;

/**
 * Reads a repository's past, newest first, a hundred runs a request. To go on after an interruption,
 * hand in the progress that was recorded last. Answers how far it came.
 */
export async function backfill(
  repository: string,
  range: Range & { resume?: BackfillProgress | undefined },
  { github, record }: BackfillNeeds,
): Promise<BackfillProgress> {
  let progress = range.resume ?? { reached: range.to, done: 0, total: 0 };
  let known = new Set<number>();
  while (progress.reached >= range.from) {
    const created = { from: range.from, to: progress.reached };
    const seen = new Set<number>();
    for (let page = 1; page <= PAGES_OF_A_RANGE; page++) {
      const { runs, total, hasMore } = await github.listRuns(repository, { created, page });
      const fresh = runs.filter((run) => !known.has(run.id) && !seen.has(run.id));
      for (const run of runs) seen.add(run.id);
      progress = {
        reached: Math.min(progress.reached, ...runs.map((run) => run.createdAt)),
        done: progress.done + fresh.length,
        total: progress.total || total,
      };
      await record(fresh, progress);
      if (!hasMore) return progress;
    }
    // The next range begins with the second that this one ended in, of which more may be left.
    if (secondOf(progress.reached) === secondOf(created.to)) progress.reached -= 1000;
    known = seen;
  }
  return progress;
}

function secondOf(at: number): number {
  return Math.floor(at / 1000);
}
