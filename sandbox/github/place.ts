import { type Box, commit, repository, tip } from './box.ts';
import { jobWith } from './inputs.ts';
import { openPull } from './pulls.ts';
import type { JobSpec, Pull, Repo, Run, Workflow } from './state.ts';
import { expandMatrix } from './workflows.ts';

export type RunOptions = {
  branch?: string;
  /** Default: the newest commit of the branch. */
  sha?: string;
  /** Default: `pull_request` with a pull request, else `push`. */
  event?: string;
  /** A login; default: the author of the commit. */
  actor?: string;
  title?: string;
  jobs?: readonly JobSpec[];
  /** One job for each combination. */
  matrix?: Readonly<Record<string, readonly (string | number)[]>>;
  /** What whoever started it by hand handed over. */
  inputs?: Readonly<Record<string, unknown>>;
  /** The pull request it runs for, by number; `true` opens one. */
  pullRequest?: Pull | number | true;
  /** The repository that the pull request comes from, when it is a fork. */
  fork?: string;
  /** The name of a recorded log, or the text that the failed step printed. */
  log?: string;
  annotations?: JobSpec['annotations'];
  /** What it keeps once it has passed; default: what its workflow does. */
  artifacts?: Workflow['artifacts'];
  /** Milliseconds since the epoch; default: now, less what it took. */
  createdAt?: number;
  /** How long it ran, in milliseconds; default 0. */
  took?: number;
  /** Which of its events are sent; default all. */
  webhooks?: Run['webhooks'];
  /** Shown after the path, as GitHub does for some runs: `.github/workflows/ci.yml@main`. */
  pathRef?: string;
};

/** What a run runs on, and for. */
export type Place = Pick<Run, 'branch' | 'sha' | 'headRepo' | 'pull' | 'event'>;

/** Finds or makes the commit, branch and pull request that the options speak of. */
export function place(box: Box, repo: Repo, options: RunOptions, at: number): Place {
  const pull = pullOf(box, repo, options, at);
  const headRepo = pull?.head.repo ?? repo;
  const branch = pull?.head.branch ?? options.branch ?? repo.defaultBranch;
  const sha = options.sha ?? pull?.head.sha ?? tip(headRepo, branch);
  if (sha === undefined) throw new Error(`${repo.fullName} has no commit on ${branch}`);
  if (!headRepo.commits.has(sha)) commit(box, headRepo, { branch, message: 'Work', at, sha });
  if (!headRepo.branches.has(branch)) headRepo.branches.set(branch, sha);
  const event = options.event ?? (pull === undefined ? 'push' : 'pull_request');
  return { branch, sha, headRepo, pull, event };
}

function pullOf(box: Box, repo: Repo, options: RunOptions, at: number): Pull | undefined {
  const { pullRequest, fork } = options;
  if (typeof pullRequest === 'object') return pullRequest;
  if (pullRequest === undefined && fork === undefined) return undefined;
  const found = repo.pulls.find((pull) => pull.number === pullRequest);
  if (found !== undefined) return found;
  const head = fork === undefined ? repo : repository(box, fork, { fork: true });
  const number = typeof pullRequest === 'number' ? pullRequest : undefined;
  const branch = options.branch ?? (fork === undefined ? 'feature' : head.defaultBranch);
  return openPull(box, repo, { head, branch, number, author: options.actor, at });
}

/** The jobs of a run: the workflow's, unless the options say otherwise. */
export function specsOf(declared: Workflow, options: RunOptions): readonly JobSpec[] {
  const given = options.inputs ?? {};
  const base = (options.jobs ?? declared.jobs).map((job) => jobWith(job, given));
  const jobs = options.matrix === undefined ? base : expandMatrix(base, options.matrix);
  const { log, annotations } = options;
  if (log === undefined && annotations === undefined) return jobs;
  return jobs.map((job) => ({ ...(log && { log }), ...(annotations && { annotations }), ...job }));
}

/** The login of whoever wrote the commit. */
export function authorOf({ headRepo, sha }: Place): string {
  return headRepo.commits.get(sha)?.author.login ?? headRepo.owner.login;
}

/** `display_title`: the commit's subject or the pull request's title; by hand or by clock, the workflow's name. */
export function titleOf({ headRepo, sha, pull, event }: Place, declared: Workflow): string {
  if (event === 'schedule' || event === 'workflow_dispatch') return declared.name;
  if (pull !== undefined) return pull.title;
  return headRepo.commits.get(sha)?.message.split('\n')[0] ?? declared.name;
}
