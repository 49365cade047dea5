import type { Order } from '../core/act.ts';
import type { Deploy } from '../core/deploys.ts';
import { UserError } from '../core/errors.ts';
import { shortSha } from '../core/text.ts';
import { openDeploys, same } from './environments.ts';
import { show, type Writing } from './follow.ts';
import { busyElsewhere } from './messages/mistakes.ts';
import type { Plan } from './plan.ts';
import type { Way } from './workflow.ts';

/** What the button of a plan hands back: enough to look at everything again. */
export type Chosen = {
  kind: Deploy['kind'];
  repository: string;
  environment: string;
  ref: string | undefined;
  /** What they had seen: the commit, and what ran there. */
  sha: string;
  from: string | null;
  again: boolean;
  override: string | null;
  /** Tells one showing of a plan from another: its button begins one deploy at most. */
  nonce: string;
};

export function chosenOf(plan: Plan, more: Pick<Chosen, 'ref' | 'override' | 'nonce'>): Chosen {
  const { kind, repository, environment, commit, running, again } = plan;
  return {
    ...{ kind, repository: repository.name, environment: environment.name },
    ...{ sha: commit.sha, from: running?.sha ?? null, again, ...more },
  };
}

/** Whether what they had seen is still so. */
export const isStale = (plan: Plan, { sha, from }: Chosen): boolean =>
  plan.commit.sha !== sha || (plan.running?.sha ?? null) !== from;

/** What is to be done at GitHub. */
export function deployOrder(plan: Plan, way: Way, { nonce, override }: Chosen): Order {
  const { kind, repository, environment, commit } = plan;
  const { workflow, ref, values, marked, handed } = way;
  const despite = override === null ? '' : `, in spite of what stands against it: ${override}`;
  return {
    ...{ kind, command: kind, role: environment.role, repository: repository.name },
    target: `${environment.name}: ${shortSha(commit.sha)}${despite}`,
    key: `${kind}:${repository.name}:${environment.name}:${nonce}`,
    detail: { workflowId: workflow.id, ref, values, marked, handed, sha: commit.sha },
    toldElsewhere: true,
  };
}

/**
 * Keeps the deploy beside the act that begins it. One environment takes one at a time: of two people
 * who press at once, the second is told.
 *
 * @throws UserError where another is under way by now
 */
export async function keepDeploy(
  plan: Plan,
  by: { user: string; actId: number; channel: string },
  world: Writing,
): Promise<Deploy> {
  const { tx, now } = world;
  const { kind, repository, environment, ref, commit, running, changes } = plan;
  const { name } = repository;
  await tx.environments.lock({ repository: name, name: environment.name }, now);
  const open = await openDeploys(name, tx, now);
  const busy = open.find((one) => same(one.environment, environment.name));
  if (busy) throw new UserError(...busyElsewhere(busy.startedBy, environment.name));
  const deploy = await tx.deploys.insert({
    ...{ kind, repository: name, environment: environment.name, ref, sha: commit.sha },
    ...{ fromSha: running?.sha ?? null, changes, channel: by.channel },
    ...{ startedBy: by.user, startedLogin: null, state: 'asked', actId: by.actId },
    ...{ runId: null, runUrl: null, environmentId: null, askedAt: now },
    ...{ waitingAt: null, endedAt: null, error: null },
    ...{ decidedBy: null, decidedLogin: null, decidedAt: null, comment: null },
  });
  await show(deploy, world);
  return deploy;
}
