import type { WireChannel, WireEvent, WireMessage, WireState, WireView } from '../../slack/wire.ts';
import {
  type Feed,
  type Feeds,
  merged,
  withMessage,
  withoutMessage,
  withReactions,
} from './feeds.ts';

/** All that the page knows as one person. */
export type Model = {
  state: WireState | undefined;
  /** By channel id, and by `channel/ts` for a thread. */
  feeds: Feeds;
  /** Messages by others since this person last looked, by channel. */
  unread: Record<string, number>;
  /** What was wrong with a submission: by view, by block. */
  errors: Record<string, Record<string, string>>;
};

export const emptyModel: Model = { state: undefined, feeds: {}, unread: {}, errors: {} };

export type Change =
  | { kind: 'reset' }
  | { kind: 'state'; state: WireState }
  | { kind: 'feed'; key: string; messages: WireMessage[]; more: boolean }
  | { kind: 'unread'; channel: string; count: number }
  | { kind: 'errors'; view: string; errors: Record<string, string> }
  | { kind: 'dismiss'; message: WireMessage }
  /** `looking` is the channel before the visitor's eyes. */
  | { kind: 'event'; event: WireEvent; looking: string };

/** The model after a change. */
export function reduce(model: Model, change: Change): Model {
  switch (change.kind) {
    case 'reset':
      return emptyModel;
    case 'state':
      return { ...model, state: change.state };
    case 'feed': {
      const feed = merged(model.feeds[change.key], change.messages, change.more);
      return { ...model, feeds: { ...model.feeds, [change.key]: feed } };
    }
    case 'unread':
      return { ...model, unread: { ...model.unread, [change.channel]: change.count } };
    case 'errors':
      return { ...model, errors: { ...model.errors, [change.view]: change.errors } };
    case 'dismiss':
      return { ...model, feeds: withoutMessage(model.feeds, change.message) };
    case 'event':
      return applied(model, change.event, change.looking);
  }
}

/** The messages of a channel or thread as they are known, and whether they were ever loaded. */
export function feedOf(model: Model, key: string): Feed | undefined {
  return model.feeds[key];
}

function applied(model: Model, event: WireEvent, looking: string): Model {
  switch (event.type) {
    case 'message':
      return counted(
        { ...model, feeds: withMessage(model.feeds, event.message) },
        event.message,
        looking,
      );
    case 'message_changed':
    case 'ephemeral':
      return { ...model, feeds: withMessage(model.feeds, event.message) };
    case 'message_deleted':
      return { ...model, feeds: withoutMessage(model.feeds, event) };
    case 'reaction':
      return { ...model, feeds: withReactions(model.feeds, event) };
    default:
      return model.state ? { ...inState(model, event, model.state) } : model;
  }
}

function inState(model: Model, event: WireEvent, state: WireState): Model {
  const next = (changes: Partial<WireState>) => ({ ...model, state: { ...state, ...changes } });
  switch (event.type) {
    case 'view_opened':
      return next({ views: [...withoutView(state.views, event.view.id), event.view] });
    case 'view_updated': {
      const views = state.views.map((view) => (view.id === event.view.id ? event.view : view));
      const errors = { ...model.errors, [event.view.id]: event.errors ?? {} };
      return { ...next({ views }), errors };
    }
    case 'view_closed':
      return next({ views: withoutView(state.views, event.view_id) });
    case 'home_published':
      return next({ home: event.view });
    case 'channel_created':
    case 'channel_changed':
      return next({ channels: withChannel(state.channels, event.channel) });
    case 'usergroup_changed':
      return next({
        usergroups: [
          ...state.usergroups.filter((one) => one.id !== event.usergroup.id),
          event.usergroup,
        ],
      });
    case 'app_connection':
      return next({ app: { ...state.app, connected: event.connected } });
    default:
      return model;
  }
}

function withoutView(views: readonly WireView[], id: string): WireView[] {
  return views.filter((view) => view.id !== id);
}

function withChannel(channels: readonly WireChannel[], channel: WireChannel): WireChannel[] {
  const known = channels.some((one) => one.id === channel.id);
  if (!known) return [...channels, channel];
  return channels.map((one) => (one.id === channel.id ? channel : one));
}

/** A message by somebody else, elsewhere, is unread; a reply in a thread is not. */
function counted(model: Model, message: WireMessage, looking: string): Model {
  const reply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  const mine = message.user === model.state?.me.id;
  if (reply || mine || message.channel === looking) return model;
  const count = (model.unread[message.channel] ?? 0) + 1;
  return { ...model, unread: { ...model.unread, [message.channel]: count } };
}
