import type { Box } from '../box.ts';
import { iso, nodeId } from '../ids.ts';
import type { Account, Deployment, DeploymentStatus, Environment, Repo, Run } from '../state.ts';
import { simpleUser } from './account.ts';

/** `deployment`. */
export function deploymentShape(box: Box, repo: Repo, deployment: Deployment) {
  const api = `${box.apiUrl}/repos/${repo.fullName}`;
  const url = `${api}/deployments/${deployment.id}`;
  return {
    url,
    id: deployment.id,
    node_id: nodeId('DE', deployment.id),
    task: 'deploy',
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: null,
    created_at: iso(deployment.at),
    updated_at: iso(deployment.statuses.at(-1)?.at ?? deployment.at),
    statuses_url: `${url}/statuses`,
    repository_url: api,
    creator: simpleUser(box, deployment.creator),
    sha: deployment.sha,
    ref: deployment.ref,
    payload: {},
    transient_environment: false,
    production_environment: deployment.environment === 'production',
    performed_via_github_app: null,
  };
}

export type StatusOf = { repo: Repo; deployment: Deployment; status: DeploymentStatus };

/** `deployment-status`. */
export function deploymentStatusShape(box: Box, { repo, deployment, status }: StatusOf) {
  const api = `${box.apiUrl}/repos/${repo.fullName}`;
  const page = deployment.run.url;
  return {
    url: `${api}/deployments/${deployment.id}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DES', status.id),
    state: status.state,
    creator: simpleUser(box, status.creator),
    description: status.description,
    environment: deployment.environment,
    target_url: page,
    created_at: iso(status.at),
    updated_at: iso(status.at),
    deployment_url: `${api}/deployments/${deployment.id}`,
    repository_url: api,
    environment_url: `https://${deployment.environment}.${repo.name}.${repo.owner.login}.example`,
    log_url: `${page}/job/${deployment.job.id}`,
    performed_via_github_app: null,
  };
}

/** Who may approve an environment. */
export function reviewersShape(box: Box, { reviewers }: Environment) {
  return reviewers.map((reviewer) => ({ type: 'User', reviewer: simpleUser(box, reviewer) }));
}

/** `environment`, with a rule when people have to approve. */
export function environmentShape(box: Box, repo: Repo, environment: Environment) {
  const path = `${repo.fullName}/environments/${environment.name}`;
  const reviewers = reviewersShape(box, environment);
  const rule = {
    id: environment.id + 1,
    node_id: nodeId('GA', environment.id),
    prevent_self_review: false,
    type: 'required_reviewers',
    reviewers,
  };
  return {
    id: environment.id,
    node_id: nodeId('EN', environment.id),
    name: environment.name,
    url: `${box.apiUrl}/repos/${path}`,
    html_url: `${box.url}/${repo.fullName}/deployments/activity_log?environments_filter=${environment.name}`,
    created_at: iso(environment.at),
    updated_at: iso(environment.at),
    protection_rules: reviewers.length === 0 ? [] : [rule],
    deployment_branch_policy: null,
  };
}

export type Pending = { environment: Environment; viewer: Account };

/** `pending-deployment`: an environment that a waiting run asks people for. */
export function pendingDeployment(box: Box, run: Run, pending: Pending) {
  const { environment, viewer } = pending;
  const { id, node_id, name, url, html_url } = environmentShape(box, run.repo, environment);
  return {
    environment: { id, node_id, name, url, html_url },
    wait_timer: 0,
    wait_timer_started_at: null,
    current_user_can_approve: environment.reviewers.includes(viewer),
    reviewers: reviewersShape(box, environment),
  };
}
