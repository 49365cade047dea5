import { account, type Box } from './box.ts';
import {
  type Deployment,
  type Environment,
  type Job,
  latest,
  type Outcome,
  type Repo,
  type Run,
} from './state.ts';

/** Finds an environment of a repository, or creates it; `reviewers` are logins that must approve. */
export function environment(
  box: Box,
  repo: Repo,
  name: string,
  reviewers?: readonly string[],
): Environment {
  const known = repo.environments.find((one) => one.name === name);
  const found = known ?? { id: box.ids.next(), name, reviewers: [], at: box.clock.now() };
  if (known === undefined) repo.environments.push(found);
  if (reviewers !== undefined) {
    Object.assign(found, { reviewers: reviewers.map((login) => account(box, login)) });
  }
  return found;
}

/** Whether a job still needs people to approve its environment. */
export function mustWait(box: Box, job: Job): boolean {
  const name = job.spec.environment;
  if (name === undefined) return false;
  const approved = latest(job.run).approvals.some(
    (one) => one.environment === name && one.state === 'approved',
  );
  return !approved && environment(box, job.run.repo, name).reviewers.length > 0;
}

/** The environments that a run asks people for. */
export function pendingEnvironments(box: Box, run: Run): Environment[] {
  const names = latest(run)
    .jobs.filter((job) => job.status === 'waiting')
    .map((job) => job.spec.environment ?? '');
  return [...new Set(names)].map((name) => environment(box, run.repo, name));
}

/** The deployment that a job makes: waiting for people, or in progress. */
export function startDeployment(box: Box, job: Job, name: string): Deployment {
  const { run } = job;
  const at = job.startedAt ?? box.clock.now();
  const state = job.status === 'waiting' ? 'waiting' : 'in_progress';
  const made = deploymentOf(job);
  if (made !== undefined) {
    addStatus(box, made, state, at);
    return made;
  }
  const deployment: Deployment = {
    id: box.ids.next(),
    environment: environment(box, run.repo, name).name,
    sha: run.sha,
    ref: run.branch,
    creator: latest(run).actor,
    at,
    run,
    job,
    statuses: [],
  };
  run.repo.deployments.push(deployment);
  addStatus(box, deployment, state, at);
  return deployment;
}

const deploymentOf = (job: Job) => job.run.repo.deployments.findLast((one) => one.job === job);

/** The last status of a deployment: as its job ended. */
export function endDeployment(box: Box, job: Job): Deployment | undefined {
  const deployment = deploymentOf(job);
  if (deployment === undefined) return undefined;
  const state = endings.get(job.conclusion ?? 'failure') ?? 'failure';
  addStatus(box, deployment, state, job.completedAt ?? box.clock.now());
  return deployment;
}

/** What a successful deployment replaced is inactive from then on; answers what changed. */
export function retire(box: Box, by: Deployment): Deployment[] {
  if (by.statuses.at(-1)?.state !== 'success') return [];
  const replaced = by.run.repo.deployments.filter(
    (one) =>
      one !== by && one.environment === by.environment && one.statuses.at(-1)?.state === 'success',
  );
  const at = by.statuses.at(-1)?.at ?? box.clock.now();
  for (const one of replaced) addStatus(box, one, 'inactive', at);
  return replaced;
}

const endings = new Map<Outcome, 'success' | 'error'>([
  ['success', 'success'],
  ['cancelled', 'error'],
]);

function addStatus(
  box: Box,
  deployment: Deployment,
  state: Deployment['statuses'][number]['state'],
  at: number,
): void {
  const { creator } = deployment;
  deployment.statuses.push({ id: box.ids.next(), state, description: '', creator, at });
}
