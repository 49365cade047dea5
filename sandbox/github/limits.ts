import { type Answer, refused } from './answers.ts';
import type { Clock } from './state.ts';

export type Budget = { limit: number; used: number; reset: number };

export type Limits = {
  /** The budget of a viewer in this hour. */
  of(key: string): Budget;
  headers(budget: Budget): Record<string, string>;
};

const hour = 3_600_000;

/** GitHub's hourly budget of requests: 5,000 with a token, 60 without. */
export function createLimits(clock: Clock, limit = 5_000): Limits {
  const budgets = new Map<string, Budget>();
  return {
    of(key) {
      const found = budgets.get(key);
      if (found !== undefined && found.reset > clock.now()) return found;
      const fresh = { limit: key === 'anonymous' ? 60 : limit, used: 0, reset: clock.now() + hour };
      budgets.set(key, fresh);
      return fresh;
    },
    headers({ limit, used, reset }) {
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(Math.max(0, limit - used)),
        'x-ratelimit-used': String(used),
        'x-ratelimit-reset': String(Math.ceil(reset / 1000)),
        'x-ratelimit-resource': 'core',
      };
    },
  };
}

/** The hourly budget is used up. */
export function rateLimited(login: string): Answer {
  return refused(403, `API rate limit exceeded for user ${login}.`);
}

/** Too much at once. */
export function secondaryLimited(seconds: number): Answer {
  const message =
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  return { ...refused(403, message), headers: { 'retry-after': String(seconds) } };
}
