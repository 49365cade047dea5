import { accepted, created, found, noContent, notFound, ok, refused } from '../answers.ts';
import { type Call, field, param, repoOf, runOf, viewerAccount } from '../call.ts';
import { counted } from '../pages.ts';
import type { Route } from '../router.ts';
import { artifactShape } from '../shapes/artifact.ts';
import { jobShape } from '../shapes/job.ts';
import { workflowRun } from '../shapes/run.ts';
import { type Attempt, type Job, latest, type Run } from '../state.ts';
import { isFiltered, matching } from './run-filter.ts';

const base = '/repos/{owner}/{repo}/actions';

export const runRoutes: readonly Route[] = [
  { method: 'GET', template: `${base}/runs`, handle: (call) => listRuns(call, repoOf(call).runs) },
  {
    method: 'GET',
    template: `${base}/runs/{run_id}`,
    handle: (call) => ok(workflowRun(call.box, runOf(call))),
  },
  {
    method: 'GET',
    template: `${base}/runs/{run_id}/attempts/{attempt_number}`,
    handle: (call) => ok(workflowRun(call.box, runOf(call), attemptOf(call))),
  },
  {
    method: 'GET',
    template: `${base}/runs/{run_id}/jobs`,
    handle: (call) => listJobs(call, jobsOf(runOf(call), call.query.get('filter'))),
  },
  {
    method: 'GET',
    template: `${base}/runs/{run_id}/attempts/{attempt_number}/jobs`,
    handle: (call) => listJobs(call, attemptOf(call).jobs),
  },
  {
    method: 'GET',
    template: `${base}/runs/{run_id}/artifacts`,
    handle: (call) => listArtifacts(call, runOf(call)),
  },
  {
    method: 'GET',
    template: `${base}/jobs/{job_id}`,
    handle: (call) => ok(jobShape(call.box, jobOf(call))),
  },
  {
    method: 'POST',
    template: `${base}/runs/{run_id}/rerun`,
    handle: (call) => rerun(call, runOf(call), {}),
  },
  {
    method: 'POST',
    template: `${base}/runs/{run_id}/rerun-failed-jobs`,
    handle: (call) => rerun(call, runOf(call), { failedOnly: true }),
  },
  {
    method: 'POST',
    template: `${base}/jobs/{job_id}/rerun`,
    handle: (call) => rerun(call, jobOf(call).run, { job: jobOf(call) }),
  },
  { method: 'POST', template: `${base}/runs/{run_id}/cancel`, handle: cancel },
  { method: 'POST', template: `${base}/runs/{run_id}/force-cancel`, handle: cancel },
  { method: 'DELETE', template: `${base}/runs/{run_id}`, handle: remove },
];

/** Newest first, at most the first thousand of a filtered list, as GitHub has it. */
export function listRuns(call: Call, runs: readonly Run[]) {
  const all = runs.filter(matching(call.query)).reverse();
  const reachable = isFiltered(call.query) ? all.slice(0, 1_000) : all;
  const answer = counted(call, 'workflow_runs', reachable, (run) => workflowRun(call.box, run));
  Object.assign(answer.body as object, { total_count: all.length });
  return answer;
}

function listJobs(call: Call, jobs: readonly Job[]) {
  return counted(call, 'jobs', jobs, (job) => jobShape(call.box, job));
}

function listArtifacts(call: Call, run: Run) {
  const kept = latest(run).conclusion === 'success' ? run.artifacts : [];
  return counted(call, 'artifacts', kept, (artifact) => artifactShape(call.box, run, artifact));
}

function jobsOf(run: Run, filter: string | null): readonly Job[] {
  if (filter !== 'all') return latest(run).jobs;
  return run.attempts.toReversed().flatMap((attempt) => attempt.jobs);
}

function attemptOf(call: Call): Attempt {
  const number = Number(param(call, 'attempt_number'));
  return found(runOf(call).attempts.find((attempt) => attempt.number === number));
}

function jobOf(call: Call): Job {
  const job = call.box.jobs.get(Number(param(call, 'job_id')));
  return found(job?.run.repo === repoOf(call) ? job : undefined);
}

function rerun(call: Call, run: Run, options: { failedOnly?: boolean; job?: Job }) {
  if (latest(run).status !== 'completed') {
    return refused(403, 'This workflow is already running');
  }
  const debug = field(call, 'enable_debug_logging');
  if (debug !== undefined && typeof debug !== 'boolean') return refused(422, 'Validation Failed');
  call.asks.rerun(run, viewerAccount(call), options);
  return created();
}

function cancel(call: Call) {
  const run = runOf(call);
  if (latest(run).status === 'completed') {
    return refused(409, 'Cannot cancel a workflow run that is completed.');
  }
  call.asks.cancel(run, viewerAccount(call));
  return accepted();
}

function remove(call: Call) {
  const run = runOf(call);
  const { runs } = run.repo;
  if (!call.box.runs.delete(run.id)) return notFound();
  runs.splice(runs.indexOf(run), 1);
  return noContent();
}
