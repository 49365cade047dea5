import type { Answer } from '../../../../commands/define.ts';
import { alreadyAsked } from '../../../acts/messages/asked.ts';
import type { Orderer } from '../../../core/act.ts';
import { lines } from '../../../core/blocks.ts';
import { environmentRule } from '../../../core/deploy-rules.ts';
import { messageOf, UserError } from '../../../core/errors.ts';
import { type Message, message } from '../../../core/message.ts';
import { answerPlan } from '../../../deploys/answer.ts';
import { mayOverride } from '../../../deploys/decide.ts';
import { forgotten } from '../../../deploys/messages/mistakes.ts';
import { deployTaken } from '../../../deploys/messages/plan.ts';
import { type Plan, planDeploy } from '../../../deploys/plan.ts';
import type { DeployServices } from '../../../deploys/services.ts';
import { type Chosen, deployOrder, isStale, keepDeploy } from '../../../deploys/start.ts';
import type { Way } from '../../../deploys/workflow.ts';
import type { Pressed } from '../../../slack/words.ts';
import { ordererOf } from '../acts/presses.ts';
import type { Desk, Press } from '../feature.ts';

type Services = Pick<Desk, 'store' | 'now' | 'acts' | 'permits'> & { deploys: DeployServices };

/** The button of a plan: everything is looked at again, and then it begins. */
export function goPress(services: Services): Press {
  const { store, now, acts, permits, deploys } = services;
  return async (pressed): Promise<Answer | undefined> => {
    const chosen = JSON.parse(pressed.value) as Chosen;
    const by = ordererOf(pressed);
    const plan = await planAgain(chosen, services);
    const { environment, repository, way } = plan;
    const wanted = { command: chosen.kind, repository: repository.name };
    await permits.demand({ role: environment.role, ...wanted }, by);
    if (chosen.override !== null) await permits.demand({ role: 'admin', ...wanted }, by);
    const own = await ownDeploy(plan, chosen);
    if (own) return own;
    const against = plan.obstacles.filter((one) => chosen.override === null || !mayOverride(one));
    if (against.length > 0 || isStale(plan, chosen) || 'why' in way) {
      const why = against.map(({ kind }) => kind).join(', ') || 'it has changed since';
      await refuse(plan, by, why);
      const { override, ref } = chosen;
      const asked = { ref, override, refusal: null, stale: true, user: pressed.user.id };
      await pressed.reply.replace(await answerPlan(plan, asked, { now: now(), deploys }));
      return undefined;
    }
    return begin({ plan, way, chosen }, pressed);
  };

  async function begin(
    { plan, way, chosen }: { plan: Plan; way: Way; chosen: Chosen },
    pressed: Pressed,
  ): Promise<Message | undefined> {
    const by = ordererOf(pressed);
    const channel = deploys.channelFor(plan.repository.name) ?? by.channel;
    const ordered = await acts
      .order(deployOrder(plan, way, chosen), by, async (tx, { act }) => {
        const who = { user: by.user, actId: act.id, channel };
        await keepDeploy(plan, who, { tx, now: now() });
      })
      .catch(async (thrown: unknown) => {
        // Somebody else was a moment earlier.
        if (thrown instanceof UserError) await refuse(plan, by, messageOf(thrown));
        throw thrown;
      });
    if (!ordered.fresh) return asked(ordered.act);
    await pressed.reply.replace(deployTaken(plan, channel));
    return undefined;
  }

  /** Pressed twice: what the first press began is under way. */
  async function ownDeploy(plan: Plan, chosen: Chosen): Promise<Message | undefined> {
    const busy = plan.obstacles.find((one) => one.kind === 'busy');
    const actId = busy?.deploy.actId ?? null;
    const act = actId === null ? undefined : await store.acts.byId(actId);
    return act?.key.endsWith(`:${chosen.nonce}`) ? asked(act) : undefined;
  }

  function asked(act: Parameters<typeof alreadyAsked>[0]): Message {
    const line = alreadyAsked(act, now());
    return message(line, [lines(line)]);
  }

  async function refuse(
    { kind: what, environment, repository }: Plan,
    by: Pick<Orderer, 'user' | 'from'>,
    why: string,
  ): Promise<void> {
    await store.audit.note({
      ...{ at: now(), who: by.user, from: by.from, what, target: environment.name },
      ...{ repository: repository.name, result: `refused: ${why}` },
    });
  }
}

async function planAgain(chosen: Chosen, { store, now, deploys }: Services): Promise<Plan> {
  const repository = await store.repositories.byName(chosen.repository);
  if (!repository) throw new UserError(...forgotten);
  const environment = environmentRule(deploys.rules, repository.name, chosen.environment);
  const { kind, ref, again } = chosen;
  const wanted = { kind, repository, environment, ref, again };
  return planDeploy(wanted, { store, now: now(), deploys });
}
