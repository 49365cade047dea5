import type { Json } from '../wire.ts';

/** An answer with `ok: false`: Slack's own error code, and what it adds to it. */
export class SlackError extends Error {
  readonly code: string;
  readonly extra: Json;

  constructor(code: string, extra: Json = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

/** HTTP 429 with `Retry-After`, in seconds. */
export class RateLimited extends SlackError {
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super('ratelimited');
    this.retryAfter = retryAfter;
  }
}
