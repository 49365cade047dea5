import type { ElementValue, Json, ViewValues } from '../wire.ts';
import type { Element } from '../world/inputs.ts';
import { toApi } from '../world/shapes.ts';
import { apiView, type StoredView } from '../world/views.ts';
import { type Channel, type Message, nextTs, type World } from '../world/world.ts';

/** What Slack posts to an app when a person does something. */

function common(world: World, user: string): Json {
  const { id, domain } = world.team;
  const name = world.users.get(user)?.name ?? user;
  return {
    user: { id: user, username: name, name, team_id: id },
    team: { id, domain },
    api_app_id: world.app.id,
    token: 'sandbox',
    enterprise: null,
    is_enterprise_install: false,
  };
}

export const channelLabel = (channel: Channel): string => {
  if (channel.is_im) return 'directmessage';
  return channel.is_private ? 'privategroup' : channel.name;
};

export type Grants = { trigger_id: string; response_url?: string };

export function commandPayload(
  world: World,
  person: { user: string; channel: Channel },
  line: { command: string; text: string },
  grants: Grants,
): Json {
  return {
    token: 'sandbox',
    team_id: world.team.id,
    team_domain: world.team.domain,
    channel_id: person.channel.id,
    channel_name: channelLabel(person.channel),
    user_id: person.user,
    user_name: world.users.get(person.user)?.name ?? person.user,
    ...line,
    api_app_id: world.app.id,
    is_enterprise_install: 'false',
    ...grants,
  };
}

export type Place = { message: Message; channel: Channel } | { view: StoredView };

/** An ephemeral message is named, not shown: Slack does not send its content along. */
function placePayload(world: World, place: Place): Json {
  if ('view' in place) {
    const { view } = place;
    return { container: { type: 'view', view_id: view.id }, view: apiView(world, view) };
  }
  const { message, channel } = place;
  const ephemeral = message.visibleTo !== undefined;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
    },
    channel: { id: channel.id, name: channelLabel(channel) },
    ...(ephemeral ? {} : { message: toApi(world, message, { metadata: true }) }),
  };
}

export type Pressed = {
  element: Element;
  block_id: string;
  value: ElementValue;
  values: ViewValues;
};

/** What of an element is repeated in its action. */
const REPEATED = ['text', 'value', 'url', 'style', 'placeholder', 'confirm', 'icon'];

export function actionPayload(
  world: World,
  user: string,
  { place, pressed, grants }: { place: Place; pressed: Pressed; grants: Grants },
): Json {
  const { element, block_id } = pressed;
  const repeated = REPEATED.filter((key) => element[key] !== undefined);
  return {
    type: 'block_actions',
    ...common(world, user),
    ...placePayload(world, place),
    ...grants,
    state: { values: pressed.values },
    actions: [
      {
        ...Object.fromEntries(repeated.map((key) => [key, element[key]])),
        ...pressed.value,
        type: element.type,
        action_id: element.action_id,
        block_id,
        action_ts: nextTs(world),
      },
    ],
  };
}

export function submissionPayload(world: World, view: StoredView, grants: Grants): Json {
  return {
    type: 'view_submission',
    ...common(world, view.owner),
    view: apiView(world, view),
    response_urls: [],
    ...grants,
  };
}

export const closedPayload = (world: World, view: StoredView, cleared: boolean): Json => ({
  type: 'view_closed',
  ...common(world, view.owner),
  view: apiView(world, view),
  is_cleared: cleared,
});

export function suggestionPayload(
  world: World,
  user: string,
  place: Place,
  typed: { action_id: string; block_id: string; value: string },
): Json {
  return {
    type: 'block_suggestion',
    ...common(world, user),
    ...placePayload(world, place),
    ...typed,
  };
}

export function shortcutPayload(
  world: World,
  user: string,
  { callback_id, place, grants }: { callback_id: string; place?: Place; grants: Grants },
): Json {
  const shared = { ...common(world, user), callback_id, action_ts: nextTs(world), ...grants };
  if (!place || 'view' in place) return { type: 'shortcut', ...shared };
  return {
    type: 'message_action',
    ...shared,
    message_ts: place.message.ts,
    channel: { id: place.channel.id, name: channelLabel(place.channel) },
    message: toApi(world, place.message),
  };
}
