import type { ElementValue, Json } from '../../slack/wire.ts';
import type { Directory } from '../client/directory.ts';
import { type Choice, channelChoice, optionChoice, userChoice } from './choices.ts';

/** The word that Slack uses for what a kind of select holds: `selected_option`, `selected_users` … */
export function selectedKey(type: string): string {
  const multiple = type.startsWith('multi_');
  const noun = /(user|channel|conversation)s_select$/.exec(type)?.[1] ?? 'option';
  return `selected_${noun}${multiple ? 's' : ''}`;
}

/** What is chosen in a select, from the value that it holds. */
export function chosen(
  type: string,
  value: ElementValue | undefined,
  directory: Directory,
): Choice[] {
  const held = value?.[selectedKey(type)];
  const all = Array.isArray(held) ? held : held ? [held] : [];
  return all.map((one: Json | string) => {
    if (typeof one !== 'string') return optionChoice(one);
    const user = directory.users.get(one);
    if (user) return userChoice(user);
    const channel = directory.channels.get(one);
    return channel ? channelChoice(channel) : { key: one, label: one, hint: '', option: {} };
  });
}

/** The value of a select that holds these choices, in Slack's shape. */
export function selectValue(type: string, choices: readonly Choice[]): ElementValue {
  const key = selectedKey(type);
  const byId = !key.startsWith('selected_option');
  const held = choices.map((choice) => (byId ? choice.key : choice.option));
  return { type, [key]: type.startsWith('multi_') ? held : (held[0] ?? null) };
}
