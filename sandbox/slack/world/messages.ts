import type { Block, Json } from '../wire.ts';
import { toWire } from './shapes.ts';
import {
  type Audience,
  audienceOf,
  type Channel,
  emit,
  type Message,
  nextId,
  nextTs,
  SLACKBOT,
  type World,
} from './world.ts';

export type Draft = Partial<Message> & { user: string; text: string };

/** Adds a message to a channel, and to its thread when it names one. */
export function addMessage(world: World, channel: Channel, draft: Draft): Message {
  const message = build(world, channel, draft);
  channel.messages.push(message);
  channel.byTs.set(message.ts, message);
  remember(world, 'post', message);
  emit(world, { type: 'message', message: toWire(world, message) }, audienceOf(channel));
  const parent = parentOf(channel, message);
  if (parent) {
    parent.thread_ts = parent.ts;
    parent.replies.push(message);
    tellChanged(world, channel, parent);
  }
  return message;
}

/** Shows a message to one person only; it is in no channel and no history. */
export function addEphemeral(
  world: World,
  channel: Channel,
  visibleTo: string,
  draft: Draft,
): Message {
  const message = build(world, channel, { ...draft, visibleTo });
  const list = world.ephemerals.get(visibleTo) ?? [];
  world.ephemerals.set(visibleTo, [...list, message]);
  remember(world, 'ephemeral', message);
  emit(world, { type: 'ephemeral', message: toWire(world, message) }, [visibleTo]);
  return message;
}

export function editMessage(world: World, message: Message, changes: Partial<Message>): void {
  Object.assign(message, changes, named(world, changes));
  if (!message.visibleTo) message.edited = { user: message.user, ts: nextTs(world) };
  remember(world, 'edit', message);
  tellChanged(world, world.channels.get(message.channel), message);
}

/** A parent with replies leaves a tombstone, so that its thread still hangs on something. */
export function deleteMessage(world: World, message: Message): void {
  const channel = world.channels.get(message.channel);
  if (!channel) return;
  remember(world, 'delete', message);
  if (message.replies.length > 0) {
    const { blocks: _blocks, attachments: _attachments, files: _files, ...rest } = message;
    for (const key of Object.keys(message)) Reflect.deleteProperty(message, key);
    Object.assign(message, rest, {
      text: 'This message was deleted.',
      user: SLACKBOT,
      subtype: 'tombstone',
    });
    tellChanged(world, channel, message);
    return;
  }
  forget(world, channel, message);
  emit(
    world,
    {
      type: 'message_deleted',
      channel: channel.id,
      ts: message.ts,
      ephemeral: message.visibleTo !== undefined,
      ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
    },
    seenBy(channel, message),
  );
}

function forget(world: World, channel: Channel, message: Message): void {
  if (message.visibleTo) {
    const rest = world.ephemerals.get(message.visibleTo)?.filter((each) => each !== message);
    world.ephemerals.set(message.visibleTo, rest ?? []);
    return;
  }
  channel.messages = channel.messages.filter((each) => each !== message);
  channel.byTs.delete(message.ts);
  const parent = parentOf(channel, message);
  if (!parent) return;
  parent.replies = parent.replies.filter((each) => each !== message);
  tellChanged(world, channel, parent);
}

/** The message that a reply hangs on. */
export function parentOf(channel: Channel, message: Message): Message | undefined {
  if (message.thread_ts === undefined || message.thread_ts === message.ts) return undefined;
  return channel.byTs.get(message.thread_ts);
}

export function tellChanged(world: World, channel: Channel | undefined, message: Message): void {
  if (!channel) return;
  const event = { type: 'message_changed', message: toWire(world, message) } as const;
  emit(world, event, seenBy(channel, message));
}

const seenBy = (channel: Channel, message: Message): Audience =>
  message.visibleTo === undefined ? audienceOf(channel) : [message.visibleTo];

function build(world: World, channel: Channel, draft: Draft): Message {
  return {
    ...draft,
    channel: channel.id,
    ts: nextTs(world),
    reactions: new Map(),
    replies: [],
    ...named(world, draft),
  };
}

/** Content with a name for every block, those of attachments too. */
function named(world: World, { blocks, attachments }: Partial<Message>): Partial<Message> {
  return {
    ...(blocks ? { blocks: withIds(world, blocks) } : {}),
    ...(attachments
      ? {
          attachments: attachments.map((attachment) =>
            Array.isArray(attachment['blocks'])
              ? { ...attachment, blocks: withIds(world, attachment['blocks'] as Block[]) }
              : attachment,
          ),
        }
      : {}),
  };
}

/** Slack gives a name to every block and to every element that can be pressed. */
export function withIds(world: World, blocks: readonly Block[]): Block[] {
  return blocks.map((block) => {
    const named = { ...block, block_id: block.block_id ?? nextId(world, 'b') };
    const children = block['child_blocks'];
    return {
      ...named,
      ...(Array.isArray(children) ? { child_blocks: withIds(world, children as Block[]) } : {}),
      ...Object.fromEntries(
        ['elements', 'accessory', 'element', 'actions']
          .filter((key) => block[key] !== undefined)
          .map((key) => [key, withActionIds(world, block[key])]),
      ),
    };
  });
}

const SILENT = /^(image|mrkdwn|plain_text|text|link|emoji|user|rich_text.*|card)$/;

function withActionIds(world: World, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => withActionIds(world, each));
  if (typeof value !== 'object' || value === null) return value;
  const element = value as Json;
  if (element['action_id'] !== undefined || SILENT.test(String(element['type']))) return element;
  return { ...element, action_id: nextId(world, 'a') };
}

function remember(world: World, kind: 'post' | 'edit' | 'delete' | 'ephemeral', m: Message): void {
  world.history.push({
    kind,
    at: world.clock.now(),
    channel: m.channel,
    ts: m.ts,
    user: m.visibleTo ?? m.user,
    text: m.text,
    ...(m.blocks ? { blocks: m.blocks } : {}),
    ...(m.thread_ts === undefined ? {} : { thread_ts: m.thread_ts }),
  });
}
