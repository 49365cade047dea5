import { announce, announceChange } from '../app/events.ts';
import type { Json } from '../wire.ts';
import { SlackError } from '../world/errors.ts';
import { addEphemeral, addMessage, deleteMessage, editMessage } from '../world/messages.ts';
import { toApi } from '../world/shapes.ts';
import { type Channel, type Message, violation, type World } from '../world/world.ts';
import { type Args, optional, required } from './args.ts';
import {
  broadcasts,
  type Content,
  needSomething,
  readContent,
  readDisguise,
  readMetadata,
} from './content.ts';
import { findChannel, findMessage, findTarget, findUser, granted, needScope } from './lookup.ts';
import type { Context, Methods } from './method.ts';

/** @throws SlackError unless the bot may write there */
function mayPost(world: World, channel: Channel): void {
  if (channel.is_archived) throw new SlackError('is_archived');
  if (channel.members.has(world.app.user)) return;
  if (channel.is_private || channel.is_im) throw new SlackError('channel_not_found');
  if (!granted(world, 'chat:write.public')) throw new SlackError('not_in_channel');
}

/** The root of the thread that a call names; Slack takes a reply's `ts`, to everyone's confusion. */
function threadOf(world: World, channel: Channel, args: Args): string | undefined {
  const ts = optional(args, 'thread_ts');
  if (ts === undefined) return undefined;
  if (!/^\d+\.\d{6}$/.test(ts)) throw new SlackError('invalid_thread_ts');
  const parent = channel.byTs.get(ts);
  if (!parent) throw new SlackError('thread_not_found');
  if (parent.thread_ts === undefined || parent.thread_ts === ts) return ts;
  violation(world, `chat.postMessage: thread_ts ${ts} is a reply, not the parent of a thread`);
  return parent.thread_ts;
}

function readMessage(world: World, args: Args): Content {
  const metadata = readMetadata(args);
  return { ...readContent(world, args), ...(metadata ? { metadata } : {}) };
}

function post({ world, limits }: Context, args: Args): Json {
  const channel = findTarget(world, required(args, 'channel'));
  mayPost(world, channel);
  const content = readMessage(world, args);
  needSomething(content);
  const disguise = readDisguise(args);
  if (Object.keys(disguise).length > 0) needScope(world, 'chat:write.customize');
  const thread = threadOf(world, channel, args);
  limits.post(channel);
  const message = addMessage(world, channel, {
    text: '',
    ...content,
    ...disguise,
    user: world.app.user,
    bot_id: world.app.botId,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(thread !== undefined && broadcasts(args) ? { subtype: 'thread_broadcast' } : {}),
  });
  void announce(world, message);
  return {
    channel: channel.id,
    ts: message.ts,
    message: toApi(world, message, { metadata: true }),
  };
}

function ownMessage(world: World, args: Args, refusal: string): [Channel, Message] {
  const channel = findChannel(world, required(args, 'channel'));
  const message = findMessage(channel, required(args, 'ts'));
  if (message.bot_id !== world.app.botId || message.subtype === 'tombstone') {
    throw new SlackError(refusal);
  }
  return [channel, message];
}

/** Text without blocks takes the place of the blocks; without text they stay as they were. */
function changesOf(content: Content): Content {
  const replaces = content.text !== undefined && content.blocks === undefined;
  return replaces ? { ...content, blocks: [] } : content;
}

function update({ world }: Context, args: Args): Json {
  const [channel, message] = ownMessage(world, args, 'cant_update_message');
  const content = changesOf(readMessage(world, args));
  needSomething({ ...message, ...content });
  if (Object.keys(content).length === 0) throw new SlackError('no_text');
  const before = toApi(world, message);
  editMessage(world, message, content);
  if (content.metadata && Object.keys(content.metadata).length === 0) delete message.metadata;
  void announceChange(world, message, before);
  return {
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: toApi(world, message, { metadata: true }),
  };
}

function remove({ world }: Context, args: Args): Json {
  const [channel, message] = ownMessage(world, args, 'cant_delete_message');
  const { ts } = message;
  deleteMessage(world, message);
  return { channel: channel.id, ts };
}

function postEphemeral({ world }: Context, args: Args): Json {
  const channel = findTarget(world, required(args, 'channel'));
  mayPost(world, channel);
  const user = findUser(world, required(args, 'user'), 'user_not_in_channel');
  if (!channel.members.has(user.id)) throw new SlackError('user_not_in_channel');
  const content = readContent(world, args);
  needSomething(content);
  const thread = threadOf(world, channel, args);
  const message = addEphemeral(world, channel, user.id, {
    text: '',
    ...content,
    user: world.app.user,
    bot_id: world.app.botId,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  });
  return { message_ts: message.ts };
}

function permalink({ world }: Context, args: Args): Json {
  const channel = findChannel(world, required(args, 'channel'));
  const message = findMessage(channel, required(args, 'message_ts'));
  const link = `https://${world.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  const { thread_ts: thread } = message;
  const inThread = thread !== undefined && thread !== message.ts;
  return {
    channel: channel.id,
    permalink: inThread ? `${link}?thread_ts=${thread}&cid=${channel.id}` : link,
  };
}

const write = ['chat:write'];

export const chat: Methods = {
  'chat.postMessage': { tier: 'special', scopes: write, run: post },
  'chat.update': { tier: 3, scopes: write, run: update },
  'chat.delete': { tier: 3, scopes: write, run: remove },
  'chat.postEphemeral': { tier: 4, scopes: write, run: postEphemeral },
  'chat.getPermalink': { tier: 'special', scopes: [], run: permalink },
};
