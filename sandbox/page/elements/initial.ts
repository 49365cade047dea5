import type { Block, ElementValue, Json, ViewValues } from '../../slack/wire.ts';

/** Slack's name for the initial value of an element, and for the same thing once it is held. */
const initials: Record<string, string> = {
  initial_option: 'selected_option',
  initial_options: 'selected_options',
  initial_user: 'selected_user',
  initial_users: 'selected_users',
  initial_channel: 'selected_channel',
  initial_channels: 'selected_channels',
  initial_conversation: 'selected_conversation',
  initial_conversations: 'selected_conversations',
  initial_date: 'selected_date',
  initial_time: 'selected_time',
  initial_date_time: 'selected_date_time',
  initial_value: 'value',
};

/** What an element holds before anyone touches it; undefined when that is nothing. */
export function initialValue(element: { type: string }): ElementValue | undefined {
  for (const [initial, held] of Object.entries(initials)) {
    const value = (element as Json)[initial];
    if (value !== undefined) return { type: element.type, [held]: value };
  }
  return undefined;
}

/** The same for every input of a view or message, by block and action id. */
export function initialValues(blocks: readonly Block[]): ViewValues {
  const values: ViewValues = {};
  for (const block of blocks.flatMap(withChildren)) {
    for (const element of elementsOf(block)) {
      const value = initialValue(element as { type: string });
      const actionId = element['action_id'];
      if (!value || typeof actionId !== 'string' || !block.block_id) continue;
      values[block.block_id] = { ...values[block.block_id], [actionId]: value };
    }
  }
  return values;
}

function withChildren(block: Block): Block[] {
  const children = (block['child_blocks'] ?? []) as Block[];
  return [block, ...children.flatMap(withChildren)];
}

function elementsOf(block: Block): Json[] {
  if (block.type === 'actions') return block['elements'] as Json[];
  const one = block['element'] ?? block['accessory'];
  return one ? [one as Json] : [];
}
