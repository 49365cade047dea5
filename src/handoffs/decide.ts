import type { Handoff, HandoffDeed, HandoffNow, Leg } from '../core/handoffs.ts';
import { acceptBy, acceptByAfter, finishBy, type Receiver } from './contract.ts';

type ReceivingTeam = Receiver & { id: string };

/** What somebody wants to do with a handoff. */
export type Act =
  | { kind: 'accept' }
  | { kind: 'decline'; reason: string }
  | { kind: 'ask'; question: string }
  | { kind: 'answer'; answer: string }
  | { kind: 'pass'; to: ReceivingTeam; channel: string; addressee: string | null; note: string }
  | { kind: 'return'; reason: string }
  | { kind: 'done'; outcome: string; evidence: string | null };

/** Who acts, and on which leg's message; `receiver` and `senderSide`: whether they speak for that side of the newest leg. */
export type Actor = { user: string; leg: number; receiver: boolean; senderSide: boolean };

/** Why something cannot be done as things stand. */
export type Refusal =
  | 'over'
  | 'moved-on'
  | 'taken'
  | 'declined'
  | 'returned'
  | 'not-accepted'
  | 'not-receiver'
  | 'not-sender'
  | 'not-yours'
  | 'asked-already'
  | 'nothing-asked'
  | 'same-team';

export type Change = {
  handoff: Partial<Handoff>;
  leg: Partial<Leg>;
  /** The leg that begins. */
  next?: Leg;
  deed: HandoffDeed;
  text: string | null;
};

export type Verdict =
  | { kind: 'change'; change: Change }
  | { kind: 'nothing'; reason: string }
  | { kind: 'refused'; why: Refusal };

type Situation = { now: number; team: Receiver | undefined };

/**
 * The state machine of a handoff. Whatever is pressed, in whatever order, a handoff is in one state, its
 * newest leg is the only one that has not ended, and each leg ends once.
 */
export function decide(
  handoff: HandoffNow,
  act: Act,
  { actor, ...situation }: Situation & { actor: Actor },
): Verdict {
  if (handoff.state === 'done') return refused('over');
  if (actor.leg !== handoff.leg) return refused('moved-on');
  const why = refusals[act.kind](handoff, actor);
  if (why === 'same') return { kind: 'nothing', reason: 'they have it already' };
  if (why) return refused(why);
  if (act.kind === 'pass' && withThem(handoff, act.to)) return refused('same-team');
  return { kind: 'change', change: changeBy(handoff, act, { actor, ...situation }) };
}

/** Nobody accepted or finished it in time. */
export function giveBack(reason: string, now: number): Change {
  const back = {
    ended: 'returned',
    endedAt: now,
    endedBy: 'baton',
    reason,
    ...nothingOpen,
  } as const;
  return { handoff: { state: 'returned' }, leg: back, deed: 'returned', text: reason };
}

/** What was waited for has come about, whoever has it. */
export function completeBySelf(outcome: string, evidence: string | null, now: number): Change {
  return {
    handoff: { state: 'done', outcome, evidence, closedAt: now },
    leg: { ended: 'done', endedAt: now, endedBy: 'baton', ...nothingOpen },
    deed: 'done',
    text: outcome,
  };
}

const refused = (why: Refusal): Verdict => ({ kind: 'refused', why });
const nothingOpen = { question: null, askedBy: null, askedAt: null, reminded: 0 } as const;

type Rule = (handoff: HandoffNow, actor: Actor) => Refusal | 'same' | undefined;

/** Where only the sender can go on. */
const backAs = ({ state }: HandoffNow): 'declined' | 'returned' | undefined =>
  state === 'declined' || state === 'returned' ? state : undefined;

const open: Rule = (handoff, { receiver }) => {
  return backAs(handoff) ?? (receiver ? undefined : 'not-receiver');
};

