/**
 * What GitHub told us, in our words. src/github turns webhooks and REST answers into these, so that
 * nothing behind that door knows GitHub's shapes. Times are milliseconds since the epoch.
 */

/** How far a run or job has come. GitHub's requested, waiting and pending are all `queued`. */
export type Progress = 'queued' | 'in_progress' | 'completed';

/** How it ended. Red: failure, timed_out, startup_failure. Green: success. The rest says nothing about health. */
export type Outcome =
  | 'success'
  | 'failure'
  | 'timed_out'
  | 'startup_failure'
  | 'cancelled'
  | 'skipped'
  | 'neutral'
  | 'stale'
  | 'action_required';

export type RepositoryFact = {
  /** `owner/repo`, as GitHub spells it. */
  name: string;
  defaultBranch: string | null;
  url: string;
};

export type CommitFact = {
  sha: string;
  message: string;
  authorName: string;
  authorEmail: string | null;
  /** GitHub login, where GitHub could tell. */
  authorLogin: string | null;
  at: number;
  /** Paths that it added, changed or removed; null where the source did not say. */
  files: string[] | null;
};

export type RunFact = {
  kind: 'run';
  repository: RepositoryFact;
  id: number;
  /** Grows by one for each run of a workflow; a rerun keeps it. */
  number: number;
  /** 1 for the first, one more for each rerun. */
  attempt: number;
  workflow: { id: number; name: string; path: string };
  branch: string | null;
  /** `owner/repo` that the head commit stands in; another one than `repository` for forks. */
  headRepository: string | null;
  sha: string;
  event: string;
  title: string;
  /** Login of who caused the run; of who caused this attempt. */
  actor: string | null;
  triggeredBy: string | null;
  pullRequest: number | null;
  progress: Progress;
  outcome: Outcome | null;
  createdAt: number;
  startedAt: number;
  /** When GitHub last changed it; for a completed run the time it ended. */
  updatedAt: number;
  url: string;
  commit: CommitFact | null;
};

export type StepFact = {
  number: number;
  name: string;
  progress: Progress;
  outcome: Outcome | null;
  startedAt: number | null;
  completedAt: number | null;
};

export type JobFact = {
  kind: 'job';
  repository: RepositoryFact;
  id: number;
  runId: number;
  attempt: number;
  name: string;
  progress: Progress;
  outcome: Outcome | null;
  createdAt: number | null;
  startedAt: number | null;
  completedAt: number | null;
  runner: string | null;
  labels: string[];
  steps: StepFact[];
  url: string;
  /** It waits for somebody to approve its environment. */
  waiting?: true;
};

/** A check run of GitHub Actions: it has its job's id, and says how many annotations there are. */
export type CheckFact = {
  kind: 'check';
  repository: RepositoryFact;
  jobId: number;
  annotations: number;
};

export type PushFact = {
  kind: 'push';
  repository: RepositoryFact;
  branch: string;
  before: string;
  after: string;
  commits: CommitFact[];
};

export type PullRequestFact = {
  kind: 'pull_request';
  repository: RepositoryFact;
  number: number;
  title: string;
  author: string | null;
  branch: string;
  base: string;
  sha: string;
  state: 'open' | 'closed' | 'merged';
  /** The commit that merging made, once merged. */
  mergeSha: string | null;
  url: string;
  updatedAt: number;
};

export type DeploymentFact = {
  kind: 'deployment';
  repository: RepositoryFact;
  id: number;
  environment: string;
  sha: string;
  ref: string;
  creator: string | null;
  /** queued, in_progress, success, failure, error, inactive …: GitHub's own word; null before the first status. */
  state: string | null;
  url: string | null;
  /** The run that made it; null where something else than GitHub Actions did. */
  runId: number | null;
  createdAt: number;
  updatedAt: number;
};

/** Somebody is asked to approve what a run waits for, or has decided. */
export type ReviewFact = { kind: 'review'; repository: RepositoryFact; runId: number };

/** GitHub lets us see other repositories than before. */
export type AccessFact = { kind: 'access' };

export type Fact =
  | RunFact
  | JobFact
  | CheckFact
  | PushFact
  | PullRequestFact
  | DeploymentFact
  | ReviewFact
  | AccessFact;
