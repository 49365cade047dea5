import type { Post } from '../core/records.ts';
import type { SlackFailure } from './failure.ts';

/** What a claimed post needs next. */
export type Step =
  | { kind: 'find' }
  | { kind: 'send' }
  | { kind: 'edit'; ts: string }
  | { kind: 'settle'; reason: string };

/**
 * `wanted` is the hash of what the post should show, null when there is nothing to show; `shown` the
 * hash of what it shows as far as we know. A send whose end is not known is looked for before
 * anything else, whatever is wanted by now.
 */
export function nextStep(
  post: Pick<Post, 'ts' | 'sendingSince'>,
  { wanted, shown }: { wanted: string | null; shown: string | null },
): Step {
  if (post.sendingSince !== null) return { kind: 'find' };
  if (wanted === null) return { kind: 'settle', reason: 'nothing to show' };
  if (post.ts === null) return { kind: 'send' };
  if (wanted === shown) return { kind: 'settle', reason: 'shows it already' };
  return { kind: 'edit', ts: post.ts };
}

/** What was being done when a call failed. */
export type Doing = 'prepare' | 'find' | 'send' | 'edit';

/** What to do about a failed call. */
export type Remedy =
  /** Not a failure: Slack said when to come back. */
  | { kind: 'wait'; ms: number }
  /** Try again with backoff, not before `quietMs`; `patient` waits an outage out. */
  | { kind: 'retry'; quietMs: number; patient: boolean }
  /** Try the next plainer form of the message. */
  | { kind: 'plainer' }
  /** Enter the channel, and try again. */
  | { kind: 'join' }
  /** Send it as a new message. */
  | { kind: 'anew' }
  /** Done: nothing that Baton could send would make it better. */
  | { kind: 'settle'; reason: string }
  /** Only a person can mend it. */
  | { kind: 'dead' };

/** A person may be about to invite Baton or mend the token; after so many tries an operator has to look. */
const triesForPeople = 3;

const messageGone = new Set(['message_not_found', 'thread_not_found', 'cannot_reply_to_message']);
const notOursToEdit = new Set(['cant_update_message', 'edit_window_closed']);

/**
 * Why these and not others:
 * - A message that somebody deleted is not posted again: they did not want it there. What it shows
 *   still stands in /ci and on the Home tab, and the next incident gets a message of its own. A reply
 *   to a deleted message would hang on nothing, so it is settled as well.
 * - A message that Slack no longer lets us edit would go on saying something that is no longer true,
 *   so it is posted anew, and edits go to the new one.
 * - A public channel that Baton was told to post to is entered rather than asked about. Of a private
 *   one Slack says `channel_not_found`, and only a person can invite Baton.
 * - A message that Slack refuses is tried in plainer forms, down to its text: the fact arrives.
 */
export function remedyFor(
  failure: Pick<SlackFailure, 'kind' | 'code' | 'retryAfterMs'>,
  { doing, attempts }: { doing: Doing; attempts: number },
): Remedy {
  if (failure.kind === 'rate_limited') return { kind: 'wait', ms: failure.retryAfterMs ?? 1000 };
  if (failure.kind === 'transient') return { kind: 'retry', quietMs: 0, patient: true };
  if (failure.kind === 'unknown_outcome')
    return { kind: 'retry', quietMs: quietFor(failure, doing), patient: true };
  if (messageGone.has(failure.code))
    return { kind: 'settle', reason: doing === 'edit' ? 'deleted by somebody' : 'thread deleted' };
  if (doing === 'edit' && notOursToEdit.has(failure.code)) return { kind: 'anew' };
  if (failure.kind === 'invalid' && (doing === 'send' || doing === 'edit'))
    return { kind: 'plainer' };
  if (failure.code === 'not_in_channel' && attempts < triesForPeople) return { kind: 'join' };
  return attempts >= triesForPeople
    ? { kind: 'dead' }
    : { kind: 'retry', quietMs: 0, patient: false };
}

/**
 * A send whose answer was lost may still be on its way through Slack: looked for too early it is not
 * found, sent again, and then stands there twice. One that Slack sat on for ten seconds may take long.
 */
function quietFor({ code }: { code: string }, doing: Doing): number {
  if (doing !== 'send') return 0;
  return code === 'timed_out' ? 30_000 : 3_000;
}

/** Whether a failed send certainly left nothing in the channel, so that nothing has to be looked for. */
export const surelyUnsent = (failure: Pick<SlackFailure, 'kind'>): boolean =>
  failure.kind !== 'unknown_outcome';
