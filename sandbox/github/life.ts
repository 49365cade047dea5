import type { Box } from './box.ts';
import { endDeployment, environment, retire, startDeployment } from './deployments.ts';
import {
  checkRunPayload,
  deploymentEvent,
  deploymentReviewEvent,
  deploymentStatusEvent,
  pullRequestEvent,
  workflowJobEvent,
  workflowRunEvent,
} from './events.ts';
import { beginRun, concludeJob, concludeRun, ownJobs } from './runs.ts';
import { type Deployment, type Job, latest, type Outcome, type Pull, type Run } from './state.ts';
import type { Webhooks } from './webhooks.ts';

export type Hub = { box: Box; webhooks: Webhooks };

/** Says that a run is queued, with its jobs. */
export async function queued(hub: Hub, run: Run): Promise<Run> {
  await sendRun(hub, run, 'requested');
  for (const job of ownJobs(run)) await sendJob(hub, job, 'queued');
  return run;
}

/** Gives a run its runners, or lets its jobs wait for people, and says so. */
export async function begun(hub: Hub, run: Run, at: number): Promise<Run> {
  const before = latest(run).status;
  const changed = beginRun(hub.box, run, at);
  const { status } = latest(run);
  if (status === 'in_progress' && status !== before) await sendRun(hub, run, status);
  for (const job of changed) {
    await sendJob(hub, job, job.status);
    const name = job.spec.environment;
    if (name === undefined) continue;
    await sendDeployment(hub, startDeployment(hub.box, job, name));
    if (job.status === 'waiting') await sendReview(hub, { run, job, action: 'requested' });
  }
  return run;
}

/** Ends a run and says so. */
export async function concluded(hub: Hub, run: Run, outcome: Outcome, at: number): Promise<Run> {
  const open = latest(run).jobs.filter((job) => job.status !== 'completed');
  concludeRun(hub.box, run, outcome, at);
  const kept = latest(run).jobs.filter((job) => open.includes(job));
  for (const job of kept) await sendEnd(hub, job);
  await sendRun(hub, run, 'completed');
  return run;
}

/** Ends the jobs that run, well, while others wait for people; answers whether any does. */
export async function rested(hub: Hub, run: Run, at: number): Promise<boolean> {
  const attempt = latest(run);
  const waits = attempt.jobs.some((job) => job.status === 'waiting');
  if (!waits) return false;
  const running = attempt.jobs.filter((job) => job.status === 'in_progress');
  for (const job of running) concludeJob(job, 'success', at);
  attempt.status = 'waiting';
  attempt.updatedAt = at;
  for (const job of running) await sendEnd(hub, job);
  return true;
}

/** The reviewers of every environment say yes. */
export function approveAll(box: Box, run: Run): void {
  for (const { environment: name } of run.jobs) {
    if (name === undefined) continue;
    const [user] = environment(box, run.repo, name).reviewers;
    if (user === undefined) continue;
    latest(run).approvals.push({ environment: name, state: 'approved', user, comment: '' });
  }
}

async function sendRun({ box, webhooks }: Hub, run: Run, action: string): Promise<void> {
  if (run.webhooks === 'none') return;
  if (run.webhooks === 'completed' && action !== 'completed') return;
  await webhooks.send('workflow_run', action, () => workflowRunEvent(box, run, action));
}

const checkActions = new Map([
  ['queued', 'created'],
  ['completed', 'completed'],
]);

async function sendJob({ box, webhooks }: Hub, job: Job, action: string): Promise<void> {
  if (job.run.webhooks !== 'all') return;
  await webhooks.send('workflow_job', action, () => workflowJobEvent(box, job, action));
  const check = checkActions.get(action);
  if (check === undefined) return;
  await webhooks.send('check_run', check, () => checkRunPayload(box, job, check));
}

async function sendEnd(hub: Hub, job: Job): Promise<void> {
  await sendJob(hub, job, 'completed');
  const deployment = endDeployment(hub.box, job);
  if (deployment === undefined) return;
  await sendDeployment(hub, deployment);
  for (const replaced of retire(hub.box, deployment)) await sendDeployment(hub, replaced);
}

/** Only a GitHub App hears of reviews; a repository's webhook does not. */
export async function sendReview(
  { box, webhooks }: Hub,
  review: Parameters<typeof deploymentReviewEvent>[1],
): Promise<void> {
  if (review.run.webhooks !== 'all' || box.app === undefined) return;
  const render = () => deploymentReviewEvent(box, review);
  await webhooks.send('deployment_review', review.action, render);
}

async function sendDeployment({ box, webhooks }: Hub, deployment: Deployment): Promise<void> {
  if (deployment.run.webhooks !== 'all') return;
  if (deployment.statuses.length === 1) {
    await webhooks.send('deployment', 'created', () => deploymentEvent(box, deployment));
  }
  await webhooks.send('deployment_status', 'created', () => deploymentStatusEvent(box, deployment));
}

/** Says what became of a pull request. */
export async function sendPull({ box, webhooks }: Hub, pull: Pull, action: string): Promise<void> {
  await webhooks.send('pull_request', action, () => pullRequestEvent(box, pull, action));
}
