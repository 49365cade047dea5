import { messageOf } from '../core/errors.ts';
import { sentenceOf } from './failure-words.ts';

/**
 * What went wrong, by what to do about it:
 * - `rate_limited`: nothing was done; ask again after `retryAfterMs`.
 * - `transient`: nothing was done; ask again later.
 * - `unknown_outcome`: the answer was lost; Slack may or may not have done it.
 * - `gone`: the channel, message, person or trigger is not there (any more).
 * - `forbidden`: Baton may not; a person has to change something in Slack.
 * - `invalid`: Slack refuses what was sent; the same again will be refused again.
 */
export type FailureKind =
  | 'rate_limited'
  | 'transient'
  | 'unknown_outcome'
  | 'gone'
  | 'forbidden'
  | 'invalid';

/** A call to Slack that did not succeed. `message` is a sentence for whoever runs Baton. */
export class SlackFailure extends Error {
  override readonly name = 'SlackFailure';
  readonly kind: FailureKind;
  /** Slack's own word (`channel_not_found`), or ours where Slack did not speak (`http_503`, `no_answer`, `timed_out`, `unreachable`). */
  readonly code: string;
  readonly method: string;
  /** Set with `rate_limited`. */
  readonly retryAfterMs: number | undefined;

  constructor(method: string, what: What) {
    super(sentenceOf(method, what.code, what.detail), { cause: what.cause });
    this.kind = what.kind;
    this.code = what.code;
    this.method = method;
    this.retryAfterMs = what.retryAfterMs;
  }
}

type What = {
  kind: FailureKind;
  code: string;
  detail?: string | undefined;
  retryAfterMs?: number;
  cause?: unknown;
};

/** Where Slack limits without saying for how long. */
const defaultRetryAfterMs = 30_000;

const kinds: ReadonlyMap<string, FailureKind> = new Map(
  Object.entries({
    rate_limited: ['ratelimited', 'rate_limited', 'message_limit_exceeded'],
    // Slack's documentation: "It's possible some aspect of the operation succeeded".
    unknown_outcome: ['fatal_error', 'internal_error', 'service_unavailable'],
    transient: [
      'request_timeout',
      'team_added_to_org',
      'external_channel_migrating',
      'update_failed',
    ],
    gone: [
      ...['channel_not_found', 'is_archived', 'message_not_found', 'thread_not_found'],
      ...['cannot_reply_to_message', 'user_not_found', 'users_not_found', 'no_such_subteam'],
      ...[
        'subteam_not_found',
        'not_found',
        'view_expired',
        'expired_trigger_id',
        'trigger_expired',
      ],
      ...['exchanged_trigger_id', 'trigger_exchanged', 'expired_url', 'used_url', 'file_not_found'],
    ],
    forbidden: [
      ...['not_authed', 'invalid_auth', 'account_inactive', 'token_revoked', 'token_expired'],
      ...['missing_scope', 'not_allowed_token_type', 'no_permission', 'access_denied'],
      ...['ekm_access_denied', 'org_login_required', 'enterprise_is_restricted', 'team_not_found'],
      ...['team_access_not_granted', 'two_factor_setup_required', 'not_in_channel'],
      ...['user_not_in_channel', 'restricted_action', 'restricted_action_read_only_channel'],
      ...['restricted_action_thread_only_channel', 'restricted_action_non_threadable_channel'],
      ...[
        'restricted_action_thread_locked',
        'user_is_restricted',
        'user_disabled',
        'cannot_dm_bot',
      ],
      ...['messages_tab_disabled', 'method_not_supported_for_channel_type', 'not_enabled'],
      ...['cant_update_message', 'edit_window_closed', 'is_inactive', 'accesslimited'],
    ],
  } satisfies Partial<Record<FailureKind, string[]>>).flatMap(([kind, codes]) =>
    codes.map((code): [string, FailureKind] => [code, kind as FailureKind]),
  ),
);

/** A failure from what the web client, `fetch` or the network threw. */
export function failureOf(method: string, thrown: unknown): SlackFailure {
  if (thrown instanceof SlackFailure) return thrown;
  const { code, retryAfter, statusCode, data } = thrown as Thrown;
  if (typeof retryAfter === 'number') return limited(method, retryAfter * 1000);
  if (typeof statusCode === 'number') return new SlackFailure(method, byStatus(statusCode));
  if (code === 'slack_webapi_platform_error' && data) return refused(method, data);
  return new SlackFailure(method, byNetwork(thrown));
}

/** For `.catch`: whatever a method threw, as a {@link SlackFailure}. */
export const rethrow =
  (method: string) =>
  (thrown: unknown): never => {
    throw failureOf(method, thrown);
  };

/** A failure from the error word in an answer of Slack's. */
export function refused(method: string, answer: Answer): SlackFailure {
  const code = String(answer.error);
  // A proxy's page in place of Slack's JSON ends up in `error`; only words are Slack's.
  if (!/^[a-z_]+$/i.test(code))
    return new SlackFailure(method, { kind: 'unknown_outcome', code: 'no_json' });
  const kind = kinds.get(code) ?? 'invalid';
  if (kind === 'rate_limited') return limited(method, undefined);
  const detail = answer.needed ?? answer.response_metadata?.messages?.join('; ');
  return new SlackFailure(method, { kind, code, detail });
}

type Answer = {
  error?: unknown;
  needed?: string | undefined;
  response_metadata?: { messages?: string[] | undefined } | undefined;
};

type Thrown = { code?: string; retryAfter?: number; statusCode?: number; data?: Answer };

const limited = (method: string, retryAfterMs = defaultRetryAfterMs): SlackFailure =>
  new SlackFailure(method, { kind: 'rate_limited', code: 'ratelimited', retryAfterMs });

function byStatus(status: number): What {
  const code = `http_${status}`;
  return { kind: status >= 500 ? 'unknown_outcome' : 'forbidden', code };
}

/** Errors that come before a connection stands: nothing was sent. */
const unsent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*CERT.*|.*TLS.*)$/;

function byNetwork(thrown: unknown): What {
  // The web client says so of a 429 whose Retry-After is missing, in words alone.
  if (/Retry header did not contain/.test(messageOf(thrown)))
    return { kind: 'rate_limited', code: 'ratelimited', retryAfterMs: defaultRetryAfterMs };
  const causes = causesOf(thrown);
  const code = causes.map(codeOf).find((found) => unsent.test(found));
  if (code) return { kind: 'transient', code: 'unreachable', detail: code, cause: thrown };
  const timedOut = causes.some(({ name }) => name === 'TimeoutError');
  return { kind: 'unknown_outcome', code: timedOut ? 'timed_out' : 'no_answer', cause: thrown };
}

/** An error and what caused it. */
const causesOf = (thrown: unknown): Error[] =>
  thrown instanceof Error ? [thrown, ...causesOf(thrown.cause)] : [];

function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
