import { deployMessage, deployNote } from '../../../deploys/messages/deploy.ts';
import { lockMessage, lockNote } from '../../../deploys/messages/lock.ts';
import type { DeployServices } from '../../../deploys/services.ts';
import { viewDeploy } from '../../../deploys/view.ts';
import type { Desk, Renderer } from '../feature.ts';

/** One renderer for each kind of post about deploys. */
export function deployRenderers({
  store,
  deploys,
}: Pick<Desk, 'store'> & { deploys: DeployServices }): Record<string, Renderer> {
  const { rules } = deploys;
  const loginsOf = ({
    startedLogin,
    decidedLogin,
  }: Record<'startedLogin' | 'decidedLogin', string | null>) =>
    deploys.logins([startedLogin, decidedLogin]);
  return {
    async deploy({ subject }, now) {
      const view = await viewDeploy(Number(subject), { rules, now }, store);
      return view ? deployMessage(view, { now, logins: await loginsOf(view.deploy) }) : null;
    },
    async 'deploy-note'({ subject }, now) {
      const [id, state = ''] = subject.split(':');
      const view = await viewDeploy(Number(id), { rules, now }, store);
      if (!view) return null;
      const { role } = view.environment;
      const wanted = { role, command: 'approve', repository: view.repository.name };
      const approvers = state === 'waiting' ? await deploys.holders(wanted) : [];
      return deployNote(view, state, { logins: await loginsOf(view.deploy), approvers }) ?? null;
    },
    async lock({ subject }, now) {
      const lock = await store.locks.byId(Number(subject));
      return lock ? lockMessage(lock, now) : null;
    },
    async 'lock-note'({ subject }) {
      const lock = await store.locks.byId(Number(subject));
      return lock ? lockNote(lock) : null;
    },
  };
}
