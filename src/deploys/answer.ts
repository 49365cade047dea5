import type { Inline } from '../core/inline.ts';
import type { Message } from '../core/message.ts';
import { people } from './messages/mistakes.ts';
import { planMessage } from './messages/plan.ts';
import type { Plan } from './plan.ts';
import type { DeployServices } from './services.ts';
import { chosenOf } from './start.ts';

/** What somebody sees who wants to deploy: what it would change, and the button or why there is none. */
export async function answerPlan(
  plan: Plan,
  asked: {
    user: string;
    ref: string | undefined;
    override: string | null;
    refusal: readonly Inline[] | null;
    stale?: boolean;
  },
  { now, deploys }: { now: number; deploys: Pick<DeployServices, 'logins' | 'holders'> },
): Promise<Message> {
  const { environment, repository } = plan;
  const { user, ref, override, refusal, stale = false } = asked;
  const locked = plan.obstacles.some(({ kind }) => kind === 'locked');
  const wanted = { role: environment.role, command: 'unlock', repository: repository.name };
  const lifters = locked ? await deploys.holders(wanted) : [];
  const logins = await deploys.logins([plan.running?.creator ?? null]);
  const chosen = chosenOf(plan, { ref, override, nonce: `${user}.${now}` });
  return planMessage(plan, {
    ...{ now, logins, refusal, override, stale, value: JSON.stringify(chosen) },
    lifters: people(lifters),
  });
}
