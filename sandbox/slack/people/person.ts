import type { Place } from '../app/payloads.ts';
import {
  type ChannelView,
  type MessageView,
  viewChannel,
  viewMessage,
} from '../reading/inspect.ts';
import type { Block, OptionsAnswer, Outcome, ViewValues, WireView } from '../wire.ts';
import type { Element } from '../world/inputs.ts';
import { elementsOf, toState } from '../world/inputs.ts';
import { publicView, type StoredView } from '../world/views.ts';
import { waitFor } from '../world/wait.ts';
import { type Channel, directMessage, type Message, type World } from '../world/world.ts';
import { type Desk, openHome, runCommand, runShortcut, say, toggleReaction } from './gestures.ts';
import { findElement, press, suggest } from './press.ts';
import { closeView, submitView } from './submit.ts';

/** What came of an act, and what the app showed for it so far: the list grows as answers come. */
export type Result = Outcome & {
  messages: MessageView[];
  /** The first message that answers it, now or within a second or two. */
  answer(within?: number): Promise<MessageView>;
};

type Target = { channel: string; ts: string } | { id: string };

/** A person of the workspace. Every act resolves when Slack would be done with it. */
export type Person = {
  readonly id: string;
  readonly name: string;
  slash(line: string, place?: { channel: string }): Promise<Result>;
  /** Says something as if typed: `@baton show`, `#builds`. */
  say(
    text: string,
    place?: { channel?: string; thread?: string | MessageView },
  ): Promise<MessageView>;
  /** Presses a button by its text or its action id, on a message or in a view. */
  press(target: Target, button: string): Promise<Result>;
  /** Chooses in a menu or a picker: an option by its value or text, a user id, a date. */
  choose(target: Target, actionId: string, value: unknown): Promise<Result>;
  /** Submits a modal; `values` by action id, block id or label, said as a person would. */
  submit(view: { id: string }, values?: Record<string, unknown>): Promise<Outcome>;
  closeView(view: { id: string }, options?: { all?: boolean }): Promise<Outcome>;
  openHome(tab?: 'home' | 'messages'): Promise<WireView | undefined>;
  react(message: MessageView, name: string): Promise<void>;
  unreact(message: MessageView, name: string): Promise<void>;
  shortcut(callbackId: string, message?: MessageView): Promise<Outcome>;
  /** What an external menu offers for what was typed into it. */
  options(target: Target, actionId: string, query: string): Promise<OptionsAnswer>;
  /** Modals open before the person, the topmost last. */
  viewsOpen(): WireView[];
  ephemerals(channel?: string): MessageView[];
  /** The direct message with the app. */
  dm(): ChannelView;
};

