/** What the simulated GitHub remembers. The shapes that it sends are made from these on demand. */

export type Clock = { now(): number };

export type Outcome =
  | 'success'
  | 'failure'
  | 'timed_out'
  | 'cancelled'
  | 'skipped'
  | 'startup_failure'
  | 'neutral'
  | 'action_required'
  | 'stale';

export type Status = 'requested' | 'queued' | 'waiting' | 'in_progress' | 'completed';

export type Account = {
  id: number;
  login: string;
  type: 'User' | 'Organization' | 'Bot';
  name: string;
  email: string;
  createdAt: number;
};

/** A GitHub App: the one that Baton signs in as, or GitHub's own that runs the jobs. */
export type App = {
  id: number;
  slug: string;
  name: string;
  owner: Account;
  createdAt: number;
  permissions: Record<string, 'read' | 'write'>;
  events: readonly string[];
};

export type FileChange = {
  path: string;
  status: 'added' | 'modified' | 'removed';
  additions: number;
  deletions: number;
};

export type Commit = {
  sha: string;
  tree: string;
  parents: readonly string[];
  message: string;
  author: Account;
  at: number;
  files: readonly FileChange[];
};

/** One job as a workflow declares it. */
export type JobSpec = {
  name: string;
  /** Step names between `Set up job` and `Complete job`. */
  steps?: readonly string[];
  /** How it ends; default: as the run does. */
  outcome?: Outcome;
  /** Which step fails when the job does; default: the last one declared. */
  failedStep?: string;
  /** The name of a recorded log, or the text that the failed step printed. */
  log?: string;
  annotations?: readonly Annotation[];
  /** The deployment environment that the job waits for and deploys to. */
  environment?: string;
  labels?: readonly string[];
};

export type Annotation = {
  path: string;
  line: number;
  level: 'failure' | 'warning' | 'notice';
  message: string;
  title?: string;
};

export type Workflow = {
  id: number;
  name: string;
  path: string;
  state: 'active' | 'disabled_manually';
  createdAt: number;
  updatedAt: number;
  jobs: readonly JobSpec[];
  /** The number of the newest run. */
  runs: number;
  /** Whether people may start it by hand. */
  dispatchable: boolean;
  /** What it asks them for then. */
  inputs: Readonly<Record<string, InputSpec>>;
  /** `run-name`; `${{ inputs.x }}` stands for what was given. */
  runName: string | undefined;
  /** What a run that passed leaves behind. */
  artifacts: readonly ArtifactSpec[];
};

/** As `on.workflow_dispatch.inputs` of a workflow's file has it. */
export type InputSpec = {
  description?: string;
  type?: 'string' | 'boolean' | 'choice' | 'number' | 'environment';
  required?: boolean;
  default?: string | number | boolean;
  options?: readonly string[];
};

/** A file that a run keeps. */
export type ArtifactSpec = { name: string; bytes: number };
export type Artifact = ArtifactSpec & { id: number };

export type Pull = {
  id: number;
  number: number;
  title: string;
  body: string;
  author: Account;
  state: 'open' | 'closed';
  head: { branch: string; sha: string; repo: Repo };
  base: { branch: string; sha: string; repo: Repo };
  createdAt: number;
  updatedAt: number;
  mergedAt: number | null;
  mergeSha: string | null;
  draft: boolean;
};

export type Environment = { id: number; name: string; reviewers: readonly Account[]; at: number };

export type DeploymentStatus = {
  id: number;
  state: 'queued' | 'waiting' | 'in_progress' | 'success' | 'failure' | 'error' | 'inactive';
  description: string;
  creator: Account;
  at: number;
};

export type Deployment = {
  id: number;
  environment: string;
  sha: string;
  ref: string;
  creator: Account;
  at: number;
  run: Run;
  job: Job;
  statuses: DeploymentStatus[];
};

export type Repo = {
  id: number;
  owner: Account;
  name: string;
  fullName: string;
  private: boolean;
  description: string;
  language: string;
  fork: boolean;
  defaultBranch: string;
  createdAt: number;
  pushedAt: number;
  branches: Map<string, string>;
  /** The commit of each tag. */
  tags: Map<string, string>;
  commits: Map<string, Commit>;
  workflows: Workflow[];
  /** Oldest first, by the time they were created. */
  runs: Run[];
  pulls: Pull[];
  environments: Environment[];
  deployments: Deployment[];
};

export type Run = {
  id: number;
  suiteId: number;
  repo: Repo;
  workflow: Workflow;
  /** The workflow's name when the run was created; renaming the workflow leaves it. */
  name: string;
  path: string;
  title: string;
  number: number;
  branch: string;
  sha: string;
  event: string;
  actor: Account;
  /** Another repository for a run of a fork's pull request. */
  headRepo: Repo;
  pull: Pull | undefined;
  createdAt: number;
  url: string;
  attempts: Attempt[];
  /** Which of its events are sent as webhooks. */
  webhooks: 'all' | 'none' | 'completed';
  jobs: readonly JobSpec[];
  /** What it keeps once it has passed. */
  artifacts: readonly Artifact[];
};

export type Attempt = {
  number: number;
  status: Status;
  conclusion: Outcome | null;
  actor: Account;
  startedAt: number;
  updatedAt: number;
  jobs: Job[];
  approvals: Approval[];
};

export type Approval = {
  environment: string;
  state: 'approved' | 'rejected';
  user: Account;
  comment: string;
};

export type Job = {
  id: number;
  run: Run;
  attempt: number;
  spec: JobSpec;
  status: Status;
  conclusion: Outcome | null;
  createdAt: number;
  startedAt: number | null;
  completedAt: number | null;
  runner: number;
  /** Taken over from an earlier attempt, because it had passed there. */
  carried: boolean;
};

/** The attempt that a run stands at. */
export function latest(run: Run): Attempt {
  const attempt = run.attempts.at(-1);
  if (attempt === undefined) throw new Error(`run ${run.id} has no attempt`);
  return attempt;
}
