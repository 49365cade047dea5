import type { Deploy } from '../core/deploys.ts';
import type { DeploymentFact, JobFact, ReviewFact, RunFact } from '../core/facts.ts';
import { isRed } from '../core/health.ts';
import type { Tables } from '../store/types/index.ts';
import { isOver, progressOf } from './decide.ts';

export type Writing = { tx: Tables; now: number };

/** Remembers deployments and the environments that they name, and brings deploys on. */
export async function followDeployments(
  facts: readonly DeploymentFact[],
  world: Writing,
): Promise<void> {
  const { tx, now } = world;
  for (const fact of facts) {
    const { repository, environment: name } = fact;
    await tx.deployments.note(fact);
    await tx.environments.note({ repository: repository.name, name, githubId: null }, now);
  }
  for (const fact of facts) {
    if (fact.runId === null) continue;
    await attach(fact, fact.runId, world);
    if (fact.state === 'waiting') await lookAtApprovals(fact.repository.name, fact.runId, world);
    await bringOn(fact.runId, world);
  }
}

/** A deploy of Baton's whose run GitHub did not name is known by the deployment that it makes. */
async function attach(
  { repository, environment, createdAt }: DeploymentFact,
  runId: number,
  { tx }: Writing,
): Promise<void> {
  if ((await tx.deploys.ofRun(runId)).length > 0) return;
  const states = ['started', 'unclear'] as const;
  const since = createdAt - 30 * 60_000;
  const open = await tx.deploys.list({ repository: repository.name, states, since, limit: 20 });
  const mine = open.find(
    (one) => one.runId === null && one.environment.toLowerCase() === environment.toLowerCase(),
  );
  if (mine) await tx.deploys.update(mine.id, { runId });
}

/**
 * GitHub calls a run failed whose deploy somebody rejected. That says nothing about what it builds, so
 * it counts as cancelled, unless one of its jobs failed by itself.
 */
export async function rejectedAsCancelled(
  facts: readonly RunFact[],
  { tx }: Writing,
): Promise<RunFact[]> {
  const failed = facts.filter(({ outcome }) => outcome === 'failure').map(({ id }) => id);
  const kept = (await tx.deploys.ofRun(...failed)).filter(
    ({ state }) => state === 'waiting' || state === 'rejected',
  );
  if (kept.length === 0) return [...facts];
  const told: RunFact[] = [];
  for (const fact of facts) {
    const rejected = kept.some(({ runId }) => runId === fact.id) && !(await brokeItself(fact, tx));
    told.push(rejected ? { ...fact, outcome: 'cancelled' } : fact);
  }
  return told;
}

/** Whether one of its jobs failed at a step: one that was rejected has none. */
async function brokeItself({ id, attempt }: RunFact, tx: Tables): Promise<boolean> {
  const jobs = await tx.jobs.ofRun(id, attempt);
  return jobs.some((job) => job.steps.some((step) => isRed(step.outcome)));
}

/** Brings the deploys of runs on; what waits for an approval shows how CI ended at its commit. */
export async function followDeployRuns(facts: readonly RunFact[], world: Writing): Promise<void> {
  const { tx, now } = world;
  const mine = await tx.deploys.ofRun(...facts.map(({ id }) => id));
  for (const runId of new Set(mine.map((deploy) => deploy.runId)))
    if (runId !== null) await bringOn(runId, world);
  const ended = facts.filter(({ progress }) => progress === 'completed').map(({ sha }) => sha);
  if (ended.length === 0) return;
  const since = now - 35 * 24 * 60 * 60_000;
  for (const { id, sha } of await tx.deploys.list({ states: ['waiting'], since, limit: 100 }))
    if (ended.includes(sha)) await tx.posts.touch('deploy', String(id), now);
}

/** A job that waits for an approval is looked into; how those beside it end is shown with what waits. */
export async function followDeployJobs(facts: readonly JobFact[], world: Writing): Promise<void> {
  for (const { waiting, repository, runId } of facts) {
    if (waiting) await lookAtApprovals(repository.name, runId, world);
  }
  const { tx, now } = world;
  const ended = facts.filter(({ progress }) => progress === 'completed').map(({ runId }) => runId);
  for (const { id, state } of await tx.deploys.ofRun(...new Set(ended)))
    if (state === 'waiting') await tx.posts.touch('deploy', String(id), now);
}

/** Somebody is asked for an approval, or gave it. */
export async function followReviews(facts: readonly ReviewFact[], world: Writing): Promise<void> {
  for (const { repository, runId } of facts) await lookAtApprovals(repository.name, runId, world);
}

/** GitHub alone knows which environments a run waits for, and who has decided. */
export async function lookAtApprovals(
  repository: string,
  runId: number,
  { tx, now }: Writing,
): Promise<void> {
  const payload = { repository, runId };
  await tx.work.reschedule({
    ...{ kind: 'look-at-approvals', key: `${repository} ${runId}`, payload, dueAt: now, now },
  });
}

/** Each deploy of a run as what is known of the run says. */
export async function bringOn(runId: number, world: Writing): Promise<void> {
  const { tx } = world;
  const deploys = await tx.deploys.ofRun(runId);
  if (deploys.length === 0) return;
  const run = await tx.runs.byId(runId);
  const deployments = await tx.deployments.ofRun(runId);
  for (const deploy of deploys) {
    const deployment = deployments.find(
      ({ environment }) => environment.toLowerCase() === deploy.environment.toLowerCase(),
    );
    const next = progressOf(deploy, { run, deployment });
    if (!next) continue;
    // Who approved or rejected it is told with what became of it.
    if (deploy.state === 'waiting') await lookAtApprovals(deploy.repository, runId, world);
    else await change(deploy, next, world);
  }
}

/** Changes a deploy, its message, and tells its thread where somebody waits for it. */
export async function change(
  deploy: Deploy,
  next: Partial<Omit<Deploy, 'id' | 'repository' | 'environment'>>,
  world: Writing,
): Promise<Deploy> {
  const { tx, now } = world;
  // What was in its way once says nothing of how it stands now.
  const over = next.state !== undefined && next.state !== deploy.state ? { error: null } : {};
  const changed = await tx.deploys.update(deploy.id, { ...over, ...next });
  await show(changed, world);
  await tx.posts.touch('deploy-note', `${changed.id}:${changed.state}`, now);
  const told = isOver(changed) || changed.state === 'waiting' || changed.state === 'unclear';
  if (told && changed.state !== deploy.state) await note(changed, changed.state, world);
  return changed;
}

/** Tells its thread something, once. */
export async function note(
  deploy: Deploy,
  what: Deploy['state'] | 'moved',
  { tx, now }: Writing,
): Promise<void> {
  const subject = `${deploy.id}:${what}`;
  // A run that is run again may wait, fail or succeed once more.
  const since = deploy.endedAt ?? deploy.waitingAt ?? deploy.askedAt;
  await tx.posts.show({
    ...{ key: `deploy-note:${subject}:${since}`, kind: 'deploy-note', subject, now },
    ...{ channel: deploy.channel, threadOf: `deploy:${deploy.id}` },
  });
}

/** Makes sure that a deploy has its message, and that it shows how the deploy stands. */
export async function show(deploy: Deploy, { tx, now }: Writing): Promise<void> {
  const subject = String(deploy.id);
  const post = { key: `deploy:${subject}`, kind: 'deploy', subject, channel: deploy.channel };
  await tx.posts.show({ ...post, now });
}
