import type { JobFact, RunFact } from '../core/facts.ts';
import { isRed } from '../core/health.ts';
import type { GitHubApi } from './api.ts';
import { orNull } from './errors.ts';
import { type KnownRuns, newsOf } from './news.ts';
import { listRecent } from './recent-runs.ts';

/** Where the last poll of a repository ended. Kept by the caller, with the facts it was handed, in one transaction. */
export type PollCursor = {
  /** Creation of the newest run that was listed. */
  until: number;
  /** Of the first page of the list, and the oldest run on it: while the page is unchanged, so are its runs. */
  etag: string | null;
  reach: number;
  /** Of the runs that are looked at one by one; null for those that were deleted. */
  etags: Record<string, string | null>;
};

export type ReconcileNeeds = {
  github: Pick<GitHubApi, 'listRuns' | 'run' | 'jobs'>;
  runs: KnownRuns & {
    unfinished(repository: string, limit: number): Promise<{ id: number }[]>;
  };
  jobs: { ofRun(runId: number, attempt: number): Promise<Pick<JobFact, 'progress'>[]> };
  incidents: {
    list(filter: {
      states: readonly ('triggered' | 'acknowledged')[];
      repository: string;
      limit: number;
    }): Promise<{ lastRedRun: number }[]>;
  };
  now: number;
};

export type Reconciled = {
  /** What webhooks did not tell, oldest run first, a red one followed by its jobs. */
  facts: (RunFact | JobFact)[];
  /** How many of these runs a webhook should have told of by now. */
  missed: number;
  /** Something of the repository is red or running. */
  busy: boolean;
  cursor: PollCursor;
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** GitHub's list may show a run some minutes after an event that came later. */
const OVERLAP = 10 * MINUTE;
const FIRST_LOOK = DAY;
const LONGEST_GAP = 30 * DAY;
const RECHECKED = 50;
const JOB_REQUESTS = 50;

/**
 * Finds what webhooks did not tell of a repository: runs since the last poll, changes of runs that
 * have not ended, and reruns of what is red. A quiet repository costs one conditional request, which
 * GitHub does not count. Without a cursor it looks back one day; beyond thirty, `backfill` is the way.
 */
export async function reconcile(
  repository: string,
  cursor: PollCursor | null,
  needs: ReconcileNeeds,
): Promise<Reconciled> {
  const { now, runs } = needs;
  const since = cursor ? Math.max(cursor.until - OVERLAP, now - LONGEST_GAP) : now - FIRST_LOOK;
  const listed = await listRecent(repository, { since, last: cursor }, needs.github);
  const open = await openRuns(repository, needs);
  const unseen = open.filter((id) => id < listed.reach);
  const reread = await recheck(repository, { ids: unseen, etags: cursor?.etags ?? {} }, needs);
  const news = await newsOf([...listed.runs, ...reread.runs], since, runs);
  const jobs = await jobsOf(repository, news, needs);
  const waited = news.filter((run) => run.updatedAt < now - MINUTE);
  return {
    facts: news.flatMap((run) => [run, ...(jobs.get(run) ?? [])]),
    missed: cursor ? waited.length : 0,
    busy: open.length > 0 || news.some((run) => isRed(run.outcome) || run.outcome === null),
    cursor: {
      until: Math.max(cursor?.until ?? since, ...listed.runs.map((run) => run.createdAt)),
      etag: listed.etag,
      reach: listed.firstPageReach,
      etags: reread.etags,
    },
  };
}

/** Runs that may still change: those that have not ended, and the last red ones, which someone may rerun. */
async function openRuns(repository: string, needs: ReconcileNeeds): Promise<number[]> {
  const unfinished = await needs.runs.unfinished(repository, RECHECKED);
  const incidents = await needs.incidents.list({
    states: ['triggered', 'acknowledged'],
    repository,
    limit: RECHECKED,
  });
  const ids = [...unfinished.map((run) => run.id), ...incidents.map((one) => one.lastRedRun)];
  return [...new Set(ids)];
}

async function recheck(
  repository: string,
  known: { ids: readonly number[]; etags: PollCursor['etags'] },
  { github }: ReconcileNeeds,
): Promise<{ runs: RunFact[]; etags: PollCursor['etags'] }> {
  const etags: PollCursor['etags'] = {};
  const runs: RunFact[] = [];
  for (const id of known.ids) {
    const etag = known.etags[id];
    etags[id] = null;
    if (etag === null) continue;
    const answer = await github.run(repository, id, etag || null);
    if (answer.run) runs.push(answer.run);
    if (answer.run || answer.notModified) etags[id] = answer.etag ?? '';
  }
  return { runs, etags };
}

/** The jobs of red runs that are not known, the newest first as far as one poll should go. */
async function jobsOf(
  repository: string,
  news: readonly RunFact[],
  { github, jobs }: ReconcileNeeds,
): Promise<Map<RunFact, JobFact[]>> {
  const found = new Map<RunFact, JobFact[]>();
  for (const run of news.filter((one) => isRed(one.outcome)).reverse()) {
    if (found.size >= JOB_REQUESTS) break;
    const known = await jobs.ofRun(run.id, run.attempt);
    if (known.length > 0 && known.every((job) => job.progress === 'completed')) continue;
    // A run may be deleted between the list and this question.
    found.set(run, (await orNull(github.jobs(repository, run.id, run.attempt))) ?? []);
  }
  return found;
}
