import type { Block, Json, WireEvent, WireView } from '../wire.ts';
import type { AppRules } from './manifest.ts';

export type User = {
  id: string;
  name: string;
  real_name: string;
  title: string;
  email: string;
  tz: string;
  avatar: string;
  color: string;
  is_bot: boolean;
  is_admin: boolean;
  deleted: boolean;
};

export type Message = {
  channel: string;
  ts: string;
  user: string;
  text: string;
  bot_id?: string;
  subtype?: string;
  thread_ts?: string;
  blocks?: Block[];
  attachments?: Json[];
  /** File ids. */
  files?: string[];
  username?: string;
  icon_emoji?: string;
  icon_url?: string;
  edited?: { user: string; ts: string };
  metadata?: Json;
  /** Emoji name → who, in the order of their coming. */
  reactions: Map<string, Set<string>>;
  /** On the parent of a thread, oldest first. */
  replies: Message[];
  /** An ephemeral message: the only one who sees it. */
  visibleTo?: string;
};

export type Channel = {
  id: string;
  name: string;
  topic: string;
  is_im: boolean;
  is_private: boolean;
  is_archived: boolean;
  created: number;
  creator: string;
  members: Set<string>;
  /** Oldest first, replies among them, ephemeral ones not. */
  messages: Message[];
  byTs: Map<string, Message>;
};

export type Usergroup = {
  id: string;
  handle: string;
  name: string;
  description: string;
  users: string[];
  deleted: boolean;
};

export type StoredFile = {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
  alt: string;
  content?: Buffer;
  shared: boolean;
};

export type Trigger = { user: string; expires: number; used: boolean };

export type ResponseUrl = {
  channel: string;
  user: string;
  expires: number;
  uses: number;
  /** What `replace_original` and `delete_original` mean; the last one that was posted by it. */
  original?: Message;
  thread?: string;
  /** Told of every message that is posted through it. */
  posted: (message: Message) => void;
};

export type HistoryEntry = {
  kind: 'post' | 'edit' | 'delete' | 'ephemeral';
  at: number;
  channel: string;
  ts: string;
  user: string;
  text: string;
  blocks?: Block[];
  thread_ts?: string;
};

export type Audience = 'everyone' | readonly string[];

/** All that the workspace knows: plain maps, changed by the files beside this one. */
export type World = {
  url: string;
  clock: { now(): number };
  team: { id: string; name: string; domain: string };
  app: AppRules & { id: string; user: string; botId: string };
  botToken: string;
  appToken: string;
  signingSecret: string;
  refuseCharts: boolean;
  users: Map<string, User>;
  channels: Map<string, Channel>;
  usergroups: Map<string, Usergroup>;
  files: Map<string, StoredFile>;
  uploads: Map<string, string>;
  /** Socket Mode connections that were asked for and not opened yet. */
  tickets: Set<string>;
  views: Map<string, WireView & { owner: string }>;
  /** Open modals of a person, the topmost last. */
  stacks: Map<string, string[]>;
  homes: Map<string, string>;
  ephemerals: Map<string, Message[]>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  history: HistoryEntry[];
  violations: string[];
  listeners: Set<(event: WireEvent, audience: Audience) => void>;
  /** Called after every change and every call, for those who wait for something. */
  watchers: Set<() => void>;
  /** Sends an Events API event to the app; settles when Slack has done with it. */
  toApp: (event: Json) => Promise<void>;
  connected: () => boolean;
  lastMicros: number;
  lastId: number;
};

export const SLACKBOT = 'USLACKBOT';

export function addChannel(
  world: World,
  seed: Partial<Channel> & { id: string; name: string; members: Set<string> },
): Channel {
  const channel: Channel = {
    topic: '',
    is_im: false,
    is_private: false,
    is_archived: false,
    created: Math.floor(world.clock.now() / 1000),
    creator: [...seed.members][0] ?? world.app.user,
    messages: [],
    byTs: new Map(),
    ...seed,
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** The next message time: Slack's form, unique and growing in the workspace. */
export function nextTs(world: World): string {
  const micros = Math.max(world.lastMicros + 1, Math.floor(world.clock.now() * 1000));
  world.lastMicros = micros;
  return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
}

/** An id as Slack writes them: a letter, then digits and capitals. */
export function nextId(world: World, prefix: string): string {
  world.lastId += 1;
  return `${prefix}0${world.lastId.toString(36).toUpperCase().padStart(9, '0')}`;
}

/** The direct message of the app with a person, made on first use. */
export function directMessage(world: World, user: string): Channel {
  const id = `D0${user.slice(2)}`;
  const known = world.channels.get(id);
  if (known) return known;
  const name = world.users.get(user)?.name ?? user;
  return addChannel(world, { id, name, is_im: true, members: new Set([user, world.app.user]) });
}

export function emit(world: World, event: WireEvent, audience: Audience): void {
  for (const listener of world.listeners) listener(event, audience);
  changed(world);
}

/** Lets those who wait look again. */
export function changed(world: World): void {
  for (const look of [...world.watchers]) look();
}

/** Who may see what happens in a channel. */
export const audienceOf = (channel: Channel): Audience =>
  channel.is_im || channel.is_private ? [...channel.members] : 'everyone';

/** Slack would forbid it, or people would hate it: said once, where tests look. */
export function violation(world: World, line: string): void {
  world.violations.push(line);
}
