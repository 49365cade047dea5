import { messageOf, UserError } from '../core/errors.ts';
import { cut, visible } from '../core/text.ts';

/** GitHub said no, and would say so again: bad credentials, no permission, not there, not possible. */
export class GitHubRefusal extends UserError {
  readonly status: number;

  constructor(status: number, sentence: string, hint?: string) {
    super(sentence, hint);
    this.status = status;
  }
}

/**
 * GitHub cannot answer now. Ask again at `retryAt`: GitHub would not hear of it, and did nothing. Null
 * where the answer was lost or broken: what was asked may have been done.
 */
export class GitHubUnavailable extends UserError {
  readonly retryAt: number | null;

  constructor(sentence: string, retryAt: number | null) {
    super(
      sentence,
      retryAt === null ? 'Try again in a minute.' : `Try again after ${utc(retryAt)}.`,
    );
    this.retryAt = retryAt;
  }
}

function utc(at: number): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`;
}

/** The answer, or null where GitHub refuses because it has no such thing (any more). */
export async function orNull<T>(
  asked: Promise<T>,
  statuses: readonly number[] = [404, 410],
): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GitHubRefusal && statuses.includes(error.status)) return null;
    throw error;
  }
}

/** What Octokit throws: with the response, where there was one. */
export type RequestFailure = Error & {
  status: number;
  request: { url: string };
  response?: { status: number; headers: Readonly<Record<string, string | number | undefined>> };
};

/** Whether Octokit's request failed; anything else is a fault of the program. */
export function isRequestFailure(thrown: unknown): thrown is RequestFailure {
  return thrown instanceof Error && 'status' in thrown && 'request' in thrown;
}

export type ErrorContext = {
  /** `GITHUB_TOKEN`, or the App's variables. */
  credentials: string;
  now: number;
};

/** Turns whatever a request threw into one of our two errors. */
export function translated(error: unknown, context: ErrorContext): Error {
  if (error instanceof GitHubRefusal || error instanceof GitHubUnavailable) return error;
  if (!isRequestFailure(error)) return unreachable(messageOf(error));
  if (error.response === undefined) return unreachable(error.message);
  const retryAt = rateLimitEnd(error, context.now);
  if (retryAt !== null) return new GitHubUnavailable("GitHub's rate limit is used up.", retryAt);
  if (error.status >= 500) {
    return new GitHubUnavailable(`GitHub has trouble of its own (${error.status}).`, null);
  }
  return refusal(error, context);
}

function unreachable(detail: string): GitHubUnavailable {
  return new GitHubUnavailable(`GitHub cannot be reached (${plain(detail)}).`, null);
}

/** When a refusal for asking too much ends; null where it was refused for another reason. */
function rateLimitEnd(error: RequestFailure, now: number): number | null {
  if (error.status !== 403 && error.status !== 429) return null;
  const headers = error.response?.headers ?? {};
  const wait = Number(headers['retry-after']);
  if (wait > 0) return now + wait * 1000;
  const reset = Number(headers['x-ratelimit-reset']) * 1000;
  if (headers['x-ratelimit-remaining'] === '0' && reset > 0) return reset;
  return error.status === 429 || /rate limit/i.test(error.message) ? now + 60_000 : null;
}

function refusal(error: RequestFailure, { credentials }: ErrorContext): GitHubRefusal {
  const what = subject(error.request.url);
  switch (error.status) {
    case 401:
      return new GitHubRefusal(
        401,
        `GitHub does not accept ${credentials}.`,
        'Is it complete, and not expired? Make a new one if in doubt.',
      );
    case 403:
      return forbidden(error, what);
    case 404:
    case 410:
      return new GitHubRefusal(
        error.status,
        `GitHub knows no ${what}, or does not show it to us.`,
        `Check the spelling, and that ${credentials} may read it.`,
      );
    default:
      return new GitHubRefusal(error.status, `GitHub refused: ${said(error)}`);
  }
}

function forbidden(error: RequestFailure, what: string): GitHubRefusal {
  const headers = error.response?.headers ?? {};
  if (typeof headers['x-github-sso'] === 'string') {
    return new GitHubRefusal(
      403,
      `The organization of ${what} wants the token to be authorized for single sign-on.`,
      'Authorize it in your GitHub settings, beside the token.',
    );
  }
  const missing = headers['x-accepted-github-permissions'] ?? headers['x-accepted-oauth-scopes'];
  if (/not accessible by/i.test(error.message) && missing) {
    const named = plain(String(missing)).replaceAll('=', ': ');
    return new GitHubRefusal(
      403,
      `We lack a permission at GitHub for ${what}: ${named}.`,
      'Add it to the token or the GitHub App, then try again.',
    );
  }
  return new GitHubRefusal(403, `GitHub forbids this for ${what}: ${said(error)}`);
}

/** GitHub's own words as a sentence, without the address of its manual. */
function said(error: RequestFailure): string {
  const words = plain(error.message.replace(/ - https?:\S+$/, ''));
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

function plain(text: string): string {
  return cut(visible(text).replaceAll(/\s+/g, ' '), 200);
}

const things = [
  [/\/actions\/runs\/(\d+)/, 'run'],
  [/\/(?:actions\/jobs|check-runs)\/(\d+)/, 'job'],
  [/\/compare\/([^?]+)/, 'range'],
  [/\/commits\/([^/?]+)/, 'commit'],
] as const;

/** "run 42 of acme/api", "acme/api", "acme". */
function subject(url: string): string {
  const of = /\/(?:repos\/([^/]+\/[^/?]+)|(?:orgs|users)\/([^/?]+))/.exec(url);
  const name = of?.[1] ?? of?.[2] ?? 'such thing';
  for (const [pattern, thing] of things) {
    const found = pattern.exec(url)?.[1];
    if (found) return `${thing} ${plain(decodeURIComponent(found))} of ${name}`;
  }
  return name;
}
