import type { Deploy, Deployment, DeployState, Lock } from '../core/deploys.ts';
import { isGreen, isRed } from '../core/health.ts';
import type { Run } from '../core/records.ts';
import type { EnvironmentRule } from '../core/settings.ts';
import type { NoWay } from './workflow.ts';

/** What keeps a commit from an environment. */
export type Obstacle =
  | { kind: 'locked'; lock: Lock }
  | { kind: 'frozen'; reason: string; until: number }
  /** The commit has not run on the environment before it. */
  | { kind: 'order'; after: string }
  /** It runs there already. */
  | { kind: 'same' }
  /** Another deploy to it is under way. */
  | { kind: 'busy'; deploy: Deploy }
  /** There is nothing that Baton could start, and why. */
  | { kind: 'no-way'; way: NoWay };

/** What is known of a deploy before it begins. */
export type Facing = {
  kind: Deploy['kind'];
  sha: string;
  environment: EnvironmentRule;
  running: Pick<Deployment, 'sha'> | undefined;
  lock: Lock | undefined;
  freeze: { reason: string; until: number } | null;
  open: Deploy | undefined;
  /** Whether the commit has run on the environment that comes before; true where none does. */
  wasBefore: boolean;
  noWay: NoWay | null;
  /** Said by the person: the same commit once more. */
  again: boolean;
};

/** All that keeps it from beginning, what weighs most first. */
export function obstacles(facing: Facing): Obstacle[] {
  const { environment, running, lock, freeze, open } = facing;
  const found: (Obstacle | false | null | undefined)[] = [
    facing.noWay && { kind: 'no-way', way: facing.noWay },
    lock && { kind: 'locked', lock },
    freeze && { kind: 'frozen', ...freeze },
    open && { kind: 'busy', deploy: open },
    running?.sha === facing.sha && !facing.again && { kind: 'same' },
    environment.after !== null &&
      facing.kind === 'deploy' &&
      !facing.wasBefore && { kind: 'order', after: environment.after },
  ];
  return found.filter((one): one is Obstacle => Boolean(one));
}

/** Whether an admin may set it aside with a reason. */
export const mayOverride = ({ kind }: Obstacle): boolean =>
  kind === 'locked' || kind === 'frozen' || kind === 'order';

/** What the builds of a commit say. */
export type Health = { kind: 'green' | 'red' | 'running' | 'unknown'; runs: readonly Run[] };

/**
 * Whether CI is green at a commit: the newest run of each workflow counts, but for runs that somebody
 * started by hand, such as the deploys themselves.
 *
 * @param runs of that commit, newest first
 */
export function healthAt(runs: readonly Run[]): Health {
  const tests = runs.filter(
    ({ event }) =>
      event !== 'workflow_dispatch' && event !== 'repository_dispatch' && event !== 'deployment',
  );
  const newest = tests.filter(
    (run, index) => tests.findIndex((one) => one.workflowId === run.workflowId) === index,
  );
  const red = newest.filter((run) => run.progress === 'completed' && isRed(run.outcome));
  if (red.length > 0) return { kind: 'red', runs: red };
  const running = newest.filter((run) => run.progress !== 'completed');
  if (running.length > 0) return { kind: 'running', runs: running };
  const green = newest.filter((run) => isGreen(run.outcome));
  return { kind: green.length > 0 ? 'green' : 'unknown', runs: green };
}

const ended: ReadonlySet<DeployState> = new Set([
  'succeeded',
  'failed',
  'cancelled',
  'rejected',
  'refused',
]);

export const isOver = ({ state }: Pick<Deploy, 'state'>): boolean => ended.has(state);

/** What GitHub knows of a deploy: its run, and the newest deployment that the run made there. */
export type Progressed = {
  run: Pick<Run, 'progress' | 'outcome' | 'updatedAt'> | undefined;
  deployment: Pick<Deployment, 'state' | 'result' | 'endedAt' | 'createdAt'> | undefined;
};

/** How a deploy stands by what GitHub knows, and since when where it ended; undefined where that tells nothing new. */
export function progressOf(
  deploy: Pick<Deploy, 'state' | 'endedAt' | 'decidedAt'>,
  { run, deployment }: Progressed,
): { state: DeployState; endedAt: number | null } | undefined {
  // A rerun of the run deploys once more: what had ended goes on.
  const again =
    deployment !== undefined && deploy.endedAt !== null && deployment.createdAt > deploy.endedAt;
  if (isOver(deploy) && !again) return undefined;
  const next = nextState(deploy, { run, deployment });
  return next && next.state !== deploy.state ? next : undefined;
}

function nextState(
  deploy: Pick<Deploy, 'state'>,
  { run, deployment }: Progressed,
): { state: DeployState; endedAt: number | null } | undefined {
  if (deployment?.result === 'success') return { state: 'succeeded', endedAt: deployment.endedAt };
  if (run?.progress === 'completed') {
    const { updatedAt: endedAt, outcome } = run;
    if (isGreen(outcome)) return { state: 'succeeded', endedAt };
    return { state: isRed(outcome) ? 'failed' : 'cancelled', endedAt };
  }
  if (deployment?.result === 'failure') return { state: 'failed', endedAt: deployment.endedAt };
  if (deployment?.state === 'waiting') return undefined;
  return run || deployment ? { state: startedState(deploy, deployment), endedAt: null } : undefined;
}

/** It waits until its own deployment goes on: other jobs of the run tell nothing of it. */
function startedState(
  { state }: Pick<Deploy, 'state'>,
  deployment: Progressed['deployment'],
): DeployState {
  return state === 'waiting' && deployment === undefined ? 'waiting' : 'started';
}

/** Who started it, where nobody did by Baton: whoever had the newest attempt of its run begin. */
export const startedOnGitHub = ({
  triggeredBy,
  actor,
}: Pick<Run, 'triggeredBy' | 'actor'>): Pick<Deploy, 'startedBy' | 'startedLogin'> => ({
  startedBy: null,
  startedLogin: triggeredBy ?? actor,
});

/** Why somebody may not approve: they started it, and four eyes are wanted. */
export function isOwnDeploy(
  deploy: Pick<Deploy, 'startedBy' | 'startedLogin'>,
  approver: { user: string; login: string | null },
): boolean {
  const { startedBy, startedLogin } = deploy;
  if (startedBy !== null) return startedBy === approver.user;
  return (
    startedLogin !== null &&
    approver.login !== null &&
    startedLogin.toLowerCase() === approver.login.toLowerCase()
  );
}
