/** What a page sends, and what it is answered. */

import type { ElementValue, Json, ViewValues } from './wire-shapes.ts';

/** Where something was pressed: on a message (ephemeral ones too), or in a view (Home included). */
export type WireSource = { channel: string; ts: string } | { view_id: string };

/** `POST command`: `text` is the whole line, `/ci status acme/api`. */
export type CommandRequest = { user: string; channel: string; text: string };

/** `POST message`. */
export type MessageRequest = { user: string; channel: string; text: string; thread_ts?: string };

/**
 * `POST action`: a button pressed, or an element with a new value. `value` is empty for buttons,
 * else Slack's shape (`{ selected_option: { text, value } }`, `{ selected_user: 'U…' }` …).
 * `values` holds the other inputs of the message or view as they stand (for `state`).
 */
export type ActionRequest = {
  user: string;
  source: WireSource;
  block_id: string;
  action_id: string;
  value?: ElementValue;
  values?: ViewValues;
};

/** `POST view-submit`. Inputs that are not optional must be there, as in Slack's own client. */
export type ViewSubmitRequest = { user: string; view_id: string; values: ViewValues };

/** `POST view-close`: `all` closes the whole stack. */
export type ViewCloseRequest = { user: string; view_id: string; all?: boolean };

/** `POST home-opened`: the person looks at the app's Home (default) or its messages tab. */
export type HomeOpenedRequest = { user: string; tab?: 'home' | 'messages' };

/** `POST options`: what an external select offers for what was typed. */
export type OptionsRequest = {
  user: string;
  source: WireSource;
  block_id: string;
  action_id: string;
  query: string;
};
export type OptionsAnswer = {
  ok: boolean;
  error?: string;
  options?: Json[];
  option_groups?: Json[];
};

/** `POST shortcut`: a global one, or one on a message. */
export type ShortcutRequest = {
  user: string;
  callback_id: string;
  message?: { channel: string; ts: string };
};

/** `POST reaction`. */
export type ReactionRequest = {
  user: string;
  channel: string;
  ts: string;
  name: string;
  remove?: boolean;
};

/** `POST channels`: makes a public channel and joins it; `POST join` and `POST leave` by id. */
export type ChannelRequest = { user: string; name: string };
export type MembershipRequest = { user: string; channel: string };

/**
 * What `command`, `message`, `action`, `view-submit`, `view-close`, `home-opened`, `shortcut`,
 * `reaction`, `channels`, `join`, `leave` answer once Slack is done with it. What the app then
 * shows comes as events. `error` is what Slack would tell the person: `operation_timeout`
 * (no acknowledgement in three seconds), `dispatch_failed` (no app there), `invalid_command` …
 */
export type Outcome = {
  ok: boolean;
  error?: string;
  /** The sentence for a person, when `ok` is false. */
  text?: string;
  /** Of the message just said, or the channel just made. */
  ts?: string;
  channel?: string;
  /** By block id: a submission that the app (or a missing required input) refused. */
  errors?: Record<string, string>;
};

/** `GET faults` and `POST faults` (replaces them all; an empty list heals everything). */
export type FaultRule = {
  /** A Web API method; all of them when absent. */
  method?: string;
  /**
   * `slow`: answered after `ms`. `rate_limit`: 429 with `retryAfter` seconds. `error`: Slack's
   * `error`. `drop_before`: connection closed, nothing done. `drop_after`: done, answer lost.
   */
  kind: 'slow' | 'rate_limit' | 'error' | 'drop_before' | 'drop_after';
  /** Share of calls that it hits, 0 to 1; default 1. */
  rate?: number;
  /** How many calls it hits before it heals by itself; default: until cleared. */
  times?: number;
  ms?: number;
  retryAfter?: number;
  error?: string;
};
/** `refuseCharts`: whether the workspace has no native charts from now on. */
export type FaultsRequest = { faults: FaultRule[]; refuseCharts?: boolean };
