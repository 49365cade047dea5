/**
 * What the store keeps about deploying. A deployment is GitHub's record that a commit was put onto an
 * environment; a deploy is what Baton tells of: somebody's wish, the approval it waits for, its end.
 */

/** A deployment as GitHub last reported it. */
export type Deployment = {
  id: number;
  repository: string;
  environment: string;
  /** What was put there: where a deploy of Baton's handed a commit to its workflow, that commit. */
  sha: string;
  ref: string;
  /** GitHub login: of Baton itself, where it was started from Slack. */
  creator: string | null;
  /** Slack id of who started it from Slack. */
  startedBy: string | null;
  /** GitHub's own word; null before the first status. */
  state: string | null;
  url: string | null;
  /** The run that made it; null where something else than GitHub Actions did. */
  runId: number | null;
  createdAt: number;
  updatedAt: number;
  /** How it ended and when; null while it is under way. A later deployment that replaces it changes neither. */
  result: DeploymentResult | null;
  endedAt: number | null;
};

export type DeploymentResult = 'success' | 'failure';

/** What a status says about how the deployment ended; null where it says nothing. */
export function resultOf(state: string | null): DeploymentResult | null {
  if (state === 'success') return 'success';
  return state === 'failure' || state === 'error' ? 'failure' : null;
}

/** An environment of a repository, as GitHub lists it or a deployment named it. */
export type Environment = {
  repository: string;
  name: string;
  /** GitHub's id; null where only a deployment told of it. */
  githubId: number | null;
};

/**
 * How a deploy stands: `asked` until GitHub took it; `started`: a run is under way; `waiting` for
 * somebody's approval; `succeeded`, `failed`, `cancelled`, `rejected`: ended; `refused`: GitHub did not
 * take it; `unclear`: GitHub did not answer, so that it may have begun or not.
 */
export type DeployState =
  | 'asked'
  | 'started'
  | 'waiting'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'rejected'
  | 'refused'
  | 'unclear';

/** In these it is not over. */
export const openStates = ['asked', 'started', 'waiting'] as const satisfies readonly DeployState[];

/** One deploy that Baton tells of: started in Slack, or met while it waited for an approval. */
export type Deploy = {
  id: number;
  repository: string;
  environment: string;
  kind: 'deploy' | 'rollback';
  /** Branch, tag or commit as it was asked for, and the commit it stood for. */
  ref: string;
  sha: string;
  /** What ran there when it was asked for. */
  fromSha: string | null;
  /** Slack id; null where it was started on GitHub. */
  startedBy: string | null;
  /** GitHub login, where it was started on GitHub. */
  startedLogin: string | null;
  /** Channel id or name that it is told in. */
  channel: string;
  state: DeployState;
  /** The act that began it; null where it was started on GitHub. */
  actId: number | null;
  runId: number | null;
  runUrl: string | null;
  /** GitHub's id of the environment, once it waits for an approval. */
  environmentId: number | null;
  askedAt: number;
  waitingAt: number | null;
  endedAt: number | null;
  /** Who approved or rejected it: a Slack id where that is known, else a GitHub login. */
  decidedBy: string | null;
  decidedLogin: string | null;
  decidedAt: number | null;
  comment: string | null;
  /** Why GitHub refused it, as a sentence. */
  error: string | null;
  /** What it brings, as it was found when it was asked for. */
  changes: Changes;
};

/** What lies between two commits. */
export type Changes = {
  /** How many commits come, or with a rollback go. */
  total: number;
  /** The newest few of them. */
  commits: readonly ChangedCommit[];
  /** Numbers of the pull requests among them. */
  pulls: readonly number[];
};

export type ChangedCommit = { sha: string; title: string; author: string; login: string | null };

export const noChanges: Changes = { total: 0, commits: [], pulls: [] };

/** Nobody deploys to that environment until it is lifted, or until then. */
export type Lock = {
  id: number;
  repository: string;
  environment: string;
  reason: string;
  /** Null: until somebody lifts it. */
  until: number | null;
  /** Slack id. */
  lockedBy: string;
  lockedAt: number;
  channel: string;
  /** Slack id; null while it holds, and where its time ran out. */
  liftedBy: string | null;
  liftedAt: number | null;
};
