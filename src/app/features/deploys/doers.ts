import type { World } from '../../../builds/world.ts';
import type { Act } from '../../../core/act.ts';
import { UserError } from '../../../core/errors.ts';
import { isOver } from '../../../deploys/decide.ts';
import { same } from '../../../deploys/environments.ts';
import { bringOn, change, lookAtApprovals, note } from '../../../deploys/follow.ts';
import {
  decidedBefore,
  movedBefore,
  notAReviewer,
  refGone,
  tryingAgain,
} from '../../../deploys/messages/troubles.ts';
import type { GitHubApi } from '../../../github/api.ts';
import { dispatch } from '../acts/dispatch.ts';
import type { Doer } from '../acts/doer.ts';
import type { Desk } from '../feature.ts';

/** Who does what deploys need done at GitHub. */
export function deployDoers(desk: Pick<Desk, 'store' | 'now'>): Readonly<Record<string, Doer>> {
  const start = dispatch(desk);
  const deploy: Doer = {
    ...start,
    words: { sign: 'rocket', to: 'deploy', did: 'deployed' },
    async do(act, github) {
      await stillThere(act, github);
      return start.do(act, github);
    },
    after: deployBegan,
  };
  return { deploy, rollback: deploy, approve: review(true), reject: review(false) };
}

/** What was looked at is what goes there: where the run's own commit counts, its branch has not moved. */
async function stillThere(
  { repository, detail }: Act,
  github: Pick<GitHubApi, 'commit'>,
): Promise<void> {
  const { ref, sha, handed } = detail as { ref: string; sha?: string; handed: boolean };
  if (handed || sha === undefined) return;
  const now = await github.commit(repository, ref);
  if (!now) throw new UserError(refGone(ref));
  if (now.sha !== sha) throw new UserError(...movedBefore(ref, now.sha));
}

/** The deploy stands as its act does, until its run is known. */
async function deployBegan(act: Act, { tx, now }: World): Promise<void> {
  const world = { tx, now };
  const deploy = await tx.deploys.ofAct(act.id);
  if (!deploy || (isOver(deploy) && act.state !== 'done')) return;
  const { state, said, runId } = act;
  if (state === 'refused' || state === 'failed') {
    await change(deploy, { state: 'refused', error: said, endedAt: now }, world);
  } else if (state === 'unknown') {
    await change(deploy, { state: 'unclear', error: said }, world);
  } else if (state === 'asked') {
    await change(deploy, { error: said === null ? null : tryingAgain(said) }, world);
  } else {
    const run = runId === null ? undefined : await tx.runs.byId(runId);
    const handed = act.detail['handed'] === true;
    const moved = run !== undefined && !handed && run.sha !== deploy.sha;
    await change(
      deploy,
      {
        ...{ state: 'started', error: null, runId, runUrl: run?.url ?? null },
        ...(moved ? { sha: run.sha } : {}),
      },
      world,
    );
    // In the moment between the last look and the start.
    if (moved) await note(deploy, 'moved', world);
    if (runId !== null) await lookAtApprovals(deploy.repository, runId, world);
    if (runId !== null) await bringOn(runId, world);
  }
}

/** Approves or rejects what a run waits for. Whoever decides first decides. */
function review(approve: boolean): Doer {
  return {
    words: approve
      ? { sign: 'white_check_mark', to: 'approve', did: 'approved', names: 'target' }
      : { sign: 'no_entry', to: 'reject', did: 'rejected', names: 'target' },
    looksFirst: true,
    async look(act, github) {
      if (await pendingFor(act, github)) return { kind: 'missing' };
      return { kind: 'past', already: decidedBefore };
    },
    async do(act, github) {
      const pending = await pendingFor(act, github);
      if (pending && !pending.mine)
        throw new UserError(...notAReviewer(environmentOf(act), pending.reviewers));
      const comment = String(act.detail['comment'] ?? '');
      const environmentId = Number(act.detail['environmentId']);
      await github.review(act.repository, Number(act.runId), { environmentId, approve, comment });
      return {};
    },
    async after(act, { tx, now }) {
      const deploy = await tx.deploys.byId(Number(act.detail['deploy']));
      if (!deploy || act.runId === null) return;
      const world = { tx, now };
      if (act.state === 'done' && deploy.decidedBy === null) {
        const comment = String(act.detail['comment'] ?? '') || null;
        await change(deploy, { decidedBy: act.who, decidedAt: now, comment }, world);
      }
      await lookAtApprovals(deploy.repository, act.runId, world);
    },
  };
}

async function pendingFor(act: Act, github: GitHubApi) {
  const all = await github.pendingApprovals(act.repository, Number(act.runId));
  return all.find(({ environment }) => same(environment, environmentOf(act)));
}

const environmentOf = ({ detail }: Act): string => String(detail['environment']);
