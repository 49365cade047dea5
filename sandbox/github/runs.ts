import { account, type Box } from './box.ts';
import { mustWait } from './deployments.ts';
import { authorOf, place, type RunOptions, specsOf, titleOf } from './place.ts';
import {
  type Account,
  type Attempt,
  type Job,
  type JobSpec,
  latest,
  type Outcome,
  type Repo,
  type Run,
} from './state.ts';
import { workflow } from './workflows.ts';

/** Creates a run, queued, with its first attempt. */
export function createRun(
  box: Box,
  repo: Repo,
  workflowName: string,
  options: RunOptions = {},
): Run {
  const at = options.createdAt ?? box.clock.now() - (options.took ?? 0);
  const declared = workflow(box, repo, { name: workflowName });
  const where = place(box, repo, options, at);
  const actor = account(box, options.actor ?? authorOf(where));
  declared.runs += 1;
  const id = box.ids.next();
  const run: Run = {
    id,
    suiteId: box.ids.next(),
    repo,
    workflow: declared,
    name: declared.name,
    path: options.pathRef ? `${declared.path}@${options.pathRef}` : declared.path,
    title: options.title ?? titleOf(where, declared),
    number: declared.runs,
    ...where,
    actor,
    createdAt: at,
    url: `${box.url}/${repo.fullName}/actions/runs/${id}`,
    attempts: [],
    webhooks: options.webhooks ?? 'all',
    jobs: specsOf(declared, options),
    artifacts: (options.artifacts ?? declared.artifacts).map((one) => ({
      ...one,
      id: box.ids.next(),
    })),
  };
  addAttempt(box, run, { actor, at });
  insert(repo.runs, run);
  box.runs.set(id, run);
  return run;
}

export type NewAttempt = { actor: Account; at: number; redo?: (job: Job) => boolean };

/** Adds an attempt, queued; the jobs that need no new try are carried over as they were. */
export function addAttempt(
  box: Box,
  run: Run,
  { actor, at, redo = () => true }: NewAttempt,
): Attempt {
  const before = run.attempts.at(-1);
  const attempt: Attempt = {
    number: run.attempts.length + 1,
    status: 'queued',
    conclusion: null,
    actor,
    startedAt: at,
    updatedAt: at,
    jobs: [],
    approvals: [],
  };
  run.attempts.push(attempt);
  attempt.jobs = run.jobs.map((spec, index) => {
    const old = before?.jobs[index];
    const job = newJob(box, run, spec, at);
    if (old === undefined || redo(old)) return job;
    return { ...old, id: job.id, attempt: attempt.number, carried: true };
  });
  for (const job of attempt.jobs) box.jobs.set(job.id, job);
  return attempt;
}

/** The jobs of the newest attempt that are not carried over from an earlier one. */
export function ownJobs(run: Run): Job[] {
  return latest(run).jobs.filter((job) => !job.carried);
}

/** Jobs get their runners, or wait for people; answers which of them changed. */
export function beginRun(box: Box, run: Run, at: number): Job[] {
  const attempt = latest(run);
  const changed = attempt.jobs.filter((job) => startJob(job, mustWait(box, job), at));
  const open = attempt.jobs.filter((job) => job.status !== 'completed');
  const stuck = open.length > 0 && open.every((job) => job.status === 'waiting');
  attempt.status = stuck ? 'waiting' : 'in_progress';
  attempt.updatedAt = at;
  return changed;
}

function startJob(job: Job, wait: boolean, at: number): boolean {
  const next = wait ? 'waiting' : 'in_progress';
  if (job.status === 'completed' || job.status === next) return false;
  job.status = next;
  if (!wait) job.startedAt = at;
  return true;
}

/** The run ends; every job that is still open ends as the outcome and its spec say. */
export function concludeRun(box: Box, run: Run, outcome: Outcome, at: number): void {
  const attempt = latest(run);
  const open = attempt.jobs.filter((job) => job.status !== 'completed');
  const last = open.at(-1);
  for (const job of open) concludeJob(job, jobOutcome(job, outcome, job === last), at);
  attempt.status = 'completed';
  attempt.conclusion = outcome;
  attempt.updatedAt = at;
  if (outcome !== 'startup_failure' && outcome !== 'action_required') return;
  for (const job of attempt.jobs) box.jobs.delete(job.id);
  attempt.jobs = [];
}

/** One job ends; one that people kept from starting, or that was skipped, has no steps. */
export function concludeJob(job: Job, conclusion: Outcome, at: number): void {
  const never = conclusion === 'skipped' || job.status === 'waiting';
  job.status = 'completed';
  job.conclusion = conclusion;
  job.completedAt = at;
  job.startedAt = never ? null : (job.startedAt ?? at);
}

const everyJob: readonly Outcome[] = ['success', 'cancelled', 'skipped', 'neutral'];

function jobOutcome(job: Job, outcome: Outcome, isLast: boolean): Outcome {
  const healed = outcome === 'success' && job.attempt > 1;
  if (job.spec.outcome !== undefined && !healed) return job.spec.outcome;
  if (everyJob.includes(outcome)) return outcome;
  const namedElsewhere = job.run.jobs.some((spec) => spec.outcome === outcome);
  return isLast && !namedElsewhere ? outcome : 'success';
}

function newJob(box: Box, run: Run, spec: JobSpec, at: number): Job {
  return {
    id: box.ids.next(),
    run,
    attempt: run.attempts.length,
    spec,
    status: 'queued',
    conclusion: null,
    createdAt: at,
    startedAt: null,
    completedAt: null,
    runner: 1 + (run.number % 40),
    carried: false,
  };
}

function insert(runs: Run[], run: Run): void {
  const last = runs.at(-1);
  if (last === undefined || last.createdAt <= run.createdAt) {
    runs.push(run);
    return;
  }
  const index = runs.findIndex((one) => one.createdAt > run.createdAt);
  runs.splice(index, 0, run);
}
