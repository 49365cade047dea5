import type { Lapse } from '../core/watches.ts';

/** A run that succeeded, and when it ended. */
export type Success = { run: number; at: number };

export type Seen = {
  /** How often it must succeed, in ms. */
  every: number;
  /** Since when it is waited for, where no success is known. */
  watchedSince: number;
  lastSuccess: Success | undefined;
  /** The lapse that lasts. */
  lapse: Pick<Lapse, 'lastSuccessRun'> | undefined;
  now: number;
  /** Baton has just started: what happened while it was away may not be known before. */
  notBefore: number;
};

export type Verdict =
  /** Nothing to say before `until`. */
  | { kind: 'wait'; until: number; reason: string }
  | { kind: 'open'; since: number }
  /** It lasts; with a success that came meanwhile and was too old already. */
  | { kind: 'lasts'; since: number; lastSuccess: number | null }
  /** `by` is null where no success ended it but the rule in baton.yml. */
  | { kind: 'close'; by: number | null; until: number };

/** Whether a workflow succeeded as often as it must. Looks at the state alone, so that order and repeats change nothing. */
export function decideWatch(seen: Seen): Verdict {
  const { every, watchedSince, lastSuccess, lapse, now, notBefore } = seen;
  const since = lastSuccess?.at ?? watchedSince;
  const until = since + every;
  const isLate = now >= until;
  if (lapse && isLate) return { kind: 'lasts', since, lastSuccess: lastSuccess?.run ?? null };
  if (lapse) {
    const isNew = lastSuccess !== undefined && lastSuccess.run !== lapse.lastSuccessRun;
    return { kind: 'close', by: isNew ? lastSuccess.run : null, until };
  }
  if (isLate && now < notBefore) {
    const reason = 'GitHub is still asked what happened while Baton was away';
    return { kind: 'wait', until: notBefore, reason };
  }
  if (isLate) return { kind: 'open', since };
  const reason = lastSuccess ? 'it succeeded in time' : 'it is not watched for long enough';
  return { kind: 'wait', until, reason };
}
