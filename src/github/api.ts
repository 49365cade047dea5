import type {
  CommitFact,
  JobFact,
  PullRequestFact,
  RepositoryFact,
  RunFact,
} from '../core/facts.ts';

import type { DeployingApi } from './api-deploys.ts';

/** A conditional answer: with the ETag of last time, an unchanged thing costs nothing of the rate limit. */
export type Conditional = { etag: string | null; notModified: boolean };

export type RunPage = Conditional & {
  /** Newest first; empty when nothing was modified. */
  runs: RunFact[];
  /** How many runs match, on all pages together. */
  total: number;
  hasMore: boolean;
};

export type RunQuery = {
  /** From 1, of 100 runs each. */
  page?: number;
  etag?: string | null;
  /** By creation, both ends included, to the second. GitHub shows the newest 1,000 of such a range. */
  created?: { from: number; to: number };
};

/** Something that a step said about a line of code. */
export type Annotation = {
  path: string;
  line: number;
  level: 'notice' | 'warning' | 'failure';
  title: string | null;
  message: string;
};

/** A file that a run keeps. */
export type Artifact = { name: string; bytes: number };

export type RateLimit = { limit: number; remaining: number; resetAt: number };

export type WorkflowFact = { id: number; name: string; path: string; active: boolean };

export type DispatchOrder = {
  workflowId: number;
  /** A branch or tag. */
  ref: string;
  inputs: Readonly<Record<string, string>>;
};

/** As whom we speak. */
export type Identity = {
  kind: 'token' | 'app';
  /** Login of the token's owner, or the App's slug; null where the token may not say. */
  name: string | null;
  /** Scopes of a classic token, permissions of an App as `actions: write`. Fine-grained tokens name none. */
  grants: string[];
  /** When the token ends, where GitHub says so. */
  expiresAt: number | null;
};

/**
 * What Baton asks of GitHub, in our words; `repository` is `owner/repo`. Every method rejects with a
 * GitHubRefusal (asking again will not help) or a GitHubUnavailable (later it may), each with a
 * sentence for people.
 */
export type GitHubApi = DeployingApi & {
  repository(repository: string): Promise<RepositoryFact>;
  /**
   * Every repository that the credentials see of the owners in these globs (`acme/*`); archived ones
   * are left out. The caller's own matching decides which of them are watched.
   */
  repositories(globs: readonly string[]): Promise<RepositoryFact[]>;
  /** One page of runs, newest first. */
  listRuns(repository: string, query?: RunQuery): Promise<RunPage>;
  /** The run as of its last attempt; null when it was deleted. */
  run(
    repository: string,
    id: number,
    etag?: string | null,
  ): Promise<Conditional & { run: RunFact | null }>;
  /** The run as it was at one of its attempts; null when it was deleted. */
  attempt(repository: string, runId: number, attempt: number): Promise<RunFact | null>;
  /** The jobs of one attempt, with their steps. */
  jobs(repository: string, runId: number, attempt: number): Promise<JobFact[]>;
  /** Commits that `head` has and `base` has not, oldest first, at most 250; the files of a single one. */
  compare(repository: string, base: string, head: string): Promise<CommitFact[]>;
  /** The files that a run keeps and that can still be had, at most 100. */
  artifacts(repository: string, runId: number): Promise<Artifact[]>;
  /** Pull requests that brought this commit. */
  commitPulls(repository: string, sha: string): Promise<PullRequestFact[]>;
  /** Starts a run again, or its failed jobs and what depends on them: a new attempt. */
  rerun(
    repository: string,
    runId: number,
    options: { failedOnly: boolean; debug: boolean },
  ): Promise<void>;
  /** Asks a run to end; it does so some seconds later. */
  cancel(repository: string, runId: number): Promise<void>;
  workflows(repository: string): Promise<WorkflowFact[]>;
  /** A file as of a branch, tag or commit; null where there is none, or no such ref. */
  file(
    repository: string,
    at: { path: string; ref: string; etag?: string | null | undefined },
  ): Promise<Conditional & { file: { sha: string; text: string } | null }>;
  /** Starts a workflow by `workflow_dispatch`. The run is null where GitHub does not say which it is. */
  dispatch(repository: string, order: DispatchOrder): Promise<{ runId: number | null }>;
  /** Runs that a `workflow_dispatch` started since, newest first. */
  dispatched(
    repository: string,
    by: { workflowId: number; branch: string | null; actor: string | null; since: number },
  ): Promise<RunFact[]>;
  annotations(repository: string, jobId: number): Promise<Annotation[]>;
  /** The log as it is downloaded; null where there is none (yet, or no longer). The reader may stop at any time. */
  jobLog(repository: string, jobId: number): Promise<ReadableStream<Uint8Array> | null>;
  /**
   * As GitHub said with its last answer about this owner's repositories; asked for where none came yet,
   * which is free. An App has a limit wherever it is installed, and none of its own. Null too where
   * GitHub has none: a GitHub Enterprise Server, unless somebody sets it.
   */
  rateLimit(repository?: string): Promise<RateLimit | null>;
  whoAmI(): Promise<Identity>;
};
