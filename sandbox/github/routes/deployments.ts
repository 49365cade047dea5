import { type Answer, found, ok, refused } from '../answers.ts';
import { type Call, field, param, repoOf, runOf, viewerAccount } from '../call.ts';
import { pendingEnvironments } from '../deployments.ts';
import { listed, pageOf } from '../pages.ts';
import type { Route } from '../router.ts';
import { simpleUser } from '../shapes/account.ts';
import {
  deploymentShape,
  deploymentStatusShape,
  environmentShape,
  pendingDeployment,
} from '../shapes/deployment.ts';

const base = '/repos/{owner}/{repo}';

export const deploymentRoutes: readonly Route[] = [
  { method: 'GET', template: `${base}/deployments`, handle: listDeployments },
  {
    method: 'GET',
    template: `${base}/deployments/{deployment_id}`,
    handle: (call) => ok(deploymentShape(call.box, repoOf(call), deploymentOf(call))),
  },
  {
    method: 'GET',
    template: `${base}/deployments/{deployment_id}/statuses`,
    handle: (call) => {
      const [repo, deployment] = [repoOf(call), deploymentOf(call)];
      return listed(call, deployment.statuses.toReversed(), (status) =>
        deploymentStatusShape(call.box, { repo, deployment, status }),
      );
    },
  },
  {
    method: 'GET',
    template: `${base}/environments`,
    handle: (call) => {
      const repo = repoOf(call);
      const { shown, headers } = pageOf(call, repo.environments, (one) =>
        environmentShape(call.box, repo, one),
      );
      return ok({ total_count: repo.environments.length, environments: shown }, headers);
    },
  },
  {
    method: 'GET',
    template: `${base}/environments/{environment_name}`,
    handle: (call) => {
      const repo = repoOf(call);
      const name = param(call, 'environment_name');
      const one = found(repo.environments.find((each) => each.name === name));
      return ok(environmentShape(call.box, repo, one));
    },
  },
  {
    method: 'GET',
    template: `${base}/actions/runs/{run_id}/pending_deployments`,
    handle: (call) => {
      const run = runOf(call);
      const waiting = pendingEnvironments(call.box, run);
      const viewer = viewerAccount(call);
      return ok(
        waiting.map((environment) => pendingDeployment(call.box, run, { environment, viewer })),
      );
    },
  },
  { method: 'POST', template: `${base}/actions/runs/{run_id}/pending_deployments`, handle: review },
  { method: 'GET', template: `${base}/actions/runs/{run_id}/approvals`, handle: approvals },
];

function deploymentOf(call: Call) {
  const id = Number(param(call, 'deployment_id'));
  return found(repoOf(call).deployments.find((one) => one.id === id));
}

function listDeployments(call: Call): Answer {
  const repo = repoOf(call);
  const wanted = (name: string, value: string) => [null, value].includes(call.query.get(name));
  const all = repo.deployments.filter(
    (one) =>
      wanted('environment', one.environment) && wanted('sha', one.sha) && wanted('ref', one.ref),
  );
  return listed(call, all.reverse(), (one) => deploymentShape(call.box, repo, one));
}

/** For those who are asked alone: to all others, nothing is pending. */
function review(call: Call): Answer {
  const run = runOf(call);
  const waiting = pendingEnvironments(call.box, run);
  const ids = field(call, 'environment_ids');
  const state = field(call, 'state');
  const comment = field(call, 'comment');
  const chosen = waiting.filter((one) => Array.isArray(ids) && ids.includes(one.id));
  if (typeof comment !== 'string' || (state !== 'approved' && state !== 'rejected')) {
    return refused(422, 'Invalid request.\n\nstate and comment must be given.');
  }
  if (!chosen.some((one) => one.reviewers.includes(viewerAccount(call)))) {
    return refused(422, 'There are no pending deployment requests to approve or reject.');
  }
  call.asks.review(run, viewerAccount(call), {
    approved: state === 'approved',
    environments: chosen.map((one) => one.name),
    comment,
  });
  const repo = run.repo;
  const made = repo.deployments.filter((one) => one.run === run);
  return ok(made.map((one) => deploymentShape(call.box, repo, one)));
}

function approvals(call: Call): Answer {
  const run = runOf(call);
  const all = run.attempts.flatMap((attempt) => attempt.approvals);
  return ok(
    all.map(({ environment, state, user, comment }) => ({
      state,
      comment,
      user: simpleUser(call.box, user),
      environments: run.repo.environments
        .filter((one) => one.name === environment)
        .map((one) => {
          const { id, node_id, name, url, html_url, created_at, updated_at } = environmentShape(
            call.box,
            run.repo,
            one,
          );
          return { id, node_id, name, url, html_url, created_at, updated_at };
        }),
    })),
  );
}
