import type { Json } from '../wire.ts';
import { SlackError } from '../world/errors.ts';
import { apiChannel, toApi, wireChannel } from '../world/shapes.ts';
import {
  audienceOf,
  type Channel,
  directMessage,
  emit,
  type Message,
  violation,
  type World,
} from '../world/world.ts';
import { type Args, flag, limit, names, optional, page, required } from './args.ts';
import {
  findChannel,
  findUser,
  granted,
  needScope,
  readableChannel,
  scopeGroup,
} from './lookup.ts';
import type { Context, Methods } from './method.ts';

const GROUPS: Record<string, 'channels' | 'groups' | 'im' | 'mpim'> = {
  public_channel: 'channels',
  private_channel: 'groups',
  im: 'im',
  mpim: 'mpim',
};

/** The kinds of channel that a call asks for, each with its scope. */
function asked(world: World, args: Args): string[] {
  const types = names(args, 'types');
  const groups = (types.length > 0 ? types : ['public_channel']).map((type) => GROUPS[type]);
  for (const group of groups) {
    if (group === undefined) throw new SlackError('invalid_types');
    needScope(world, `${group}:read`);
  }
  return groups.filter((group) => group !== undefined);
}

function visible(world: World, args: Args): Channel[] {
  const groups = asked(world, args);
  return [...world.channels.values()].filter(
    (channel) =>
      groups.includes(scopeGroup(channel)) &&
      (!channel.is_private || channel.members.has(world.app.user)) &&
      !(flag(args, 'exclude_archived') && channel.is_archived),
  );
}

function list({ world }: Context, args: Args): Json {
  const { page: channels, response_metadata } = page(visible(world, args), args, {
    fallback: 100,
    most: 1000,
  });
  return { channels: channels.map((channel) => apiChannel(world, channel)), response_metadata };
}

function usersConversations({ world }: Context, args: Args): Json {
  const user = optional(args, 'user') ?? world.app.user;
  findUser(world, user);
  const mine = visible(world, args).filter((channel) => channel.members.has(user));
  const { page: channels, response_metadata } = page(mine, args, { fallback: 100, most: 1000 });
  return { channels: channels.map((channel) => apiChannel(world, channel)), response_metadata };
}

function info({ world }: Context, args: Args): Json {
  const channel = readableChannel(world, args, 'read');
  return { channel: apiChannel(world, channel) };
}

/** Newest first from `latest` down to `oldest`; the bounds themselves only when `inclusive`. */
function window(messages: readonly Message[], args: Args): Message[] {
  const oldest = optional(args, 'oldest') ?? '0';
  const latest = optional(args, 'latest') ?? '9999999999.999999';
  const inclusive = flag(args, 'inclusive');
  const [from, to] = [Number(oldest), Number(latest)];
  if (Number.isNaN(from)) throw new SlackError('invalid_ts_oldest');
  if (Number.isNaN(to)) throw new SlackError('invalid_ts_latest');
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return (at > from && at < to) || (inclusive && (at === from || at === to));
  });
}

/** Metadata is shown only on request, and with its scope. */
function withMetadata(world: World, args: Args): { metadata: boolean } {
  if (!flag(args, 'include_all_metadata')) return { metadata: false };
  const metadata = granted(world, 'metadata.message:read');
  if (!metadata) violation(world, 'include_all_metadata without the scope metadata.message:read');
  return { metadata };
}

const onSurface = (message: Message): boolean =>
  message.thread_ts === undefined ||
  message.thread_ts === message.ts ||
  message.subtype === 'thread_broadcast';

function history({ world }: Context, args: Args): Json {
  const channel = readableChannel(world, args, 'history');
  const found = window(channel.messages.filter(onSurface), args).reverse();
  const { page: messages, response_metadata } = page(found, args, { fallback: 100, most: 999 });
  const options = withMetadata(world, args);
  return {
    messages: messages.map((message) => toApi(world, message, options)),
    has_more: response_metadata.next_cursor !== '',
    pin_count: 0,
    ...(response_metadata.next_cursor ? { response_metadata } : {}),
  };
}

/** The parent comes first on every page, then the replies, oldest first. */
function replies({ world }: Context, args: Args): Json {
  const channel = readableChannel(world, args, 'history');
  const ts = required(args, 'ts');
  const message = channel.byTs.get(ts);
  if (!message) throw new SlackError('thread_not_found');
  const root = channel.byTs.get(message.thread_ts ?? ts) ?? message;
  const found = message === root ? window(root.replies, args) : [message];
  const count = limit(args, 1000, 1000);
  const { page: below, response_metadata } = page(
    found,
    { ...args, limit: Math.max(1, count - 1) },
    {
      fallback: 999,
      most: 999,
    },
  );
  const options = withMetadata(world, args);
  const thread = message === root ? [root, ...below] : below;
  return {
    messages: thread.map((each) => toApi(world, each, options)),
    has_more: response_metadata.next_cursor !== '',
    ...(response_metadata.next_cursor ? { response_metadata } : {}),
  };
}

function open({ world }: Context, args: Args): Json {
  const channel = optional(args, 'channel');
  if (channel !== undefined) return { channel: apiChannel(world, findChannel(world, channel)) };
  const users = names(args, 'users');
  const [user] = users;
  if (user === undefined) throw new SlackError('users_list_not_supplied');
  if (users.length > 1) throw new SlackError('method_not_supported_for_channel_type');
  const found = findUser(world, user);
  if (found.is_bot) throw new SlackError('cannot_dm_bot');
  if (found.deleted) throw new SlackError('user_disabled');
  const im = directMessage(world, user);
  return { no_op: false, already_open: true, channel: { id: im.id, ...apiChannel(world, im) } };
}

function join({ world }: Context, args: Args): Json {
  const channel = findChannel(world, required(args, 'channel'));
  if (channel.is_private || channel.is_im) {
    throw new SlackError('method_not_supported_for_channel_type');
  }
  if (channel.is_archived) throw new SlackError('is_archived');
  channel.members.add(world.app.user);
  emit(world, { type: 'channel_changed', channel: wireChannel(channel) }, audienceOf(channel));
  return { channel: apiChannel(world, channel) };
}

function members({ world }: Context, args: Args): Json {
  const channel = readableChannel(world, args, 'read');
  const { page: ids, response_metadata } = page([...channel.members], args, {
    fallback: 100,
    most: 1000,
  });
  return { members: ids, response_metadata };
}

const anyRead = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const anyHistory = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];

export const conversations: Methods = {
  'conversations.list': { tier: 2, scopes: anyRead, run: list },
  'users.conversations': { tier: 3, scopes: anyRead, run: usersConversations },
  'conversations.info': { tier: 3, scopes: anyRead, run: info },
  'conversations.history': { tier: 3, scopes: anyHistory, run: history },
  'conversations.replies': { tier: 3, scopes: anyHistory, run: replies },
  'conversations.open': { tier: 3, scopes: ['im:write', 'mpim:write'], run: open },
  'conversations.join': { tier: 3, scopes: ['channels:join'], run: join },
  'conversations.members': { tier: 4, scopes: anyRead, run: members },
};
