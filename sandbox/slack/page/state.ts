import type { WireMessages, WireState } from '../wire.ts';
import { toWire, wireChannel, wireUser } from '../world/shapes.ts';
import { publicView } from '../world/views.ts';
import {
  type Channel,
  directMessage,
  type Message,
  type User,
  type World,
} from '../world/world.ts';

/** Everything that a person sees, messages aside. */
export function stateFor(world: World, me: User): WireState {
  const im = directMessage(world, me.id);
  const channels = [...world.channels.values()].filter(
    (channel) => !(channel.is_im || channel.is_private) || channel.members.has(me.id),
  );
  const home = world.views.get(world.homes.get(me.id) ?? '');
  const { app } = world;
  return {
    team: world.team,
    me: wireUser(me),
    app: {
      id: app.id,
      name: app.name,
      user: app.user,
      bot_id: app.botId,
      im: im.id,
      connected: world.connected(),
    },
    users: [...world.users.values()].map(wireUser),
    channels: channels.map(wireChannel),
    usergroups: [...world.usergroups.values()].map(({ id, handle, name, users }) => ({
      id,
      handle,
      name,
      users,
    })),
    commands: app.commands.map(({ name, description, usage_hint }) => ({
      name,
      description,
      usage_hint,
    })),
    shortcuts: app.shortcuts,
    ...(home ? { home: publicView(home) } : {}),
    views: (world.stacks.get(me.id) ?? [])
      .map((id) => world.views.get(id))
      .filter((view) => view !== undefined)
      .map(publicView),
  };
}

export type Slice = { user: string; before?: string; limit: number };

/** A channel as it stands, the newest `limit` messages before a time, oldest first. */
export function channelMessages(world: World, channel: Channel, slice: Slice): WireMessages {
  const own = (world.ephemerals.get(slice.user) ?? []).filter((m) => m.channel === channel.id);
  const surface = [...channel.messages, ...own].filter(
    ({ thread_ts: thread, ts, subtype }) =>
      thread === undefined || thread === ts || subtype === 'thread_broadcast',
  );
  const older = surface
    .filter(({ ts }) => slice.before === undefined || Number(ts) < Number(slice.before))
    .sort(byTime);
  const shown = older.slice(-slice.limit);
  return {
    messages: shown.map((message) => toWire(world, message)),
    has_more: older.length > shown.length,
  };
}

export function threadMessages(
  world: World,
  channel: Channel,
  ts: string,
  user: string,
): WireMessages {
  const root = channel.byTs.get(ts);
  const own = (world.ephemerals.get(user) ?? []).filter(
    (m) => m.channel === channel.id && m.thread_ts === ts,
  );
  const messages = root ? [root, ...[...root.replies, ...own].sort(byTime)] : [];
  return { messages: messages.map((message) => toWire(world, message)), has_more: false };
}

const byTime = (a: Message, b: Message): number => Number(a.ts) - Number(b.ts);
