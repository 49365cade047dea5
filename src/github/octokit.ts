import { randomUUID } from 'node:crypto';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import type { OctokitResponse } from '@octokit/types';

import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { RateLimit } from './api.ts';
import { GitHubUnavailable, isRequestFailure, translated } from './errors.ts';

export type OctokitOptions = {
  apiUrl: string;
  /** Named where GitHub does not accept them. */
  credentials: string;
  log: Log;
  clock: Clock;
  /** Of one attempt of a request, without the reading of a log. */
  timeoutMs?: number;
  /** Whether requests are spread over time; what a person waits for need not be. Default true. */
  paced?: boolean;
  /** How long a second of waiting lasts; tests make it short. */
  secondMs?: number;
};

/** Octokit's own way to say who speaks. */
export type Auth = { auth: string } | { authStrategy: unknown; auth: object };

export type Caller = {
  octokit: Octokit;
  /** As of the last answer. */
  limits(): RateLimit | null;
};

const LONGEST_WAIT_S = 60;
const Patient = Octokit.plugin(throttling, retry);

/**
 * An Octokit that waits out short limits, tries reads three times, gives up in bounded time and throws
 * our errors. While a limit is in force it asks nothing: GitHub blocks those who go on asking.
 */
export function createCaller(options: OctokitOptions, auth: Auth): Caller {
  const { clock, log, timeoutMs = 20_000, secondMs = 1000, paced = true } = options;
  let limits: RateLimit | null = null;
  let closedUntil = 0;

  const mayWait = (seconds: number, _: unknown, __: unknown, retries: number): boolean => {
    closedUntil = Math.max(closedUntil, clock.now() + seconds * secondMs);
    return seconds <= LONGEST_WAIT_S && retries === 0;
  };

  const octokit = new Patient({
    ...auth,
    baseUrl: options.apiUrl,
    userAgent: 'baton',
    log: quieted(log),
    request: { fetch: boundedFetch(timeoutMs), log: quieted(log) },
    retry: {
      retries: 2,
      retryAfterBaseValue: secondMs,
      doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451],
    },
    throttle: {
      enabled: paced,
      id: randomUUID(),
      retryAfterBaseValue: secondMs,
      onRateLimit: mayWait,
      onSecondaryRateLimit: mayWait,
    },
  });

  octokit.hook.wrap('request', async (request, asked) => {
    if (clock.now() < closedUntil) {
      throw new GitHubUnavailable("GitHub's rate limit is used up.", closedUntil);
    }
    // What acts must not act twice because an answer was lost.
    if (asked.method !== 'GET') asked.request.retries = 0;
    try {
      const response = await request(asked);
      limits = limitsOf(response.headers) ?? limits;
      return response;
    } catch (error) {
      if (isRequestFailure(error)) {
        limits = limitsOf(error.response?.headers ?? {}) ?? limits;
        if (error.status === 304 && error.response) return notModified(error.response.headers);
      }
      const told = translated(error, { credentials: options.credentials, now: clock.now() });
      if (told instanceof GitHubUnavailable) closedUntil = Math.max(closedUntil, told.retryAt ?? 0);
      throw told;
    }
  });

  return { octokit, limits: () => limits };
}

/** Octokit says each request, and each 304 as an error; whoever asked says what matters. */
function quieted(log: Log) {
  const debug = (message: string) => log.debug({}, message);
  return {
    debug: () => undefined,
    info: debug,
    warn: (message: string) => log.warn({}, message),
    error: debug,
  };
}

/** fetch that gives up: GitHub answers within ten seconds, or not at all. */
function boundedFetch(timeoutMs: number): typeof fetch {
  return (input, init) => {
    const late = AbortSignal.timeout(timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, late]) : late;
    return fetch(input, { ...init, signal });
  };
}

type Headers = Readonly<Record<string, string | number | undefined>>;

function limitsOf(headers: Headers): RateLimit | null {
  const limit = Number(headers['x-ratelimit-limit']);
  const remaining = Number(headers['x-ratelimit-remaining']);
  const resetAt = Number(headers['x-ratelimit-reset']) * 1000;
  if (headers['x-ratelimit-resource'] !== 'core' || !(limit > 0)) return null;
  return { limit, remaining, resetAt };
}

/** Octokit throws for a 304; to us it is an answer, without a body. */
function notModified(headers: Headers): OctokitResponse<unknown> {
  return { status: 304, url: '', headers: { ...headers }, data: null };
}
