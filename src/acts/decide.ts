import type { Act, ActState } from '../core/act.ts';
import { keepLooking, notTaken, tooLate } from './messages/troubles.ts';

/** What a try told. */
export type Told =
  /** `runId`, `attempt`: the run that it began, as far as GitHub says. */
  | { kind: 'done'; runId?: number | null; attempt?: number | null }
  /** GitHub said no, or it is no longer possible. */
  | { kind: 'refused'; said: string }
  /** GitHub would not hear of it now, and did nothing; `begun`: an earlier try may have begun. */
  | { kind: 'later'; said: string; at: number; begun: boolean }
  /** The answer was lost; it may have begun. */
  | { kind: 'lost'; said: string }
  /** It could not be begun while anybody waited for it. */
  | { kind: 'late' }
  /** GitHub took it, and does not show it yet. */
  | { kind: 'pending' }
  /** It was looked for and is not there. */
  | { kind: 'missing' }
  /** It was looked for, and what is there does not tell. */
  | { kind: 'unclear'; said: string };

export type ActVerdict = {
  state: ActState;
  /** For the person to read; null where there is nothing to say. */
  said: string | null;
  /** When to go on with it; null: it has ended, or only a person can tell. */
  again: number | null;
};

const second = 1_000;
const minute = 60 * second;

/** Nobody wants a rerun that begins long after they asked. */
export const patienceMs = 10 * minute;
/**
 * What is asked again at the end of that, or has its turn in a batch, still begins. What a Baton that was away finds
 * hours later does not: by then somebody has done it otherwise.
 */
const latestMs = 3 * patienceMs;
/** GitHub's lists are that much behind at most; before, what is not there may still come. */
export const settleMs = 30 * second;
/** Between looks for a run that GitHub is about to show. */
const pendingMs = 3 * second;
/** For so long it is looked for; then a person has to. */
const searchMs = 24 * 60 * minute;
export const mostTries = 3;

/** What becomes of an act after a try, and when it goes on. */
export function decideAct(
  act: Pick<Act, 'askedAt' | 'begunAt' | 'tries'>,
  told: Told,
  now: number,
): ActVerdict {
  switch (told.kind) {
    case 'done':
      return { state: 'done', said: null, again: null };
    case 'pending':
      return { state: 'asked', said: null, again: now + pendingMs };
    case 'refused':
      return { state: 'refused', said: told.said, again: null };
    case 'late':
      return { state: 'failed', said: tooLate(now - act.askedAt), again: null };
    case 'unclear':
      return { state: 'unknown', said: told.said, again: null };
    case 'later':
      return later(act.askedAt, told);
    case 'missing':
      return missing(act, now);
    case 'lost':
      return act.begunAt === null ? unreached(act, told.said, now) : search(act, told.said, now);
  }
}

/** Whether what is not there may be begun once more. */
export const mayBegin = (act: Pick<Act, 'askedAt' | 'begunAt' | 'tries'>, now: number): boolean =>
  act.begunAt === null ||
  (now - act.begunAt >= settleMs && now - act.askedAt < patienceMs && act.tries < mostTries);

/** Whether it is too late to begin it for the first time. */
export const isLate = (
  { askedAt, begunAt }: Pick<Act, 'askedAt' | 'begunAt'>,
  now: number,
): boolean => begunAt === null && now - askedAt >= latestMs;

function later(askedAt: number, { said, at, begun }: Told & { kind: 'later' }): ActVerdict {
  const waits = at - askedAt < (begun ? searchMs : patienceMs);
  if (begun && !waits) return { state: 'unknown', said, again: null };
  if (begun) return { state: 'unknown', said: keepLooking(said), again: at };
  return waits ? { state: 'asked', said, again: at } : { state: 'failed', said, again: null };
}

function missing({ begunAt }: Pick<Act, 'begunAt'>, now: number): ActVerdict {
  const certainAt = (begunAt ?? 0) + settleMs;
  if (now < certainAt) return { state: 'unknown', said: keepLooking(null), again: certainAt };
  return { state: 'failed', said: notTaken, again: null };
}

/** GitHub was not even looked at: nothing has begun. */
function unreached({ askedAt }: Pick<Act, 'askedAt'>, said: string, now: number): ActVerdict {
  if (now - askedAt >= patienceMs) return { state: 'failed', said, again: null };
  return { state: 'asked', said, again: now + waitMs(now - askedAt) };
}

function search({ askedAt }: Pick<Act, 'askedAt'>, said: string, now: number): ActVerdict {
  if (now - askedAt >= searchMs) return { state: 'unknown', said, again: null };
  return { state: 'unknown', said: keepLooking(said), again: now + waitMs(now - askedAt) };
}

/** The longer it has lasted, the seldomer it is looked at: from 5 seconds to 10 minutes. */
const waitMs = (age: number): number => Math.min(10 * minute, Math.max(5 * second, age));
