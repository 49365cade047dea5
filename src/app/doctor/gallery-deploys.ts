import type { Changes, Deploy, Deployment, DeployState, Lock } from '../../core/deploys.ts';
import type { Message } from '../../core/message.ts';
import type { Repository, Run } from '../../core/records.ts';
import type { EnvironmentRule } from '../../core/settings.ts';
import type { EnvironmentView } from '../../deploys/environments.ts';
import { deployMessage, deployNote } from '../../deploys/messages/deploy.ts';
import { lockAnswer, lockMessage, lockNote } from '../../deploys/messages/lock.ts';
import { environmentTable, noEnvironments } from '../../deploys/messages/overview.ts';
import { deployTaken, planMessage } from '../../deploys/messages/plan.ts';
import { reviewModal } from '../../deploys/messages/review.ts';
import type { Plan } from '../../deploys/plan.ts';
import type { DeployView } from '../../deploys/view.ts';
import type { Way } from '../../deploys/workflow.ts';

const logins: ReadonlyMap<string, string> = new Map();
const [sha, fromSha] = ['4e5f6a7b8c9d', 'a1b2c3d4e5f6'];
const environment: EnvironmentRule = {
  ...{ name: 'production', production: true, role: 'operator', fourEyes: true, after: 'staging' },
};
const changes: Changes = {
  ...{ total: 9, pulls: [412, 413] },
  commits: [{ sha, title: 'Refactor totals', author: 'Dana', login: 'dana-gh' }],
};

/** One of each message about deploys. */
export function deployGallery(
  { repository, run }: { repository: Repository; run: Run },
  now: number,
): Record<string, Message> {
  const view = viewOf(repository, run, now);
  const plan = planOf(repository, run, now);
  const options = { now, logins, refusal: null, lifters: [], override: null, value: '{}' };
  const stands = { state: 'failed', decidedBy: 'U0MINA', decidedAt: now, comment: 'Go' } as const;
  const lock = lockOf(now);
  const locked = [{ kind: 'locked', lock } as const];
  const page = { number: 1, more: true, words: '/deploy' };
  const modal = reviewModal(view, { approve: true, now, despite: null });
  return {
    'deploy, overview': environmentTable([environmentOf(repository, now)], {
      ...{ now, logins, behind: () => 3, page },
    }),
    'deploy, no environments': noEnvironments(),
    'deploy, plan': planMessage(plan, options),
    'deploy, plan of a bare commit': planMessage(
      { ...plan, ref: plan.commit.sha, way: { ...plan.way, ref: 'v2.4', handed: false } as Way },
      options,
    ),
    'deploy, plan kept back': planMessage({ ...plan, obstacles: locked }, options),
    'deploy, taken': deployTaken(plan, 'C0BUILDS'),
    'deploy, waiting': deployMessage(view, { now, logins }),
    'deploy, failed': deployMessage(
      { ...view, deploy: { ...view.deploy, ...stands, error: 'GitHub refused.' } },
      { now, logins },
    ),
    'deploy, approve': { text: 'Modal', blocks: [...modal.blocks] },
    ...notes(view),
    'deploy, lock taken': lockAnswer(lock, now),
    'deploy, locked': lockMessage(lock, now),
    'deploy, unlocked': lockMessage({ ...lock, liftedAt: now, liftedBy: 'U0MINA' }, now),
    'deploy, lock over': lockNote({ ...lock, liftedAt: now }),
  };
}

function notes(view: DeployView): Record<string, Message> {
  const states: (DeployState | 'moved')[] = [
    'waiting',
    'succeeded',
    'failed',
    'rejected',
    'refused',
    'unclear',
    'moved',
  ];
  const approvers = ['U0MINA', 'U0LEE'];
  return Object.fromEntries(
    states.flatMap((state) => {
      const error = state === 'refused' ? 'GitHub does not know this branch any more.' : null;
      const seen = { ...view, deploy: { ...view.deploy, error } };
      const note = deployNote(seen, state, { logins, approvers });
      return note ? [[`deploy, note ${state}`, note]] : [];
    }),
  );
}

function viewOf(repository: Repository, run: Run, now: number): DeployView {
  const deploy: Deploy = {
    ...{ id: 1, repository: repository.name, environment: 'production', kind: 'deploy' },
    ...{ ref: 'release/2.4', sha, fromSha, startedBy: 'U0OMAR', startedLogin: null },
    ...{ channel: 'C0BUILDS', state: 'waiting', actId: 1, runId: 1, runUrl: run.url },
    ...{ environmentId: 1, askedAt: now - 60_000, waitingAt: now, endedAt: null },
    ...{
      decidedBy: null,
      decidedLogin: null,
      decidedAt: null,
      comment: null,
      error: null,
      changes,
    },
  };
  return {
    ...{ deploy, repository, environment, lock: undefined },
    ...{ health: { kind: 'red', runs: [run] }, before: { environment: 'staging', at: now } },
    freeze: { reason: 'Holidays', until: now + 86_400_000 },
  };
}

function planOf(repository: Repository, run: Run, now: number): Plan {
  const running = deploymentOf(now);
  return {
    ...{ kind: 'deploy', repository, environment, ref: 'release/2.4', again: false, running },
    ...{ newest: running, changes, reversed: false, incidents: [], obstacles: [] },
    ...{ health: { kind: 'green', runs: [run] }, before: { environment: 'staging', at: null } },
    commit: {
      ...{ sha, message: 'Refactor totals', authorName: 'Dana', authorEmail: null },
      ...{ authorLogin: 'dana-gh', at: now, files: null },
    },
    way: {
      workflow: { id: 1, name: 'Deploy', path: '.github/workflows/deploy.yml', active: true },
      ...{ ref: 'main', values: {}, handed: true, marked: false },
    },
  };
}

function environmentOf(repository: Repository, now: number): EnvironmentView {
  const running = deploymentOf(now);
  return {
    ...{ repository, environment, running, newest: running, open: undefined, freeze: null },
    lock: lockOf(now),
  };
}

function deploymentOf(now: number): Deployment {
  return {
    ...{ id: 1, repository: 'acme/api', environment: 'production', sha: fromSha, ref: 'main' },
    ...{ creator: 'omar-gh', startedBy: null, state: 'success', url: null, runId: 1 },
    ...{ createdAt: now - 60_000, updatedAt: now, result: 'success', endedAt: now },
  };
}

function lockOf(now: number): Lock {
  return {
    ...{ id: 1, repository: 'acme/api', environment: 'production', reason: 'Migration running' },
    ...{ until: now + 3_600_000, lockedBy: 'U0OMAR', lockedAt: now, channel: 'C0BUILDS' },
    ...{ liftedBy: null, liftedAt: null },
  };
}
