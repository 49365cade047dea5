import { actionPayload, type Place, suggestionPayload } from '../app/payloads.ts';
import { isObject } from '../blocks/walk.ts';
import type { Block, ElementValue, OptionsAnswer, Outcome, ViewValues } from '../wire.ts';
import { type Element, elementsOf, initialValues } from '../world/inputs.ts';
import { type Message, violation, type World } from '../world/world.ts';
import { type Desk, done, failed } from './gestures.ts';
import { issueResponseUrl, issueTrigger } from './tickets.ts';

/** A press, a choice, a search: what a person does with the blocks of a message or a view. */
export type Press = {
  user: string;
  place: Place;
  block_id: string;
  action_id: string;
  value: ElementValue;
  values?: ViewValues;
  posted?: (message: Message) => void;
};

export function blocksOf(place: Place): readonly Block[] {
  if ('view' in place) return place.view.blocks;
  const { blocks = [], attachments = [] } = place.message;
  const attached = attachments.flatMap((each) => (each['blocks'] ?? []) as Block[]);
  return [...blocks, ...attached];
}

/** @throws when the message or view has no such element any more */
export function findElement(
  place: Place,
  wanted: (element: Element, block: Block) => boolean,
): { element: Element; block: Block } {
  const all = elementsOf(blocksOf(place));
  const found = all.find(({ element, block }) => wanted(element, block));
  if (found) return found;
  const known = all.map(({ element }) => element.action_id).join(', ') || 'nothing';
  throw new Error(`nothing like that can be pressed there; what can: ${known}`);
}

export async function press({ world, delivery }: Desk, press: Press): Promise<Outcome> {
  const { user, place, block_id, action_id } = press;
  const { element } = findElement(
    place,
    (each, block) => block.block_id === block_id && each.action_id === action_id,
  );
  const values = stateAfter(place, press, element);
  if ('view' in place) place.view.state.values = values;
  const trigger_id = issueTrigger(world, user);
  const payload = actionPayload(world, user, {
    place,
    pressed: { element, block_id, value: press.value, values },
    grants: { trigger_id, ...answerPlace(world, press) },
  });
  const ack = await delivery.ask('interactive', payload, `action ${action_id}`);
  return ack.ok ? done : failed(ack, 'That');
}

function answerPlace(world: World, { place, user, posted = () => {} }: Press) {
  if ('view' in place) return {};
  const { message, channel } = place;
  const inThread = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  return {
    response_url: issueResponseUrl(world, 'actions', {
      channel: channel.id,
      user,
      original: message,
      posted,
      ...(inThread && message.thread_ts ? { thread: message.thread_ts } : {}),
    }),
  };
}

/** All inputs as they stand, the one that was just touched included. */
function stateAfter(place: Place, press: Press, element: Element): ViewValues {
  const { block_id, action_id, value, values } = press;
  const initial = initialValues(blocksOf(place));
  const before = 'view' in place ? place.view.state.values : initial;
  const state = { ...before, ...values };
  if (initial[block_id]?.[action_id] === undefined) return state;
  const touched = { ...value, type: element.type };
  return { ...state, [block_id]: { ...state[block_id], [action_id]: touched } };
}

/** What an external menu offers for what was typed. */
export async function suggest(
  { world, delivery }: Desk,
  asked: Omit<Press, 'value'> & { query: string },
): Promise<OptionsAnswer> {
  const { block_id, action_id, query, user, place } = asked;
  const payload = suggestionPayload(world, user, place, { block_id, action_id, value: query });
  const ack = await delivery.ask('interactive', payload, `options of ${action_id}`);
  if (!ack.ok) return { ok: false, error: ack.error };
  const body = isObject(ack.body) ? ack.body : {};
  const { options, option_groups } = body as Pick<OptionsAnswer, 'options' | 'option_groups'>;
  if (!options && !option_groups) {
    violation(world, `options of ${action_id}: neither options nor option_groups`);
    return { ok: false, error: 'no_options' };
  }
  if ((options ?? option_groups ?? []).length > 100) {
    violation(world, `options of ${action_id}: more than 100`);
    return { ok: false, error: 'too_many_options' };
  }
  return { ok: true, ...(options ? { options } : {}), ...(option_groups ? { option_groups } : {}) };
}
