import { SlackError } from '../world/errors.ts';
import {
  type Channel,
  directMessage,
  type Message,
  SLACKBOT,
  type User,
  type World,
} from '../world/world.ts';
import { type Args, required } from './args.ts';

/** Whether the app was granted a scope; without a manifest it has them all. */
export const granted = (world: World, scope: string): boolean =>
  world.app.scopes?.has(scope) ?? true;

/** @throws SlackError `missing_scope` */
export function needScope(world: World, ...anyOf: string[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => granted(world, scope))) return;
  throw new SlackError('missing_scope', {
    needed: anyOf.join(','),
    provided: [...(world.app.scopes ?? [])].join(','),
  });
}

/**
 * A channel by id. A private one that the bot is not in does not exist for it.
 * @throws SlackError `channel_not_found`
 */
export function findChannel(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  const hidden = channel?.is_private && !channel.members.has(world.app.user);
  if (!channel || hidden) throw new SlackError('channel_not_found');
  return channel;
}

/** `chat.postMessage` alone also takes a name, and a person, whose direct message is opened. */
export function findTarget(world: World, given: string): Channel {
  if (/^[UW][A-Z0-9]+$/.test(given)) {
    const user = world.users.get(given);
    if (!user) throw new SlackError('channel_not_found');
    if (user.is_bot || user.id === SLACKBOT) throw new SlackError('cannot_dm_bot');
    return directMessage(world, given);
  }
  if (world.channels.has(given)) return findChannel(world, given);
  const name = given.replace(/^#/, '');
  for (const channel of world.channels.values()) {
    if (!channel.is_im && channel.name === name) return findChannel(world, channel.id);
  }
  throw new SlackError('channel_not_found');
}

/** @throws SlackError `user_not_found` */
export function findUser(world: World, id: string, code = 'user_not_found'): User {
  const user = world.users.get(id);
  if (!user) throw new SlackError(code);
  return user;
}

/** A message that the call names by channel and `ts`. @throws SlackError `message_not_found` */
export function findMessage(channel: Channel, ts: string): Message {
  const message = channel.byTs.get(ts);
  if (!message) throw new SlackError('message_not_found');
  return message;
}

/** The channel of a read; the bot has to be in it. */
export function readableChannel(world: World, args: Args, kind: 'history' | 'read'): Channel {
  const channel = findChannel(world, required(args, 'channel'));
  needScope(world, `${scopeGroup(channel)}:${kind}`);
  if (kind === 'history' && !channel.members.has(world.app.user)) {
    throw new SlackError('not_in_channel');
  }
  return channel;
}

export function scopeGroup(channel: Channel): 'im' | 'groups' | 'channels' {
  if (channel.is_im) return 'im';
  return channel.is_private ? 'groups' : 'channels';
}
