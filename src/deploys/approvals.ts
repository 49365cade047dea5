import { type Changes, type Deploy, noChanges } from '../core/deploys.ts';
import type { RunFact } from '../core/facts.ts';
import type { Run } from '../core/records.ts';
import type { ApprovalGiven, DeployingApi, PendingApproval } from '../github/api-deploys.ts';
import type { Tables } from '../store/types/index.ts';
import { isOver, progressOf, startedOnGitHub } from './decide.ts';
import { same } from './environments.ts';
import { change, show, type Writing } from './follow.ts';
import { changesOf, runningOn } from './plan.ts';

/** What GitHub says about the approvals of a run, with what a new message needs to know. */
export type Approvals = {
  run: Run | RunFact;
  pending: readonly (PendingApproval & Brought)[];
  given: readonly ApprovalGiven[];
};

/** What a deploy that was started on GitHub would bring. */
type Brought = { kind: Deploy['kind']; fromSha: string | null; changes: Changes };

type GitHub = Pick<DeployingApi, 'pendingApprovals' | 'approvalsGiven' | 'between'> & {
  run(repository: string, id: number): Promise<{ run: RunFact | null }>;
};

/** Asks GitHub what a run waits for and who has decided; undefined where there is no such run. */
export async function readApprovals(
  { repository, runId }: { repository: string; runId: number },
  { github, store }: { github: GitHub; store: Tables },
): Promise<Approvals | undefined> {
  const known = await store.deploys.ofRun(runId);
  // What was over waits once more in another attempt. Who began that counts, and its webhook may come later.
  const kept = known.some(isOver) ? undefined : await store.runs.byId(runId);
  const run = kept ?? (await github.run(repository, runId)).run ?? (await store.runs.byId(runId));
  if (!run) return undefined;
  const asked = await github.pendingApprovals(repository, runId);
  // Without people to ask, it is a timer or another app that it waits for.
  const ours = asked.filter(({ reviewers }) => reviewers.length > 0);
  const pending = [];
  for (const one of ours) {
    const met = known.some(({ environment }) => same(environment, one.environment));
    const bound = { repository, environment: one.environment, sha: run.sha };
    pending.push({ ...one, ...(met ? nothing : await broughtBy(bound, { github, store })) });
  }
  return { run, pending, given: await github.approvalsGiven(repository, runId) };
}

const nothing: Brought = { kind: 'deploy', fromSha: null, changes: noChanges };

async function broughtBy(
  { repository, environment, sha }: { repository: string; environment: string; sha: string },
  { github, store }: { github: Pick<DeployingApi, 'between'>; store: Tables },
): Promise<Brought> {
  const running = await runningOn(repository, environment, store);
  if (!running) return nothing;
  const fromSha = running.sha;
  if (fromSha === sha) return { ...nothing, fromSha };
  const ahead = await github.between(repository, fromSha, sha);
  if (ahead.behind === 0) return { kind: 'deploy', fromSha, changes: changesOf(ahead) };
  const back = await github.between(repository, sha, fromSha);
  return { kind: 'rollback', fromSha, changes: changesOf(back) };
}

/** Brings the deploys of a run up to date with what GitHub says about its approvals. */
export async function applyApprovals(
  { run, pending, given }: Approvals,
  { repository, channel }: { repository: string; channel: string },
  world: Writing,
): Promise<void> {
  const { tx } = world;
  for (const one of pending) {
    await tx.environments.lock({ repository, name: one.environment }, world.now);
    await ask(one, { repository, channel, run }, world);
  }
  for (const deploy of await tx.deploys.ofRun(run.id)) {
    const still = pending.some(({ environment }) => same(environment, deploy.environment));
    if (!still) await settle(deploy, given, world);
  }
}

type Met = { repository: string; channel: string; run: Run | RunFact };

async function ask(one: Approvals['pending'][number], met: Met, world: Writing): Promise<void> {
  const { now } = world;
  const { environmentId } = one;
  const known = await deployOf(one.environment, met, world.tx);
  if (known?.state === 'waiting' && known.environmentId === environmentId) return;
  const waiting = { state: 'waiting', environmentId, waitingAt: now, endedAt: null } as const;
  const undecided = { decidedBy: null, decidedLogin: null, decidedAt: null, comment: null };
  if (known) {
    const { id: runId, url: runUrl } = met.run;
    const starter = isOver(known) ? startedOnGitHub(met.run) : {};
    await change(known, { ...waiting, ...undecided, ...starter, runId, runUrl }, world);
    return;
  }
  const made = await world.tx.deploys.insert(metOnGitHub(one, met, now));
  await show(made, world);
  await change(made, { ...waiting }, world);
}

function metOnGitHub(
  { environment, kind, fromSha, changes }: Approvals['pending'][number],
  { repository, channel, run }: Met,
  now: number,
): Omit<Deploy, 'id'> {
  return {
    ...{ repository, environment, kind, channel, fromSha, changes },
    ...{ ref: run.branch ?? run.sha, sha: run.sha },
    ...startedOnGitHub(run),
    ...{ state: 'started', actId: null, runId: run.id, runUrl: run.url, environmentId: null },
    ...{ askedAt: Math.min(run.createdAt, now), waitingAt: null, endedAt: null },
    ...{ decidedBy: null, decidedLogin: null, decidedAt: null, comment: null, error: null },
  };
}

/** The deploy that a run's environment belongs to: met before, or begun by Baton and not yet seen to run. */
async function deployOf(
  environment: string,
  { repository, run }: Met,
  tx: Pick<Tables, 'deploys'>,
): Promise<Deploy | undefined> {
  const ofRun = await tx.deploys.ofRun(run.id);
  const met = ofRun.find((one) => same(one.environment, environment));
  if (met) return met;
  const states = ['asked', 'started', 'unclear'] as const;
  const open = await tx.deploys.list({
    repository,
    states,
    since: run.createdAt - 120_000,
    limit: 20,
  });
  return open.find(
    (one) =>
      same(one.environment, environment) && one.runId === null && run.event === 'workflow_dispatch',
  );
}

/** It waits no more: somebody decided, here or on GitHub, or it went on by itself. */
async function settle(
  deploy: Deploy,
  given: readonly ApprovalGiven[],
  world: Writing,
): Promise<void> {
  const { tx, now } = world;
  const last = given.findLast(({ environments }) =>
    environments.some((name) => same(name, deploy.environment)),
  );
  const decided =
    last && deploy.decidedAt === null && deploy.waitingAt !== null
      ? {
          decidedLogin: last.login,
          decidedAt: now,
          comment: deploy.comment ?? (last.comment || null),
        }
      : {};
  if (last?.state === 'rejected' && deploy.waitingAt !== null) {
    if (deploy.state !== 'rejected')
      await change(deploy, { ...decided, state: 'rejected', endedAt: now }, world);
    return;
  }
  const run = await tx.runs.byId(deploy.runId ?? 0);
  const deployments = await tx.deployments.ofRun(deploy.runId ?? 0);
  const deployment = deployments.find(({ environment }) => same(environment, deploy.environment));
  // GitHub contradicts itself for a moment: what nobody decided still waits.
  const waits = deployment?.state === 'waiting' && run?.progress !== 'completed';
  if (deploy.state === 'waiting' && !last && waits) return;
  const next = isOver(deploy) ? undefined : progressOf(deploy, { run, deployment });
  const goes = deploy.state === 'waiting' ? { state: 'started' as const } : {};
  await change(deploy, { ...goes, ...next, ...decided }, world);
}
