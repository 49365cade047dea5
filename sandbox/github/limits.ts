import { type Answer, refused } from './answers.ts';
import type { Viewer } from './auth.ts';
import type { Clock } from './state.ts';

export type Budget = { limit: number; used: number; reset: number };

export type Limits = {
  /** The budget of a viewer in this hour: an app has one of its own wherever it is installed. Null where there are no limits. */
  of(viewer: Viewer): Budget | null;
  headers(budget: Budget | null): Record<string, string>;
};

const hour = 3_600_000;

/** GitHub's hourly budget of requests: 5,000 with a token, 60 without; null as of a server of one's own. */
export function createLimits(clock: Clock, limit: number | null = 5_000): Limits {
  const budgets = new Map<string, Budget>();
  return {
    of({ login, owner = '' }) {
      if (limit === null) return null;
      const key = `${login} ${owner}`;
      const found = budgets.get(key);
      if (found !== undefined && found.reset > clock.now()) return found;
      const fresh = {
        limit: login === 'anonymous' ? 60 : limit,
        used: 0,
        reset: clock.now() + hour,
      };
      budgets.set(key, fresh);
      return fresh;
    },
    headers(budget) {
      if (budget === null) return {};
      const { limit, used, reset } = budget;
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
