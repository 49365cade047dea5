/** What a page is shown: people, channels, messages, views, and the events that change them. */

/** A Block Kit block, element or composition object as JSON, exactly as the app sent it. */
export type Json = { [key: string]: unknown };
export type Block = Json & { type: string; block_id?: string };

export type WireUser = {
  id: string;
  /** The handle: `dana`. */
  name: string;
  real_name: string;
  /** What they do: `Developer`. Empty for bots. */
  title: string;
  email?: string;
  /** Emoji that stands for a face, and its background, six hex digits without `#`. */
  avatar: string;
  color: string;
  is_bot: boolean;
};

export type WireChannel = {
  id: string;
  /** Without the `#`; for a direct message, the other one's handle. */
  name: string;
  topic: string;
  is_im: boolean;
  is_private: boolean;
  is_archived: boolean;
  /** Everyone in it, bots too. */
  members: string[];
  /** The `ts` of its last message, absent in an empty channel. */
  latest?: string;
};

export type WireReaction = { name: string; users: string[]; count: number };

export type WireFile = {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
  /** Path on this server (`/sandbox/files/F…`); needs no token, loopback only. */
  url: string;
};

export type WireMessage = {
  channel: string;
  ts: string;
  /** Who wrote it; the bot's user for what the app posts, `USLACKBOT` for Slack's own words. */
  user: string;
  bot_id?: string;
  /** Name and icon where the app posted under another name. */
  username?: string;
  icon_emoji?: string;
  icon_url?: string;
  /** Shown when there are no blocks; mrkdwn, escaped as Slack sends it (`&lt;`). */
  text: string;
  blocks?: Block[];
  attachments?: Json[];
  files?: WireFile[];
  /** Of the parent, when it belongs to a thread; equal to `ts` on the parent itself. */
  thread_ts?: string;
  reply_count?: number;
  reply_users?: string[];
  latest_reply?: string;
  /** `thread_broadcast` (also sent to the channel), `channel_join` …; absent on plain messages. */
  subtype?: string;
  edited?: { user: string; ts: string };
  reactions?: WireReaction[];
  /** Only `user` of the request sees it; it lives until the page reloads, or is replaced. */
  is_ephemeral?: true;
};

/** A modal or a Home tab as Slack holds it. */
export type WireView = {
  id: string;
  type: 'modal' | 'home';
  callback_id: string;
  title?: { type: 'plain_text'; text: string; emoji?: boolean };
  submit?: { type: 'plain_text'; text: string; emoji?: boolean } | null;
  close?: { type: 'plain_text'; text: string; emoji?: boolean } | null;
  blocks: Block[];
  private_metadata: string;
  external_id: string;
  hash: string;
  root_view_id: string;
  previous_view_id: string | null;
  notify_on_close: boolean;
  clear_on_close: boolean;
  state: { values: ViewValues };
};

/** `block_id` → `action_id` → what the element holds. */
export type ViewValues = Record<string, Record<string, ElementValue>>;

/**
 * What an input holds, in Slack's own shape: `{ type: 'plain_text_input', value }`,
 * `{ type: 'static_select', selected_option }`, `{ type: 'checkboxes', selected_options }`,
 * `{ type: 'users_select', selected_user }`, `{ type: 'datepicker', selected_date }` …
 * `type` may be left out by the page; the workspace fills it in from the block.
 */
export type ElementValue = Json & { type?: string };

export type WireCommand = {
  /** With the slash: `/ci`. */
  name: string;
  description: string;
  /** `[status|failures|help]`, empty when the manifest has none. */
  usage_hint: string;
};

export type WireShortcut = {
  name: string;
  type: 'message' | 'global';
  callback_id: string;
  description: string;
};

export type WireUsergroup = { id: string; handle: string; name: string; users: string[] };

/** `GET state?user=U…`: all a page needs to draw itself, messages aside. */
export type WireState = {
  team: { id: string; name: string; domain: string };
  me: WireUser;
  /** The app that is installed; `user` is its bot user, `im` its direct message with `me`. */
  app: { id: string; name: string; user: string; bot_id: string; im: string; connected: boolean };
  users: WireUser[];
  /** Public ones, and the private ones and direct messages that `me` is in. */
  channels: WireChannel[];
  usergroups: WireUsergroup[];
  commands: WireCommand[];
  shortcuts: WireShortcut[];
  /** The Home tab as last published to `me`. */
  home?: WireView;
  /** The modals open before `me`, the topmost last. */
  views: WireView[];
};

/** `GET channels/:id/messages?user=&before=&limit=` and `GET channels/:id/threads/:ts?user=`. */
export type WireMessages = {
  /** Oldest first. A thread begins with its parent. Ephemeral ones for `user` stand in place. */
  messages: WireMessage[];
  /** Whether there are older ones: ask again with `before` = the first `ts`. */
  has_more: boolean;
};

/**
 * `GET events?user=U…`: Server-Sent Events, one `data:` line of JSON each, with a growing `id:`
 * (a reconnecting page gets what it missed by `Last-Event-ID`, up to 1,000 events back; when more
 * was missed it gets `reset`, and should load the state again). Only what `user` may see is sent.
 */
export type WireEvent =
  | { type: 'hello' }
  | { type: 'reset' }
  | { type: 'message'; message: WireMessage }
  /** An edit, a reply count, a file, a reaction: the message as it is now. */
  | { type: 'message_changed'; message: WireMessage }
  | { type: 'message_deleted'; channel: string; ts: string; thread_ts?: string; ephemeral: boolean }
  | { type: 'ephemeral'; message: WireMessage }
  | { type: 'view_opened'; view: WireView }
  /** `errors`, by block id, after a submission that was refused. */
  | { type: 'view_updated'; view: WireView; errors?: Record<string, string> }
  | { type: 'view_closed'; view_id: string }
  | { type: 'home_published'; view: WireView }
  | { type: 'reaction'; channel: string; ts: string; reactions: WireReaction[] }
  | { type: 'channel_created'; channel: WireChannel }
  | { type: 'channel_changed'; channel: WireChannel }
  | { type: 'usergroup_changed'; usergroup: WireUsergroup }
  /** The app came or went (Socket Mode); always connected in HTTP mode. */
  | { type: 'app_connection'; connected: boolean };
