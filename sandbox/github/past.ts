import { account, type Box } from './box.ts';
import { endDeployment, retire, startDeployment } from './deployments.ts';
import { approveAll } from './life.ts';
import type { RunOptions } from './place.ts';
import { addAttempt, beginRun, concludeRun, createRun, ownJobs } from './runs.ts';
import { type Job, latest, type Outcome, type Repo, type Run } from './state.ts';

export type PastRun = RunOptions & { outcome: Outcome; createdAt: number; took: number };

/** A run of the past, whole and at once; nobody is told. */
export function pastRun(box: Box, repo: Repo, workflow: string, what: PastRun): Run {
  const run = createRun(box, repo, workflow, { ...what, webhooks: 'none' });
  play(box, run, what);
  return run;
}

export type PastRerun = { outcome: Outcome; at: number; took: number; actor: string };

/** A later attempt of a run of the past, of the jobs that had not passed. */
export function pastRerun(box: Box, run: Run, { outcome, at, took, actor }: PastRerun): Run {
  const redo = (job: Job) => job.conclusion !== 'success';
  addAttempt(box, run, { actor: account(box, actor), at, redo });
  play(box, run, { outcome, took });
  return run;
}

function play(box: Box, run: Run, { outcome, took }: { outcome: Outcome; took: number }): void {
  const at = latest(run).startedAt;
  approveAll(box, run);
  for (const job of beginRun(box, run, at)) {
    if (job.spec.environment !== undefined) startDeployment(box, job, job.spec.environment);
  }
  concludeRun(box, run, outcome, at + took);
  if (outcome !== 'cancelled') stagger(ownJobs(run));
  for (const job of ownJobs(run)) {
    const deployment = endDeployment(box, job);
    if (deployment !== undefined) retire(box, deployment);
  }
}

/** Jobs that began together do not end together: each takes its own part of the time, the longest all of it. */
function stagger(jobs: readonly Job[]): void {
  const longest = Math.max(...jobs.map(({ spec }) => partOf(spec.name)));
  for (const job of jobs) {
    const { startedAt, completedAt, spec } = job;
    if (startedAt === null || completedAt === null) continue;
    const part = partOf(spec.name) / longest;
    job.completedAt = startedAt + Math.round((completedAt - startedAt) * part);
  }
}

/** From 0.4 to 1, the same for a name each time. */
function partOf(name: string): number {
  const hash = [...name].reduce(
    (sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997,
    7,
  );
  return 0.4 + 0.6 * (hash / 996);
}
