import type { Changes, Environment } from '../core/deploys.ts';
import type { CommitFact, DeploymentFact } from '../core/facts.ts';

/** What lies between two commits. */
export type Between = Omit<Changes, 'commits'> & {
  /** How many `base` has that `head` has not: more than none, and `head` is no successor of it. */
  behind: number;
  /** Newest first, at most 250. */
  commits: CommitFact[];
};

/** An environment whose approval a run waits for. */
export type PendingApproval = {
  environment: string;
  environmentId: number;
  /** Whether whoever asks is among those who may give it. */
  mine: boolean;
  /** Logins of people and slugs of teams. */
  reviewers: string[];
};

/** What somebody decided about an environment. */
export type ApprovalGiven = {
  environments: string[];
  state: 'approved' | 'rejected';
  login: string | null;
  comment: string;
};

export type DeploymentPage = {
  etag: string | null;
  notModified: boolean;
  /** Newest first, those of the first page; without a state. */
  deployments: DeploymentFact[];
};

/** The part of GitHub's API that deploys need; see {@link GitHubApi} for how it refuses. */
export type DeployingApi = {
  /** Environments of a repository; none where it may not have any. */
  environments(repository: string): Promise<Environment[]>;
  deployments(repository: string, etag?: string | null): Promise<DeploymentPage>;
  /**
   * The same deployment with its newest state, last. Before it how it had ended, where a later one has
   * replaced it since: `inactive` alone does not tell that. Never empty.
   */
  statesOf(deployment: DeploymentFact): Promise<DeploymentFact[]>;
  /** The commit of a branch, tag or commit; null where there is no such thing. */
  commit(repository: string, ref: string): Promise<CommitFact | null>;
  /** Names of branches and tags, a hundred of each at most, for people who mistyped one. */
  refNames(repository: string): Promise<{ branches: string[]; tags: string[] }>;
  /** Branches whose newest commit it is, and tags of it: of tags, the first hundred are looked through. */
  refsAt(repository: string, sha: string): Promise<{ branches: string[]; tags: string[] }>;
  between(repository: string, base: string, head: string): Promise<Between>;
  pendingApprovals(repository: string, runId: number): Promise<PendingApproval[]>;
  /** Oldest first. */
  approvalsGiven(repository: string, runId: number): Promise<ApprovalGiven[]>;
  review(
    repository: string,
    runId: number,
    review: { environmentId: number; approve: boolean; comment: string },
  ): Promise<void>;
};
