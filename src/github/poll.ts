import type { RateLimit } from './api.ts';

export type PollState = {
  now: number;
  /** What led to the poll that just ended; null after the first. */
  intervalMs: number | null;
  /** When a webhook last came that could tell of this repository; null for never. */
  webhookAt: number | null;
  /** Runs that the poll found and no webhook had told of. */
  missed: number;
  /** Something of this repository is red or running. */
  busy: boolean;
  rateLimit: RateLimit | null;
  /** From 0 to 1; spreads polls that began together. */
  random: number;
};

/** `intervalMs` is for the next decision to go on from. */
export type PollDecision = { nextAt: number; intervalMs: number; reason: string };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LONGEST = 15 * MINUTE;
/** A repository may be quiet for days; after this we no longer count on its webhooks. */
const TRUST = 7 * 24 * 60 * MINUTE;

/**
 * When to look at a repository again. Webhooks that arrive, and miss nothing, make looking rare;
 * without them it is how we hear of anything.
 */
export function decidePoll(state: PollState): PollDecision {
  const { now, rateLimit } = state;
  const wish = wished(state);
  if (!rateLimit || rateLimit.resetAt <= now) return spread(state, wish);
  const left = rateLimit.remaining / rateLimit.limit;
  if (left < 0.05) {
    const reason = 'the rate limit is nearly used up, waiting for the next hour';
    return { ...wish, nextAt: rateLimit.resetAt + wish.intervalMs * state.random, reason };
  }
  if (left >= 0.25) return spread(state, wish);
  const slower = { ...wish, intervalMs: Math.min(4 * wish.intervalMs, LONGEST) };
  const reason = `${wish.reason}; slower, the rate limit runs low`;
  // The interval itself stays, to go on from when the limit is full again.
  return { ...spread(state, slower), intervalMs: wish.intervalMs, reason };
}

function wished({ now, intervalMs, webhookAt, missed, busy }: PollState) {
  const close = busy ? 30 * SECOND : MINUTE;
  const closely = busy ? 'something is red or running' : 'nothing is red or running';
  if (missed > 0) return { intervalMs: close, reason: `webhooks missed ${missed}; ${closely}` };
  if (webhookAt === null || now - webhookAt > TRUST) {
    return { intervalMs: close, reason: `no webhooks come; ${closely}` };
  }
  return {
    intervalMs: Math.min(2 * (intervalMs ?? MINUTE), LONGEST),
    reason: 'webhooks come and missed nothing',
  };
}

/** A tenth earlier or later. */
function spread(
  { now, random }: PollState,
  wish: { intervalMs: number; reason: string },
): PollDecision {
  return { ...wish, nextAt: now + Math.round(wish.intervalMs * (0.9 + 0.2 * random)) };
}
