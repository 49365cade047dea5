import type { Box } from '../box.ts';
import { iso, nodeId } from '../ids.ts';
import { type Attempt, latest, type Pull, type Repo, type Run, type Workflow } from '../state.ts';
import { simpleUser } from './account.ts';
import { simpleCommit } from './commit.ts';
import { minimalRepository } from './repository.ts';

/** `workflow-run`: a run as it stands at one attempt, the latest unless told. */
export function workflowRun(box: Box, run: Run, attempt: Attempt = latest(run)) {
  const api = `${box.apiUrl}/repos/${run.repo.fullName}`;
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('WFR', run.id),
    head_branch: run.branch,
    head_sha: run.sha,
    path: run.path,
    display_title: run.title,
    run_number: run.number,
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    workflow_id: run.workflow.id,
    check_suite_id: run.suiteId,
    check_suite_node_id: nodeId('CS', run.suiteId),
    ...links(api, run, attempt),
    pull_requests: pullsOf(box, run),
    created_at: iso(run.createdAt),
    updated_at: iso(attempt.updatedAt),
    actor: simpleUser(box, run.actor),
    run_attempt: attempt.number,
    referenced_workflows: [],
    run_started_at: iso(attempt.startedAt),
    triggering_actor: simpleUser(box, attempt.actor),
    head_commit: simpleCommit(run.headRepo, run.sha),
    repository: minimalRepository(box, run.repo),
    head_repository: minimalRepository(box, run.headRepo),
  };
}

function links(api: string, run: Run, attempt: Attempt) {
  const url = `${api}/actions/runs/${run.id}`;
  const before = attempt.number - 1;
  return {
    url,
    html_url: run.url,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${api}/check-suites/${run.suiteId}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: before === 0 ? null : `${url}/attempts/${before}`,
    workflow_url: `${api}/actions/workflows/${run.workflow.id}`,
  };
}

/** GitHub leaves this list empty for the pull request of a fork. */
export function pullsOf(box: Box, run: Run) {
  if (run.pull === undefined || run.headRepo !== run.repo) return [];
  return [minimalPull(box, run.pull)];
}

function minimalPull(box: Box, pull: Pull) {
  return {
    id: pull.id,
    number: pull.number,
    url: `${box.apiUrl}/repos/${pull.base.repo.fullName}/pulls/${pull.number}`,
    head: minimalEnd(box, pull.head),
    base: minimalEnd(box, pull.base),
  };
}

function minimalEnd(box: Box, end: { branch: string; sha: string; repo: Repo }) {
  return {
    ref: end.branch,
    sha: end.sha,
    repo: {
      id: end.repo.id,
      url: `${box.apiUrl}/repos/${end.repo.fullName}`,
      name: end.repo.name,
    },
  };
}

/** `workflow`. */
export function workflowShape(box: Box, repo: Repo, workflow: Workflow) {
  const file = workflow.path.split('/').at(-1);
  return {
    id: workflow.id,
    node_id: nodeId('W', workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: workflow.state,
    created_at: iso(workflow.createdAt),
    updated_at: iso(workflow.updatedAt),
    url: `${box.apiUrl}/repos/${repo.fullName}/actions/workflows/${workflow.id}`,
    html_url: `${box.url}/${repo.fullName}/blob/${repo.defaultBranch}/${workflow.path}`,
    badge_url: `${box.url}/${repo.fullName}/workflows/${file}/badge.svg`,
  };
}
