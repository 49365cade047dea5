import { scopeGroup } from '../methods/lookup.ts';
import type { Json } from '../wire.ts';
import { toApi } from '../world/shapes.ts';
import {
  type Channel,
  directMessage,
  type Message,
  nextId,
  nextTs,
  type World,
} from '../world/world.ts';

/** What the Events API tells the app, where the manifest subscribes to it. */

const subscribed = (world: World, event: string): boolean => world.app.events?.has(event) ?? true;

function send(world: World, event: Json): Promise<void> {
  const { app, team } = world;
  return world.toApp({
    token: 'sandbox',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: nextId(world, 'Ev'),
    event_time: Math.floor(world.clock.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: app.user,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${nextId(world, 'x')}`,
  });
}

const CHANNEL_TYPE = { channels: 'channel', groups: 'group', im: 'im' } as const;

/** The app hears what is said where its bot is. */
function hears(world: World, channel: Channel): boolean {
  return channel.members.has(world.app.user) && subscribed(world, `message.${scopeGroup(channel)}`);
}

/** A message event, and a mention's own when someone names the bot. */
export async function announce(world: World, message: Message): Promise<void> {
  const channel = world.channels.get(message.channel);
  if (!channel?.members.has(world.app.user)) return;
  const place = { channel: channel.id, event_ts: message.ts };
  const spoken = { ...toApi(world, message), ...place };
  const sent: Promise<void>[] = [];
  if (hears(world, channel)) {
    sent.push(send(world, { ...spoken, channel_type: CHANNEL_TYPE[scopeGroup(channel)] }));
  }
  const named = message.text.includes(`<@${world.app.user}>`) && !message.bot_id;
  if (named && !channel.is_im && subscribed(world, 'app_mention')) {
    sent.push(send(world, { ...spoken, type: 'app_mention' }));
  }
  await Promise.all(sent);
}

/** The app also hears of its own edits. */
export async function announceChange(world: World, message: Message, before: Json): Promise<void> {
  const channel = world.channels.get(message.channel);
  if (!channel || !hears(world, channel)) return;
  const ts = nextTs(world);
  await send(world, {
    type: 'message',
    subtype: 'message_changed',
    message: toApi(world, message),
    previous_message: before,
    channel: channel.id,
    hidden: true,
    ts,
    event_ts: ts,
    channel_type: CHANNEL_TYPE[scopeGroup(channel)],
  });
}

export async function announceHome(
  world: World,
  user: string,
  tab: 'home' | 'messages',
  view: Json | undefined,
): Promise<void> {
  if (!subscribed(world, 'app_home_opened')) return;
  await send(world, {
    type: 'app_home_opened',
    user,
    channel: directMessage(world, user).id,
    tab,
    event_ts: nextTs(world),
    ...(view ? { view } : {}),
  });
}

export async function announceReaction(
  world: World,
  message: Message,
  reaction: { user: string; name: string; remove: boolean },
): Promise<void> {
  const type = reaction.remove ? 'reaction_removed' : 'reaction_added';
  const channel = world.channels.get(message.channel);
  if (!subscribed(world, type) || !channel?.members.has(world.app.user)) return;
  await send(world, {
    type,
    user: reaction.user,
    reaction: reaction.name,
    item_user: message.user,
    item: { type: 'message', channel: message.channel, ts: message.ts },
    event_ts: nextTs(world),
  });
}

export async function announceMembership(
  world: World,
  channel: Channel,
  user: string,
  joined: boolean,
): Promise<void> {
  const type = joined ? 'member_joined_channel' : 'member_left_channel';
  if (!subscribed(world, type) || !channel.members.has(world.app.user)) return;
  await send(world, {
    type,
    user,
    channel: channel.id,
    channel_type: channel.is_private ? 'G' : 'C',
    team: world.team.id,
    event_ts: nextTs(world),
  });
}

export async function announceChannel(world: World, channel: Channel): Promise<void> {
  if (!subscribed(world, 'channel_created')) return;
  const { id, name, created, creator } = channel;
  await send(world, {
    type: 'channel_created',
    channel: { id, name, created, creator },
    event_ts: nextTs(world),
  });
}
