import type { Answer } from '../../../../commands/define.ts';
import { environmentRule } from '../../../core/deploy-rules.ts';
import { UserError } from '../../../core/errors.ts';
import { answerPlan } from '../../../deploys/answer.ts';
import { unlockEnvironment } from '../../../deploys/locks.ts';
import { forgotten, noLock } from '../../../deploys/messages/mistakes.ts';
import { planDeploy } from '../../../deploys/plan.ts';
import type { DeployServices } from '../../../deploys/services.ts';
import { ordererOf } from '../acts/presses.ts';
import type { Desk, Press } from '../feature.ts';
import { goPress } from './go.ts';

type Services = Pick<Desk, 'store' | 'now' | 'acts' | 'permits'> & { deploys: DeployServices };

/** What each button about deploys does, but for the two of an approval. */
export function deployPresses(services: Services): Record<string, Press> {
  const { store, now, permits, deploys } = services;
  return {
    'deploy.go': goPress(services),

    /** Under a deploy that failed: what rolling it back would change. */
    async 'deploy.rollback'(pressed): Promise<Answer> {
      const deploy = await store.deploys.byId(Number(pressed.value));
      const repository = deploy && (await store.repositories.byName(deploy.repository));
      if (!repository) throw new UserError(...forgotten);
      const environment = environmentRule(deploys.rules, repository.name, deploy.environment);
      const wanted = { role: environment.role, command: 'rollback', repository: repository.name };
      await permits.demand(wanted, ordererOf(pressed));
      const back = {
        kind: 'rollback',
        repository,
        environment,
        ref: undefined,
        again: false,
      } as const;
      const plan = await planDeploy(back, { store, now: now(), deploys });
      const asked = { user: pressed.user.id, ref: undefined, override: null, refusal: null };
      return answerPlan(plan, asked, { now: now(), deploys });
    },

    async 'deploy.unlock'(pressed) {
      const lock = await store.locks.byId(Number(pressed.value));
      if (!lock || lock.liftedAt !== null)
        throw new UserError(...noLock(lock ? `${lock.environment} of ${lock.repository}` : 'It'));
      const { role } = environmentRule(deploys.rules, lock.repository, lock.environment);
      const by = ordererOf(pressed);
      await permits.demand({ role, command: 'unlock', repository: lock.repository }, by);
      await store.transaction((tx) => unlockEnvironment(lock, by, { tx, now: now() }));
    },
  };
}