/** Finds a channel by id, by name with or without `#`, or `@` for the app's direct message. */
export function channelOf(world: World, nameOrId: string, user?: string): Channel {
  if (user !== undefined && nameOrId.startsWith('@')) return directMessage(world, user);
  const name = nameOrId.replace(/^#/, '');
  const found =
    world.channels.get(nameOrId) ??
    [...world.channels.values()].find((each) => !each.is_im && each.name === name);
  if (!found) throw new Error(`no channel ${nameOrId} in this workspace`);
  return found;
}

/** @throws when the message was deleted, or the view was closed */
export function placeOf(world: World, user: string, target: Target): Place {
  if ('ts' in target) {
    const channel = channelOf(world, target.channel);
    const own = world.ephemerals.get(user) ?? [];
    const message = channel.byTs.get(target.ts) ?? own.find(({ ts }) => ts === target.ts);
    if (!message) throw new Error(`${user} sees no message ${target.ts} in #${channel.name}`);
    return { message, channel };
  }
  const view = world.views.get(target.id);
  if (!view) throw new Error(`no open view ${target.id}`);
  return { view };
}

export function createPerson(desk: Desk, id: string): Person {
  const { world } = desk;
  const messageOf = (view: MessageView): { message: Message; channel: Channel } => {
    const place = placeOf(world, id, view);
    if ('view' in place) throw new Error('a message is meant, not a view');
    return place;
  };
  const viewOf = ({ id: viewId }: { id: string }): StoredView => {
    const place = placeOf(world, id, { id: viewId });
    if (!('view' in place)) throw new Error('a view is meant, not a message');
    return place.view;
  };
  const act = async (target: Target, find: Find, said?: unknown): Promise<Result> => {
    const place = placeOf(world, id, target);
    const { element, block } = findElement(place, find);
    const value = said === undefined ? {} : toState(element, said);
    const { block_id = '' } = block;
    const { action_id } = element;
    return gather(world, (posted) =>
      press(desk, { user: id, place, block_id, action_id, value, posted }),
    );
  };
  return {
    id,
    name: world.users.get(id)?.name ?? id,
    slash(line, { channel } = { channel: '#general' }) {
      const person = { user: id, channel: channelOf(world, channel, id) };
      return gather(world, (posted) => runCommand(desk, person, line, posted));
    },
    async say(text, { channel = '#general', thread } = {}) {
      const place = { user: id, channel: channelOf(world, channel, id) };
      const ts = typeof thread === 'object' ? thread.ts : thread;
      return viewMessage(world, await say(world, place, text, ts));
    },
    press: (target, button) => act(target, named(button)),
    choose: (target, actionId, value) => act(target, (each) => each.action_id === actionId, value),
    submit: async (view, values = {}) => {
      const stored = viewOf(view);
      return submitView(desk, stored, fillIn(stored, values));
    },
    closeView: async (view, options) => closeView(desk, viewOf(view), options?.all),
    async openHome(tab) {
      await openHome(world, id, tab);
      const home = world.views.get(world.homes.get(id) ?? '');
      return home && publicView(home);
    },
    react: (view, name) =>
      toggleReaction(world, messageOf(view).message, { user: id, name, remove: false }),
    unreact: (view, name) =>
      toggleReaction(world, messageOf(view).message, { user: id, name, remove: true }),
    shortcut: (callback, view) => runShortcut(desk, id, callback, view && messageOf(view)),
    async options(target, actionId, query) {
      const place = placeOf(world, id, target);
      const { block, element } = findElement(place, (each) => each.action_id === actionId);
      const { block_id = '' } = block;
      return suggest(desk, { user: id, place, block_id, action_id: element.action_id, query });
    },
    viewsOpen: () =>
      (world.stacks.get(id) ?? [])
        .map((viewId) => world.views.get(viewId))
        .filter((view) => view !== undefined)
        .map(publicView),
    ephemerals(channel) {
      const only = channel === undefined ? undefined : channelOf(world, channel, id).id;
      const mine = world.ephemerals.get(id) ?? [];
      return mine
        .filter((message) => only === undefined || message.channel === only)
        .map((message) => viewMessage(world, message));
    },
    dm: () => viewChannel(world, directMessage(world, id)),
  };
}

type Find = (element: Element, block: Block) => boolean;

const named =
  (button: string): Find =>
  (element) =>
    element.action_id === button || (element['text'] as { text?: string })?.text === button;

async function gather(
  world: World,
  run: (posted: (message: Message) => void) => Promise<Outcome>,
): Promise<Result> {
  const messages: MessageView[] = [];
  const outcome = await run((message) => messages.push(viewMessage(world, message)));
  return {
    ...outcome,
    messages,
    async answer(within = 2000) {
      await waitFor(world, () => messages.length > 0, { within, what: 'an answer' });
      const [first] = messages;
      if (!first) throw new Error('no answer');
      return first;
    },
  };
}

/** @throws when the modal asks for nothing of that name */
function fillIn(view: StoredView, said: Record<string, unknown>): ViewValues {
  const values: ViewValues = {};
  for (const [name, value] of Object.entries(said)) {
    const found = elementsOf(view.blocks).find(
      ({ block, element }) =>
        element.action_id === name ||
        block.block_id === name ||
        (block['label'] as { text?: string })?.text === name,
    );
    if (!found) throw new Error(`the modal ${view.callback_id} asks for nothing named ${name}`);
    const id = found.block.block_id ?? '';
    const state = toState(found.element, value);
    values[id] = { ...values[id], [found.element.action_id]: state };
  }
  return values;
}
