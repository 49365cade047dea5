import type { BlockAction, MessageShortcut, SlashCommand, ViewOutput } from '@slack/bolt';
import { redact } from '../core/redact.ts';
import type { Field } from './words.ts';

/** Bolt's shapes into our words. What people type passes here, and leaves its secrets behind. */

type Element = Readonly<Record<string, unknown>>;

const singles = [
  'value',
  'selected_user',
  'selected_conversation',
  'selected_channel',
  'selected_date',
  'selected_time',
  'selected_date_time',
] as const;

const several = ['selected_users', 'selected_conversations', 'selected_channels'] as const;

/** What an element holds, whatever its kind: of an option, its value. */
export function heldBy(element: Element): Field {
  const option = element['selected_option'];
  if (option) return optionValue(option);
  const options = element['selected_options'];
  if (Array.isArray(options)) return options.map(optionValue);
  for (const key of several) {
    const held = element[key];
    if (Array.isArray(held)) return held.map(String);
  }
  for (const key of singles) {
    const held = element[key];
    if (held !== undefined && held !== null) return String(held);
  }
  return null;
}

const optionValue = (option: unknown): string =>
  String((option as { value?: unknown }).value ?? '');

const typed = (held: Field): Field =>
  Array.isArray(held) ? held.map(redact) : held === null ? null : redact(held);

/** As one text, several joined by commas, nothing as ''. */
export const flat = (held: Field): string => (Array.isArray(held) ? held.join(',') : (held ?? ''));

/** What the inputs of a modal hold, by block id and by action id. */
export function fieldsOf(view: Pick<ViewOutput, 'state'>): Record<string, Field> {
  const fields: Record<string, Field> = {};
  for (const [block, elements] of Object.entries(view.state.values))
    for (const [action, element] of Object.entries(elements)) {
      const held = typed(heldBy(element as unknown as Element));
      fields[action] = held;
      fields[block] ??= held;
    }
  return fields;
}

/** The words without the bot's name. */
export function withoutMention(text: string, botUser: string): string {
  return redact(text)
    .replace(new RegExp(`<@${botUser}(\\|[^>]*)?>`, 'g'), ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

export const personOf = (user: { id: string; name?: string; username?: string }) => {
  const name = user.username ?? user.name;
  return { id: user.id, ...(name ? { name } : {}) };
};

export const askedBy = (body: SlashCommand) => ({
  id: body.trigger_id,
  command: body.command,
  text: redact(body.text.trim()),
  user: { id: body.user_id, name: body.user_name },
  channel: { id: body.channel_id, name: body.channel_name },
  triggerId: body.trigger_id,
});

/**
 * The message that was pressed; of an ephemeral one Slack gives the place alone. One that has replies
 * names itself as their thread, and stands in the channel all the same: there people look for an answer.
 */
function messageOf({ message, container }: BlockAction) {
  const ts: unknown = message?.ts ?? container['message_ts'];
  if (typeof ts !== 'string') return undefined;
  const threadTs: unknown = message?.['thread_ts'] ?? container['thread_ts'];
  return {
    ts,
    ...(typeof threadTs === 'string' && threadTs !== ts ? { threadTs } : {}),
    ...(container['is_ephemeral'] === true ? { ephemeral: true as const } : {}),
  };
}

export function pressedBy(body: BlockAction) {
  const [element] = body.actions;
  const message = messageOf(body);
  return {
    actionId: element?.action_id ?? '',
    blockId: element?.block_id ?? '',
    value: element ? flat(heldBy(element as unknown as Element)) : '',
    user: personOf(body.user),
    triggerId: body.trigger_id,
    ...(body.channel ? { channel: body.channel } : {}),
    ...(message ? { message } : {}),
    ...(body.view ? { viewId: body.view.id } : {}),
  };
}

export const takenBy = (body: MessageShortcut) => ({
  callbackId: body.callback_id,
  user: personOf(body.user),
  channel: body.channel,
  message: { ts: body.message_ts, text: redact(body.message.text ?? '') },
  triggerId: body.trigger_id,
});
