import { isObject } from '../blocks/walk.ts';
import type { Block, ElementValue, Json, ViewValues } from '../wire.ts';

/** Where each kind of element keeps its value, and what the app gave it to begin with. */
const FIELDS: Record<string, { value: string; initial: string; many?: true }> = {
  plain_text_input: { value: 'value', initial: 'initial_value' },
  email_text_input: { value: 'value', initial: 'initial_value' },
  url_text_input: { value: 'value', initial: 'initial_value' },
  number_input: { value: 'value', initial: 'initial_value' },
  rich_text_input: { value: 'rich_text_value', initial: 'initial_value' },
  static_select: { value: 'selected_option', initial: 'initial_option' },
  external_select: { value: 'selected_option', initial: 'initial_option' },
  radio_buttons: { value: 'selected_option', initial: 'initial_option' },
  users_select: { value: 'selected_user', initial: 'initial_user' },
  channels_select: { value: 'selected_channel', initial: 'initial_channel' },
  conversations_select: { value: 'selected_conversation', initial: 'initial_conversation' },
  datepicker: { value: 'selected_date', initial: 'initial_date' },
  timepicker: { value: 'selected_time', initial: 'initial_time' },
  datetimepicker: { value: 'selected_date_time', initial: 'initial_date_time' },
  checkboxes: { value: 'selected_options', initial: 'initial_options', many: true },
  multi_static_select: { value: 'selected_options', initial: 'initial_options', many: true },
  multi_external_select: { value: 'selected_options', initial: 'initial_options', many: true },
  multi_users_select: { value: 'selected_users', initial: 'initial_users', many: true },
  multi_channels_select: { value: 'selected_channels', initial: 'initial_channels', many: true },
  multi_conversations_select: {
    value: 'selected_conversations',
    initial: 'initial_conversations',
    many: true,
  },
  file_input: { value: 'files', initial: 'files', many: true },
};

export type Element = Json & { type: string; action_id: string };

/** Everything in a list of blocks that has an action, with the block that holds it. */
export function elementsOf(blocks: readonly Block[]): { block: Block; element: Element }[] {
  return blocks.flatMap((block) => {
    const children = block['child_blocks'];
    const own = [block['element'], block['accessory'], block['elements'], block['actions']].flat();
    return [
      ...own.filter(isElement).map((element) => ({ block, element })),
      ...(Array.isArray(children) ? elementsOf(children as Block[]) : []),
      ...(block.type === 'carousel' ? elementsOf((block['elements'] ?? []) as Block[]) : []),
    ];
  });
}

const isElement = (value: unknown): value is Element =>
  isObject(value) && typeof value['action_id'] === 'string';

/** What the inputs hold before anyone touches them, as Slack reports them in `state.values`. */
export function initialValues(blocks: readonly Block[]): ViewValues {
  const values: ViewValues = {};
  for (const { block, element } of elementsOf(blocks)) {
    const field = FIELDS[element.type];
    if (!field || !block.block_id) continue;
    const empty = field.many ? [] : null;
    const value = { type: element.type, [field.value]: element[field.initial] ?? empty };
    values[block.block_id] = { ...values[block.block_id], [element.action_id]: value };
  }
  return values;
}

/** Whether an input holds nothing, so that a required one refuses to be submitted. */
export function isEmpty(value: ElementValue | undefined): boolean {
  const field = FIELDS[value?.type ?? ''];
  const held = field && value?.[field.value];
  return (
    held === undefined || held === null || held === '' || (Array.isArray(held) && !held.length)
  );
}

/** The options that an element offers, out of their groups. */
export function optionsOf(element: Json): Json[] {
  const groups = (element['option_groups'] ?? []) as { options: Json[] }[];
  return [...((element['options'] ?? []) as Json[]), ...groups.flatMap((group) => group.options)];
}

/**
 * A value as a person would say it ("2h", "omar", ["a", "b"], "2026-11-02") in the shape that Slack
 * sends it: options are found by their value or by what they say.
 * @throws when the element offers no such option
 */
export function toState(element: Element, said: unknown): ElementValue {
  const field = FIELDS[element.type] ?? { value: 'selected_option', initial: '' };
  const one = (each: unknown): unknown => {
    if (!field.value.startsWith('selected_option')) return each;
    if (isObject(each)) return each;
    return findOption(element, String(each));
  };
  const held = field.many ? [said].flat().map(one) : one(said);
  return { type: element.type, [field.value]: held };
}

function findOption(element: Element, said: string): Json {
  const offered = optionsOf(element);
  const found = offered.find((option) => option['value'] === said || labelOf(option) === said);
  if (found) return found;
  if (element.type.endsWith('external_select')) {
    return { text: { type: 'plain_text', text: said }, value: said };
  }
  const known = offered.map((option) => labelOf(option)).join(', ');
  throw new Error(`${element.action_id} offers no "${said}"; it offers: ${known}`);
}

const labelOf = (option: Json): unknown => (option['text'] as Json | undefined)?.['text'];
