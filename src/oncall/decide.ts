import type { Page, PageCall } from '../core/oncall.ts';
import type { PagingTerms } from '../core/settings.ts';
import { type Rung, rungAfter } from './chain.ts';

/** What a page is about, as it stands now. */
export type Subject = {
  state: 'triggered' | 'acknowledged' | 'resolved';
  /** Slack user id. */
  acknowledgedBy: string | null;
  acknowledgedAt: number | null;
  snoozedUntil: number | null;
  /** When anything last moved: a run of the stream. */
  movedAt: number;
};

export type Situation = {
  page: Pick<Page, 'callingSince' | 'gaveUpAt' | 'askedAt' | 'confirmedAt'>;
  subject: Subject;
  /** All calls of the page, in order. */
  calls: readonly PageCall[];
  /** Who can be called now, in order. */
  chain: readonly Rung[];
  terms: Pick<PagingTerms, 'rounds' | 'stillOnIt'>;
  /** Until when pages of this severity wait; null where they do not. */
  quietUntil: number | null;
  /** When somebody is on call again, where nobody is now. */
  somebodyAt: number | null;
  /** Somebody asked for another person, without waiting: who, as baton.yml names them. */
  escalate: { asks: string | null } | null;
  now: number;
};

export type Verdict =
  | { do: 'close'; reason: string }
  /** `pause`: the calls begin anew after it. `until` null: until something changes. */
  | { do: 'wait'; until: number | null; pause: boolean; reason: string }
  | { do: 'call'; rung: Rung; round: number; until: number }
  | { do: 'give-up'; reason: string }
  /** Ask whoever has it whether they are still on it. */
  | { do: 'ask'; until: number }
  /** They did not answer: it is nobody's again. */
  | { do: 'lapse'; reason: string };

/** How long whoever has it is given to say that they are still on it. */
export const answerWithinMs = 30 * 60_000;

/** What is to be done about a page now. It looks at the state alone, so that it can be asked at any time, and twice. */
export function decide(situation: Situation): Verdict {
  const { subject, now } = situation;
  if (subject.state === 'resolved') return { do: 'close', reason: 'it is over' };
  if (situation.escalate) return escalated(situation, situation.escalate.asks);
  if (subject.snoozedUntil !== null && subject.snoozedUntil > now) {
    return { do: 'wait', until: subject.snoozedUntil, pause: true, reason: 'snoozed' };
  }
  return subject.state === 'acknowledged' ? held(situation) : open(situation);
}

/** Somebody has it. */
function held({ page, subject, terms, quietUntil, now }: Situation): Verdict {
  const { acknowledgedAt, movedAt } = subject;
  const moved = Math.max(acknowledgedAt ?? 0, movedAt, page.confirmedAt ?? 0);
  const { askedAt } = page;
  if (askedAt !== null && askedAt > moved) {
    const end = askedAt + answerWithinMs;
    if (now >= end) return { do: 'lapse', reason: 'nobody said that they are still on it' };
    return { do: 'wait', until: end, pause: true, reason: 'asked whether they are still on it' };
  }
  const ask = moved + terms.stillOnIt;
  if (now < ask) return { do: 'wait', until: ask, pause: true, reason: 'somebody has it' };
  if (quietUntil !== null)
    return { do: 'wait', until: quietUntil, pause: true, reason: 'quiet hours' };
  return { do: 'ask', until: now + answerWithinMs };
}

/** Nobody has it. */
function open({ page, calls, chain, terms, quietUntil, somebodyAt, now }: Situation): Verdict {
  const { callingSince, gaveUpAt } = page;
  const wait = (until: number | null, reason: string): Verdict => ({
    ...{ do: 'wait', until, pause: false, reason },
  });
  if (gaveUpAt !== null) return wait(null, 'everyone was called, in vain');
  if (quietUntil !== null) return wait(quietUntil, 'quiet hours');
  const made = callingSince === null ? [] : calls.filter(({ at }) => at >= callingSince);
  const last = made.at(-1);
  const answerBy = last ? last.at + last.ackWithin : now;
  if (now < answerBy) return wait(answerBy, 'somebody was called');
  if (chain.length === 0) return wait(somebodyAt, 'nobody is on call');
  const next = rungAfter(chain, last, { ...terms, calls: made });
  if (!next) return { do: 'give-up', reason: `nobody answered in ${terms.rounds} rounds` };
  return { do: 'call', ...next, until: now + next.rung.ackWithin };
}

/** Whoever is called by wish is called whatever the hour, however many rounds there were. */
function escalated({ calls, chain, now }: Situation, asks: string | null): Verdict {
  const rounds = Number.POSITIVE_INFINITY;
  const next = rungAfter(chain, calls.at(-1), { rounds, asks, calls });
  if (!next) return { do: 'wait', until: null, pause: false, reason: 'nobody else is on call' };
  return { do: 'call', ...next, until: now + next.rung.ackWithin };
}
