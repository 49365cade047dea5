import type { Box } from './box.ts';
import { iso, nodeId } from './ids.ts';
import { organization, simpleUser } from './shapes/account.ts';
import { installationShape } from './shapes/app.ts';
import { checkRun, checkRunEvent } from './shapes/check-run.ts';
import { pushedCommit } from './shapes/commit.ts';
import { deploymentShape, deploymentStatusShape, reviewersShape } from './shapes/deployment.ts';
import { jobShape } from './shapes/job.ts';
import { pullRequest } from './shapes/pull.ts';
import { pushedRepository, repository } from './shapes/repository.ts';
import { workflowRun, workflowShape } from './shapes/run.ts';
import {
  type Account,
  type App,
  type Commit,
  type Deployment,
  type Job,
  latest,
  type Pull,
  type Repo,
  type Run,
} from './state.ts';

/** What every webhook carries beside its own matter. */
export function envelope(box: Box, repo: Repo, sender: Account) {
  const { app } = box;
  return {
    repository: repository(box, repo),
    ...(repo.owner.type === 'Organization' && { organization: organization(box, repo.owner) }),
    sender: simpleUser(box, sender),
    ...(app !== undefined && { installation: installation(box, repo.owner) }),
  };
}

function installation(box: Box, owner: Account) {
  const id = box.installationOf(owner);
  return { id, node_id: nodeId('MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9u', id) };
}

export function workflowRunEvent(box: Box, run: Run, action: string) {
  return {
    action,
    workflow_run: workflowRun(box, run),
    workflow: workflowShape(box, run.repo, run.workflow),
    ...envelope(box, run.repo, latest(run).actor),
  };
}

export function workflowJobEvent(box: Box, job: Job, action: string) {
  return {
    action,
    workflow_job: jobShape(box, job),
    ...envelope(box, job.run.repo, latest(job.run).actor),
  };
}

export function checkRunPayload(box: Box, job: Job, action: string) {
  return {
    action,
    check_run: checkRunEvent(box, job),
    ...envelope(box, job.run.repo, latest(job.run).actor),
  };
}

export type Pushed = { repo: Repo; branch: string; before: string | undefined; commits: Commit[] };

export function pushEvent(box: Box, { repo, branch, before, commits }: Pushed) {
  const zero = '0'.repeat(40);
  const head = commits.at(-1);
  const { author } = head ?? { author: repo.owner };
  return {
    ref: `refs/heads/${branch}`,
    before: before ?? zero,
    after: head?.sha ?? before ?? zero,
    created: before === undefined,
    deleted: false,
    forced: false,
    base_ref: null,
    compare: `${box.url}/${repo.fullName}/compare/${before?.slice(0, 12)}...${head?.sha.slice(0, 12)}`,
    commits: commits.map((one) => pushedCommit(box, repo, one)),
    head_commit: head === undefined ? null : pushedCommit(box, repo, head),
    pusher: { name: author.login, email: author.email },
    ...envelope(box, repo, author),
    repository: pushedRepository(box, repo),
  };
}

export function pullRequestEvent(box: Box, pull: Pull, action: string) {
  return {
    action,
    number: pull.number,
    pull_request: pullRequest(box, pull),
    ...envelope(box, pull.base.repo, pull.author),
    ...(action === 'synchronize' && { before: pull.base.sha, after: pull.head.sha }),
  };
}

/** A run as these events carry it: with less in it than elsewhere. */
function runOfDeployment(box: Box, run: Run) {
  const whole = workflowRun(box, run);
  const { repository: own, head_repository: head } = whole;
  return {
    ...whole,
    head_commit: null,
    repository: { ...own, description: null },
    head_repository: { ...head, description: null },
  };
}

export function deploymentEvent(box: Box, deployment: Deployment) {
  const { run } = deployment;
  return {
    action: 'created',
    deployment: deploymentShape(box, run.repo, deployment),
    workflow: workflowShape(box, run.repo, run.workflow),
    workflow_run: runOfDeployment(box, run),
    ...envelope(box, run.repo, deployment.creator),
  };
}

export function deploymentStatusEvent(box: Box, deployment: Deployment) {
  const { run, job, statuses } = deployment;
  const { repo } = run;
  const status = statuses.at(-1);
  if (status === undefined) throw new Error(`deployment ${deployment.id} has no status`);
  const { check_suite, app, output, pull_requests, ...check } = checkRun(box, job);
  return {
    action: 'created',
    deployment_status: deploymentStatusShape(box, { repo, deployment, status }),
    deployment: deploymentShape(box, repo, deployment),
    check_run: check,
    workflow: workflowShape(box, repo, run.workflow),
    workflow_run: runOfDeployment(box, run),
    ...envelope(box, repo, deployment.creator),
  };
}

export type Review = {
  run: Run;
  /** One of the jobs that it is about. */
  job: Job;
  action: 'requested' | 'approved' | 'rejected';
  /** Who decided, and what they said. */
  by?: Account;
  comment?: string;
};

/** Somebody is asked to approve an environment, or has decided. */
export function deploymentReviewEvent(box: Box, { run, job, action, by, comment }: Review) {
  const name = job.spec.environment ?? '';
  const environment = run.repo.environments.find((one) => one.name === name);
  const reviewed = {
    id: job.id,
    name: job.spec.name,
    status: job.status,
    conclusion: null,
    html_url: `${run.url}/job/${job.id}`,
    created_at: iso(job.createdAt),
    updated_at: iso(job.createdAt),
    environment: name,
  };
  return {
    action,
    workflow_run: runOfDeployment(box, run),
    since: iso(run.createdAt),
    reviewers: environment === undefined ? [] : reviewersShape(box, environment),
    ...(action === 'requested'
      ? {
          workflow_job_run: reviewed,
          environment: name,
          requestor: simpleUser(box, latest(run).actor),
        }
      : {
          workflow_job_runs: [reviewed],
          approver: simpleUser(box, by ?? latest(run).actor),
          comment: comment ?? '',
        }),
    ...envelope(box, run.repo, by ?? latest(run).actor),
  };
}

export type Ping = { repo: Repo; sender: Account; hook: { id: number } };

export function pingEvent(box: Box, { repo, sender, hook }: Ping) {
  return {
    zen: 'Keep it logically awesome.',
    hook_id: hook.id,
    hook,
    ...envelope(box, repo, sender),
  };
}

/** The app was installed in an organisation. */
export function installationEvent(box: Box, app: App, owner: Account) {
  const repos = [...box.repos.values()].filter((repo) => repo.owner === owner);
  return {
    action: 'created',
    installation: installationShape(box, app, owner),
    repositories: repos.map((repo) => ({
      id: repo.id,
      node_id: nodeId('R', repo.id),
      name: repo.name,
      full_name: repo.fullName,
      private: repo.private,
    })),
    requester: null,
    sender: simpleUser(box, owner),
  };
}
