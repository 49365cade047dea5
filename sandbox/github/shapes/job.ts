import type { Box } from '../box.ts';
import { iso, isoOrNull, nodeId } from '../ids.ts';
import type { Job } from '../state.ts';
import { stepsOf } from '../steps.ts';

/** `job`: one job of one attempt, as REST and `workflow_job` show it. */
export function jobShape(box: Box, job: Job) {
  const { run } = job;
  const api = `${box.apiUrl}/repos/${run.repo.fullName}`;
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: run.name,
    head_branch: run.branch,
    run_url: `${api}/actions/runs/${run.id}`,
    run_attempt: job.attempt,
    node_id: nodeId('CR', job.id),
    head_sha: run.sha,
    url: `${api}/actions/jobs/${job.id}`,
    html_url: `${run.url}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: iso(job.createdAt),
    started_at: iso(job.startedAt ?? job.createdAt),
    completed_at: isoOrNull(job.completedAt),
    name: job.spec.name,
    steps: stepsOf(job).map((step) => ({
      name: step.name,
      status: step.status,
      conclusion: step.conclusion,
      number: step.number,
      started_at: isoOrNull(step.startedAt),
      completed_at: isoOrNull(step.completedAt),
    })),
    check_run_url: `${api}/check-runs/${job.id}`,
    labels: [...(job.spec.labels ?? ['ubuntu-latest'])],
    ...runner(job),
  };
}

function runner(job: Job) {
  if (job.startedAt === null) {
    return { runner_id: null, runner_name: null, runner_group_id: null, runner_group_name: null };
  }
  return {
    runner_id: job.runner,
    runner_name: `GitHub Actions ${job.runner}`,
    runner_group_id: 0,
    runner_group_name: 'GitHub Actions',
  };
}
