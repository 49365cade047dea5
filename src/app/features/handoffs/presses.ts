import { incidentForgotten } from '../../../builds/messages/mistakes.ts';
import { UserError } from '../../../core/errors.ts';
import { handoffName } from '../../../core/handoffs.ts';
import { act } from '../../../handoffs/act.ts';
import { type Act, type Actor, decide } from '../../../handoffs/decide.ts';
import { actForm, type FormKind } from '../../../handoffs/messages/forms.ts';
import { gone } from '../../../handoffs/messages/mistakes.ts';
import { refusal } from '../../../handoffs/messages/refusals.ts';
import type { HandoffServices } from '../../../handoffs/services.ts';
import type { HandoffView } from '../../../handoffs/view.ts';
import type { Desk, Press } from '../feature.ts';

/** A leg as buttons and forms carry it: `12:1`. */
export function legNamed(value: string): { id: number; leg: number } {
  const [id, leg] = value.split(':').map(Number);
  if (!id || !leg) throw new Error(`${value} names no leg of a handoff`);
  return { id, leg };
}

/** Does what somebody wants to do with a handoff, or tells them why it cannot be. */
export type Doing = (
  value: string,
  wish: { act: Act; user: string; from: string },
) => Promise<HandoffView>;

/** Who somebody is to the newest leg. */
export type ActorOf = (view: HandoffView, leg: number, user: string) => Promise<Actor>;

export function createActorOf({ members, config }: Pick<Desk, 'members' | 'config'>): ActorOf {
  return async ({ handoff }, leg, user) => {
    const { current } = handoff;
    const mine = (await members.teamsOf(user)).map(({ id }) => id);
    const team = config.teams.find(({ id }) => id === current.toTeam);
    // A team that names nobody is whoever is in its channel.
    const open = team && (await members.slackIdsOf(team)).length === 0;
    const receiver =
      mine.includes(current.toTeam) || [current.addressee, current.holder].includes(user);
    const senderSide =
      user === current.sender || (current.fromTeam !== null && mine.includes(current.fromTeam));
    return { user, leg, receiver: receiver || open === true, senderSide };
  };
}

export function createDoing(
  { store, now, config }: Pick<Desk, 'store' | 'now' | 'config'>,
  { view, actorOf }: { view: HandoffServices['view']; actorOf: ActorOf },
): Doing {
  return async (value, { act: wanted, user, from }) => {
    const { id, leg } = legNamed(value);
    const before = await view(id);
    if (!before) throw new UserError(...gone(handoffName(id)));
    const actor = await actorOf(before, leg, user);
    const wish = { act: wanted, actor, from };
    const acted = await store.transaction((tx) =>
      act(id, wish, { tx, now: now(), teams: config.teams }),
    );
    const after = await view(id);
    if (!after) throw new UserError(...gone(handoffName(id)));
    if (acted.kind === 'refused') throw refusal(acted.why, after, now());
    return after;
  };
}

/** What would be refused anyway is refused before anybody fills in a form for it. */
const trial: Readonly<Record<FormKind, Act>> = {
  decline: { kind: 'decline', reason: '' },
  ask: { kind: 'ask', question: '' },
  answer: { kind: 'answer', answer: '' },
  return: { kind: 'return', reason: '' },
  done: { kind: 'done', outcome: '', evidence: null },
  pass: {
    kind: 'pass',
    ...{ channel: '', addressee: null, note: '' },
    to: {
      ...{ id: '', timezone: 'UTC', workingHours: [], holidays: [] },
      handoffs: { acceptWithin: 0, finishWithin: 0, checklist: [] },
    },
  },
};

type Parts = {
  services: Pick<HandoffServices, 'view' | 'form'>;
  doing: Doing;
  actorOf: ActorOf;
};

/** What each button about handoffs does. */
export function presses(
  { now, slack }: Pick<Desk, 'now' | 'slack'>,
  { services, doing, actorOf }: Parts,
): Record<string, Press> {
  const opensForm =
    (kind: FormKind): Press =>
    async ({ value, user, triggerId }) => {
      const { id, leg } = legNamed(value);
      const view = await services.view(id);
      if (!view) throw new UserError(...gone(handoffName(id)));
      const actor = await actorOf(view, leg, user.id);
      const verdict = decide(view.handoff, trial[kind], { actor, now: now(), team: undefined });
      if (verdict.kind === 'refused') throw refusal(verdict.why, view, now());
      await slack().openView(triggerId, actForm(kind, view, actor));
    };
  return {
    async 'handoff.accept'({ value, user, channel }) {
      const from = `button in ${channel?.id ?? user.id}`;
      await doing(value, { act: { kind: 'accept' }, user: user.id, from });
    },
    'handoff.decline': opensForm('decline'),
    'handoff.ask': opensForm('ask'),
    'handoff.answer': opensForm('answer'),
    'handoff.pass': opensForm('pass'),
    'handoff.return': opensForm('return'),
    'handoff.done': opensForm('done'),
    // Of buttons that open a page Slack tells, too.
    'handoff.open-message': async () => {},
    async 'incident.hand-off'({ value, triggerId }) {
      const incident = Number(value);
      if (!incident) throw new UserError(incidentForgotten);
      await slack().openView(triggerId, await services.form({ incident }));
    },
  };
}
