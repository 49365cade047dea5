import type { Json, WireChannel, WireFile, WireMessage, WireReaction, WireUser } from '../wire.ts';
import type { Channel, Message, StoredFile, User, World } from './world.ts';

/** One thing, two readers: how the Web API shows it to the app, and the page API to the page. */

const given = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, Value>>;

export function reactionsOf(message: Message): WireReaction[] {
  return [...message.reactions].map(([name, users]) => ({
    name,
    users: [...users],
    count: users.size,
  }));
}

export function wireFile(world: World, file: StoredFile): WireFile {
  const { id, name, title, mimetype, size } = file;
  return { id, name, title, mimetype, size, url: `${world.url}/sandbox/files/${id}` };
}

function shared(world: World, message: Message): Json {
  const files = message.files
    ?.map((id) => world.files.get(id))
    .filter((file) => file !== undefined);
  const { replies } = message;
  return {
    user: message.user,
    text: message.text,
    ts: message.ts,
    ...given('bot_id', message.bot_id),
    ...given('subtype', message.subtype),
    ...given('blocks', message.blocks),
    ...given('attachments', message.attachments),
    ...given('thread_ts', message.thread_ts),
    ...given('username', message.username),
    ...(files ? { files: files.map((file) => wireFile(world, file)) } : {}),
    ...(message.reactions.size > 0 ? { reactions: reactionsOf(message) } : {}),
    ...(replies.length > 0
      ? {
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((reply) => reply.user))].slice(0, 5),
          latest_reply: replies.at(-1)?.ts,
        }
      : {}),
  };
}

/** As `conversations.history` and events show it. */
export function toApi(world: World, message: Message, options = { metadata: false }): Json {
  const { replies } = message;
  return {
    type: 'message',
    team: world.team.id,
    ...shared(world, message),
    ...given('edited', message.edited),
    ...(message.bot_id
      ? {
          app_id: world.app.id,
          bot_profile: {
            id: message.bot_id,
            app_id: world.app.id,
            name: world.app.name,
            team_id: world.team.id,
            deleted: false,
          },
        }
      : {}),
    ...(message.icon_emoji || message.icon_url
      ? { icons: { ...given('emoji', message.icon_emoji), ...given('image_64', message.icon_url) } }
      : {}),
    ...(replies.length > 0
      ? {
          reply_users_count: new Set(replies.map((reply) => reply.user)).size,
          is_locked: false,
          subscribed: false,
        }
      : {}),
    ...(options.metadata ? given('metadata', message.metadata) : {}),
    ...(message.thread_ts !== undefined && message.thread_ts !== message.ts
      ? given('parent_user_id', parentUser(world, message))
      : {}),
  };
}

const parentUser = (world: World, message: Message): string | undefined =>
  world.channels.get(message.channel)?.byTs.get(message.thread_ts ?? '')?.user;

export function toWire(world: World, message: Message): WireMessage {
  return {
    ...(shared(world, message) as Omit<WireMessage, 'channel'>),
    channel: message.channel,
    // Slack's own client does not say "(edited)" under blocks.
    ...(message.blocks?.length ? {} : given('edited', message.edited)),
    ...given('icon_emoji', message.icon_emoji),
    ...given('icon_url', message.icon_url),
    ...(message.visibleTo === undefined ? {} : { is_ephemeral: true as const }),
  };
}

export function wireUser(user: User): WireUser {
  const { id, name, real_name, title, email, avatar, color, is_bot } = user;
  return { id, name, real_name, title, avatar, color, is_bot, ...(email ? { email } : {}) };
}

export function wireChannel(channel: Channel): WireChannel {
  const { id, name, topic, is_im, is_private, is_archived, members, messages } = channel;
  const latest = messages.at(-1)?.ts;
  return {
    id,
    name,
    topic,
    is_im,
    is_private,
    is_archived,
    members: [...members],
    ...given('latest', latest),
  };
}

/** As `conversations.info` shows it. */
export function apiChannel(world: World, channel: Channel): Json {
  const common = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.is_archived,
    is_org_shared: false,
    context_team_id: world.team.id,
    updated: channel.created * 1000,
  };
  if (channel.is_im) {
    const user = [...channel.members].find((member) => member !== world.app.user);
    return { ...common, is_im: true, user, is_user_deleted: false, priority: 0 };
  }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.is_private,
    is_group: channel.is_private,
    is_im: false,
    is_mpim: false,
    is_private: channel.is_private,
    is_general: channel.name === 'general',
    is_shared: false,
    is_ext_shared: false,
    is_member: channel.members.has(world.app.user),
    creator: channel.creator,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: [],
    num_members: channel.members.size,
  };
}

/** As `users.info` shows it; the e-mail only to apps with `users:read.email`. */
export function apiUser(world: World, user: User, options: { email: boolean }): Json {
  const first = user.real_name.split(' ')[0] ?? '';
  return {
    id: user.id,
    team_id: world.team.id,
    name: user.name,
    deleted: user.deleted,
    color: user.color,
    real_name: user.real_name,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: offsetOf(user.tz, world.clock.now()),
    profile: {
      title: user.title,
      real_name: user.real_name,
      real_name_normalized: user.real_name,
      display_name: user.name,
      display_name_normalized: user.name,
      first_name: first,
      status_text: '',
      status_emoji: '',
      team: world.team.id,
      ...(options.email && user.email ? { email: user.email } : {}),
      ...(user.is_bot ? { bot_id: world.app.botId, api_app_id: world.app.id } : {}),
    },
    is_admin: user.is_admin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.is_bot,
    is_app_user: false,
    updated: 0,
  };
}

/** Seconds east of UTC now. */
function offsetOf(zone: string, now: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const text = parts.formatToParts(now).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(text);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}