const refusals: Readonly<Record<Act['kind'], Rule>> = {
  accept(handoff, actor) {
    if (handoff.state === 'accepted')
      return handoff.current.holder === actor.user ? 'same' : 'taken';
    return open(handoff, actor);
  },
  decline: (handoff, actor) => (handoff.state === 'accepted' ? 'taken' : open(handoff, actor)),
  ask: (handoff, actor) =>
    open(handoff, actor) ?? (handoff.current.question === null ? undefined : 'asked-already'),
  answer(handoff, { senderSide }) {
    if (handoff.current.question === null) return 'nothing-asked';
    return senderSide ? undefined : 'not-sender';
  },
  pass(handoff, actor) {
    if (backAs(handoff)) return actor.senderSide ? undefined : 'not-sender';
    return actor.receiver ? undefined : 'not-receiver';
  },
  return(handoff, actor) {
    const back = backAs(handoff);
    if (back) return back;
    if (handoff.state === 'offered') return actor.senderSide ? undefined : 'not-accepted';
    return actor.receiver ? undefined : 'not-receiver';
  },
  done(handoff, { receiver, senderSide }) {
    if (senderSide) return undefined;
    if (!receiver) return 'not-yours';
    if (handoff.state === 'declined') return 'declined';
    return handoff.state === 'offered' ? 'not-accepted' : undefined;
  },
};

/** It cannot be passed to the team that has it; one that it came back from can be asked again. */
const withThem = (handoff: HandoffNow, to: ReceivingTeam): boolean =>
  !backAs(handoff) && handoff.current.toTeam === to.id;

function changeBy(
  handoff: HandoffNow,
  act: Act,
  { actor, now, team }: Situation & { actor: Actor },
): Change {
  const { current } = handoff;
  const ended = { endedAt: now, endedBy: actor.user, ...nothingOpen };
  switch (act.kind) {
    case 'accept': {
      const by = team ? finishBy(now, current.due, team) : current.due;
      const taken = { holder: actor.user, acceptedAt: now, finishBy: by, reminded: 0 };
      return { handoff: { state: 'accepted' }, leg: taken, deed: 'accepted', text: null };
    }
    case 'decline': {
      const leg = { ...ended, ended: 'declined', reason: act.reason } as const;
      return { handoff: { state: 'declined' }, leg, deed: 'declined', text: act.reason };
    }
    case 'ask': {
      const asked = { question: act.question, askedBy: actor.user, askedAt: now };
      const reminded = handoff.state === 'offered' ? { reminded: 0 } : {};
      return { handoff: {}, leg: { ...asked, ...reminded }, deed: 'asked', text: act.question };
    }
    case 'answer':
      return answered(handoff, act.answer, { now, team });
    case 'pass':
      return passed(handoff, act, { actor, now });
    case 'return': {
      const leg = { ...ended, ended: 'returned', reason: act.reason } as const;
      return { handoff: { state: 'returned' }, leg, deed: 'returned', text: act.reason };
    }
    case 'done': {
      const { outcome, evidence } = act;
      const leg = handoff.current.ended ? {} : ({ ...ended, ended: 'done' } as const);
      const end = { state: 'done', outcome, evidence, closedAt: now } as const;
      return { handoff: end, leg, deed: 'done', text: outcome };
    }
  }
}

function answered(handoff: HandoffNow, answer: string, { now, team }: Situation): Change {
  const { askedAt, acceptBy: before } = handoff.current;
  const waited = handoff.state === 'offered' && team && askedAt !== null;
  const leg = {
    ...{ question: null, askedBy: null, askedAt: null },
    ...(waited ? { acceptBy: acceptByAfter({ askedAt, acceptBy: before }, now, team) } : {}),
    ...(handoff.state === 'offered' ? { reminded: 0 } : {}),
  };
  return { handoff: {}, leg, deed: 'answered', text: answer };
}

function passed(
  handoff: HandoffNow,
  { to, channel, addressee, note }: Extract<Act, { kind: 'pass' }>,
  { actor, now }: { actor: Actor; now: number },
): Change {
  const { current } = handoff;
  const number = handoff.leg + 1;
  const end = { ended: 'passed', endedAt: now, endedBy: actor.user, ...nothingOpen } as const;
  // A leg that was declined or returned stays so: the next one begins at its sender.
  const back = current.ended !== null;
  const next: Leg = {
    ...current,
    ...nothingOpen,
    ...{ number, toTeam: to.id, addressee, channel, sender: actor.user },
    fromTeam: back ? current.fromTeam : current.toTeam,
    ...{ offeredAt: now, acceptBy: acceptBy(now, current.due, to), reason: note || null },
    ...{ holder: null, acceptedAt: null, finishBy: null },
    ...{ ended: null, endedAt: null, endedBy: null },
  };
  return {
    handoff: { state: 'offered', leg: number },
    leg: back ? {} : end,
    next,
    deed: 'passed',
    text: note || null,
  };
}
