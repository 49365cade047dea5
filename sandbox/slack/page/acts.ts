import { announceChannel, announceMembership } from '../app/events.ts';
import {
  type Desk,
  openHome,
  runCommand,
  runShortcut,
  say,
  toggleReaction,
} from '../people/gestures.ts';
import { placeOf } from '../people/person.ts';
import { press, suggest } from '../people/press.ts';
import { closeView, submitView } from '../people/submit.ts';
import type * as Wire from '../wire.ts';
import { wireChannel } from '../world/shapes.ts';
import type { StoredView } from '../world/views.ts';
import {
  addChannel,
  audienceOf,
  type Channel,
  emit,
  type Message,
  nextId,
  type User,
  type World,
} from '../world/world.ts';

/** A page's request that cannot be done: a status and Slack's word for it. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
  }
}

export function userOf(world: World, id: string | null): User {
  const user = world.users.get(id ?? '');
  if (!user) throw new Refused(404, 'user_not_found');
  return user;
}

export function visibleChannel(world: World, id: string, user: User): Channel {
  const channel = world.channels.get(id);
  const hidden = channel && (channel.is_private || channel.is_im) && !channel.members.has(user.id);
  if (!channel || hidden) throw new Refused(404, 'channel_not_found');
  return channel;
}

function messageIn(world: World, at: { channel: string; ts: string }, user: string) {
  const place = placeOf(world, user, at);
  if ('view' in place) throw new Refused(404, 'message_not_found');
  return place as { message: Message; channel: Channel };
}

function viewFor(world: World, body: { user: string; view_id: string }): StoredView {
  const view = world.views.get(body.view_id);
  if (view?.owner !== body.user) throw new Refused(404, 'not_found');
  return view;
}

const source = ({ source: at }: { source: Wire.WireSource }) =>
  'view_id' in at ? { id: at.view_id } : at;

type Act = (desk: Desk, body: Wire.Json) => Promise<Wire.Outcome | Wire.OptionsAnswer>;

/** Gives an act the request that ./wire.ts promises it. */
const act =
  <Request>(run: (desk: Desk, request: Request) => ReturnType<Act>): Act =>
  (desk, body) =>
    run(desk, body as Request);

/** What a page may ask a person to do, by route. */
export const ACTS: Record<string, Act> = {
  command: act<Wire.CommandRequest>((desk, { user, channel, text }) => {
    const place = visibleChannel(desk.world, channel, userOf(desk.world, user));
    return runCommand(desk, { user, channel: place }, text, () => {});
  }),
  message: act<Wire.MessageRequest>(async ({ world }, { user, channel, text, thread_ts }) => {
    const place = { user, channel: visibleChannel(world, channel, userOf(world, user)) };
    const { ts } = await say(world, place, text, thread_ts);
    return { ok: true, channel: place.channel.id, ts };
  }),
  action: act<Wire.ActionRequest>((desk, { value = {}, ...body }) =>
    press(desk, { ...body, value, place: placeOf(desk.world, body.user, source(body)) }),
  ),
  options: act<Wire.OptionsRequest>((desk, body) =>
    suggest(desk, { ...body, place: placeOf(desk.world, body.user, source(body)) }),
  ),
  'view-submit': act<Wire.ViewSubmitRequest>((desk, body) =>
    submitView(desk, viewFor(desk.world, body), body.values),
  ),
  'view-close': act<Wire.ViewCloseRequest>((desk, body) =>
    closeView(desk, viewFor(desk.world, body), body.all),
  ),
  'home-opened': act<Wire.HomeOpenedRequest>(async ({ world }, { user, tab }) => {
    await openHome(world, user, tab);
    return { ok: true };
  }),
  shortcut: act<Wire.ShortcutRequest>((desk, { user, callback_id, message }) =>
    runShortcut(desk, user, callback_id, message && messageIn(desk.world, message, user)),
  ),
  reaction: act<Wire.ReactionRequest>(async ({ world }, { user, name, remove = false, ...at }) => {
    await toggleReaction(world, messageIn(world, at, user).message, { user, name, remove });
    return { ok: true };
  }),
  channels: act<Wire.ChannelRequest>(async ({ world }, { user, name }) => {
    const members = new Set([user]);
    const channel = addChannel(world, { id: nextId(world, 'C'), name, members });
    emit(world, { type: 'channel_created', channel: wireChannel(channel) }, 'everyone');
    await announceChannel(world, channel);
    return { ok: true, channel: channel.id };
  }),
  join: act<Wire.MembershipRequest>(({ world }, body) => setMembership(world, body, true)),
  leave: act<Wire.MembershipRequest>(({ world }, body) => setMembership(world, body, false)),
};

async function setMembership(
  world: World,
  { user, channel: id }: Wire.MembershipRequest,
  joined: boolean,
): Promise<Wire.Outcome> {
  const channel = visibleChannel(world, id, userOf(world, user));
  if (joined) channel.members.add(user);
  else channel.members.delete(user);
  const event = { type: 'channel_changed', channel: wireChannel(channel) } as const;
  emit(world, event, audienceOf(channel));
  await announceMembership(world, channel, user, joined);
  return { ok: true, channel: id };
}
