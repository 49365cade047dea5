import type { Block, Json, WireReaction } from '../wire.ts';
import { reactionsOf } from '../world/shapes.ts';
import type { Channel, HistoryEntry, Message, World } from '../world/world.ts';
import type { Link, Mention } from './mrkdwn.ts';
import { read } from './plain.ts';

/** A message as a test looks at it: what stands there at the moment of looking. */
export type MessageView = {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly attachments: readonly Json[];
  readonly thread_ts: string | undefined;
  readonly metadata: Json | undefined;
  readonly edited: boolean;
  readonly isEphemeral: boolean;
  readonly reactions: WireReaction[];
  readonly files: readonly string[];
  /** All that a person reads, with blocks, links and mentions resolved. */
  readonly plain: string;
  readonly mentions: Mention[];
  readonly links: Link[];
};

export type ChannelView = {
  readonly id: string;
  readonly name: string;
  readonly members: string[];
  /** What stands in the channel itself, oldest first: no replies, nothing deleted. */
  readonly messages: MessageView[];
  readonly last: MessageView | undefined;
  /** A thread with its parent first. */
  thread(parent: string | { ts: string }): MessageView[];
  /** Every post, edit and deletion here, in order, ephemeral ones too. */
  readonly history: HistoryEntry[];
};

export function viewMessage(world: World, message: Message): MessageView {
  const reading = () =>
    read(world, {
      text: message.text,
      ...(message.blocks ? { blocks: message.blocks } : {}),
      ...(message.attachments ? { attachments: message.attachments } : {}),
    });
  return {
    get channel() {
      return message.channel;
    },
    get ts() {
      return message.ts;
    },
    get user() {
      return message.user;
    },
    get text() {
      return message.text;
    },
    get blocks() {
      return message.blocks ?? [];
    },
    get attachments() {
      return message.attachments ?? [];
    },
    get thread_ts() {
      return message.thread_ts;
    },
    get metadata() {
      return message.metadata;
    },
    get edited() {
      return message.edited !== undefined;
    },
    get isEphemeral() {
      return message.visibleTo !== undefined;
    },
    get reactions() {
      return reactionsOf(message);
    },
    get files() {
      return message.files ?? [];
    },
    get plain() {
      return reading().plain;
    },
    get mentions() {
      return reading().mentions;
    },
    get links() {
      return reading().links;
    },
  };
}

export function viewChannel(world: World, channel: Channel): ChannelView {
  const surface = () =>
    channel.messages.filter(
      ({ thread_ts: thread, ts, subtype }) =>
        thread === undefined || thread === ts || subtype === 'thread_broadcast',
    );
  const views = (messages: readonly Message[]) => messages.map((each) => viewMessage(world, each));
  return {
    id: channel.id,
    name: channel.name,
    get members() {
      return [...channel.members];
    },
    get messages() {
      return views(surface());
    },
    get last() {
      return views(surface().slice(-1))[0];
    },
    thread(parent) {
      const root = channel.byTs.get(typeof parent === 'string' ? parent : parent.ts);
      return root ? views([root, ...root.replies]) : [];
    },
    get history() {
      return world.history.filter((entry) => entry.channel === channel.id);
    },
  };
}
