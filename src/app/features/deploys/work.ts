import { applyApprovals, readApprovals } from '../../../deploys/approvals.ts';
import { endLock } from '../../../deploys/locks.ts';
import type { DeployServices } from '../../../deploys/services.ts';
import type { Handlers } from '../../loops/work-loops.ts';
import type { Desk } from '../feature.ts';

/** Who does each kind of work about deploys. */
export function deployWork({
  store,
  now,
  github,
  deploys,
}: Pick<Desk, 'store' | 'now' | 'github'> & { deploys: DeployServices }): Handlers {
  return {
    'look-at-approvals': {
      async slow({ payload }) {
        const wanted = payload as { repository: string; runId: number };
        const found = await readApprovals(wanted, { github, store });
        return async (tx) => {
          const channel = deploys.channelFor(wanted.repository);
          if (!found || channel === null) return;
          await applyApprovals(
            found,
            { repository: wanted.repository, channel },
            { tx, now: now() },
          );
        };
      },
    },
    async 'lock-over'({ key }) {
      return (tx) => endLock(Number(key), { tx, now: now() });
    },
  };
}
