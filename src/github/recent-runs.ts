import type { RunFact } from '../core/facts.ts';
import type { GitHubApi } from './api.ts';

export type Recent = {
  runs: RunFact[];
  /** Of the first page. */
  etag: string | null;
  /** Every run from this id on was listed, or is as it was when the first page had this ETag. */
  reach: number;
  firstPageReach: number;
};

/** Where the last look ended. */
type Last = { etag: string | null; reach: number };

/** Pages until a run is older than `since`. New runs push others to later pages, so none is skipped. */
export async function listRecent(
  repository: string,
  { since, last }: { since: number; last: Last | null },
  github: Pick<GitHubApi, 'listRuns'>,
): Promise<Recent> {
  const first = await github.listRuns(repository, { etag: last?.etag ?? null });
  if (first.notModified) {
    const reach = last?.reach ?? 0;
    return { runs: [], etag: first.etag, reach, firstPageReach: reach };
  }
  const runs = [...first.runs];
  let page = first;
  for (let number = 2; page.hasMore && oldest(page.runs) >= since; number++) {
    page = await github.listRuns(repository, { page: number });
    runs.push(...page.runs);
  }
  return {
    runs,
    etag: first.etag,
    reach: page.hasMore ? lowestId(runs) : 0,
    firstPageReach: first.hasMore ? lowestId(first.runs) : 0,
  };
}

function oldest(runs: readonly RunFact[]): number {
  return Math.min(...runs.map((run) => run.createdAt));
}

/** Ids grow with creation. */
function lowestId(runs: readonly RunFact[]): number {
  return Math.min(...runs.map((run) => run.id));
}
