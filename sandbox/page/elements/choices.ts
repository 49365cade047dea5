import type { Json, OptionsAnswer, WireChannel, WireUser } from '../../slack/wire.ts';

/** One thing that can be chosen: an option of the app, a person or a channel. */
export type Choice = { key: string; label: string; hint: string; option: Json };
export type ChoiceGroup = { label: string; choices: Choice[] };

type TextJson = { text?: string };

/** An option of the app as a choice. */
export function optionChoice(option: Json): Choice {
  return {
    key: String(option['value'] ?? ''),
    label: (option['text'] as TextJson | undefined)?.text ?? '',
    hint: (option['description'] as TextJson | undefined)?.text ?? '',
    option,
  };
}

/** The options of a static select, or an app's answer for an external one, as groups. */
export function optionGroups(from: Json | OptionsAnswer): ChoiceGroup[] {
  const groups = (from.option_groups ?? []) as Json[];
  const options = (from.options ?? []) as Json[];
  const loose = options.length > 0 ? [{ label: '', choices: options.map(optionChoice) }] : [];
  const named = groups.map((group) => ({
    label: (group['label'] as TextJson | undefined)?.text ?? '',
    choices: ((group['options'] ?? []) as Json[]).map(optionChoice),
  }));
  return [...loose, ...named];
}

/** A person as a choice. */
export function userChoice(user: WireUser): Choice {
  return { key: user.id, label: user.real_name || user.name, hint: user.title, option: {} };
}

/** A channel as a choice. */
export function channelChoice(channel: WireChannel): Choice {
  const label = channel.is_im ? channel.name : `#${channel.name}`;
  return { key: channel.id, label, hint: '', option: {} };
}

/** The groups with what does not hold `query` left out. */
export function matching(groups: readonly ChoiceGroup[], query: string): ChoiceGroup[] {
  const wanted = query.trim().toLowerCase();
  return groups
    .map((group) => ({
      ...group,
      choices: group.choices.filter((choice) => choice.label.toLowerCase().includes(wanted)),
    }))
    .filter((group) => group.choices.length > 0);
}
