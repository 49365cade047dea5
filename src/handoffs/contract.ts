import type { HandoffNow } from '../core/handoffs.ts';
import type { HandoffTerms } from '../core/settings.ts';
import {
  addWorkingTime,
  type WorkingTime,
  workingTerm,
  workingTimeBetween,
} from '../core/working-hours.ts';

/** What of the receiving team the contract is counted by. */
export type Receiver = WorkingTime & { handoffs: HandoffTerms };

/** When it must be accepted at the latest: as the team promises, and not after it is due. */
export function acceptBy(offeredAt: number, due: number | null, team: Receiver): number {
  const term = workingTerm(team.handoffs.acceptWithin, team);
  const promised = addWorkingTime(offeredAt, term, team);
  return due !== null && due > offeredAt ? Math.min(promised, due) : promised;
}

/**
 * When it must be done at the latest: as the sender asked, else as the team promises. What was overdue
 * before anybody took it gets the time that anything gets.
 */
export function finishBy(acceptedAt: number, due: number | null, team: Receiver): number {
  if (due !== null && due > acceptedAt) return due;
  return addWorkingTime(acceptedAt, workingTerm(team.handoffs.finishWithin, team), team);
}

/** The clock stood still from the question to its answer: what was left then is left now. */
export function acceptByAfter(
  { askedAt, acceptBy: before }: { askedAt: number; acceptBy: number },
  now: number,
  team: Receiver,
): number {
  return addWorkingTime(now, workingTimeBetween(askedAt, before, team), team);
}

/** Whom a step of the contract is about: those who are asked, the lead, the sender; or it goes back. */
export type Step = 'people' | 'lead' | 'sender' | 'return';

/** What is waited for. */
export type Phase = 'accept' | 'finish' | 'answer';

const whole: readonly (readonly [share: number, step: Step])[] = [
  [0.5, 'people'],
  [1, 'people'],
  [1.5, 'lead'],
  [2, 'return'],
];
/** Shares of the time given, and what happens then. A question is the sender's to answer, and stays theirs. */
const plans: Readonly<Record<Phase, typeof whole>> = {
  accept: whole,
  finish: whole,
  answer: [
    [0.5, 'sender'],
    [1, 'sender'],
  ],
};

/** What a handoff waits for; undefined where only its sender can go on. */
export function phaseOf({
  state,
  current,
}: Pick<HandoffNow, 'state' | 'current'>): Phase | undefined {
  if (state === 'accepted') return 'finish';
  if (state !== 'offered') return undefined;
  return current.question === null ? 'accept' : 'answer';
}

/** A step to come, and when it does. */
export type NextStep = { phase: Phase; number: number; step: Step; at: number };

/**
 * The next step of the contract. Where an earlier one was late, because Baton was down, nobody is
 * passed over: at least a quarter of the time given lies between two steps.
 */
export function nextStep(handoff: HandoffNow, now: number, team: Receiver): NextStep | undefined {
  const phase = phaseOf(handoff);
  const number = handoff.current.reminded;
  const planned = phase && plans[phase][number];
  if (!phase || !planned) return undefined;
  const [share, step] = planned;
  const span = spanOf(handoff, phase, team);
  const { plus, length } = measure(span, team);
  const plan = share <= 1 ? plus(span.from, length * share) : plus(span.to, length * (share - 1));
  const soonest = number === 0 ? plan : plus(now, length / 4);
  return { phase, number, step, at: Math.max(plan, soonest) };
}

type Span = { from: number; to: number };

function spanOf({ current }: HandoffNow, phase: Phase, team: Receiver): Span {
  const { offeredAt, acceptedAt, askedAt } = current;
  if (phase === 'accept') return { from: offeredAt, to: current.acceptBy };
  if (phase === 'finish') {
    const from = acceptedAt ?? offeredAt;
    return { from, to: current.finishBy ?? finishBy(from, null, team) };
  }
  const from = askedAt ?? offeredAt;
  return { from, to: acceptBy(from, null, team) };
}

/** How long a span is, in working time; in plain time where somebody asked for one without any. */
function measure({ from, to }: Span, team: Receiver) {
  const working = workingTimeBetween(from, to, team);
  const plus = (at: number, ms: number): number =>
    working > 0 ? addWorkingTime(at, Math.round(ms), team) : at + Math.round(ms);
  return { length: working > 0 ? working : Math.max(0, to - from), plus };
}
