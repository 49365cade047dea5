import { drawnNames } from './drawn.tsx';
import { emojiFor } from './emoji.ts';

/** The drawn signs by the character that stands for them. */
const names = new Map(drawnNames.map((name) => [emojiFor(name) ?? name, name]));
const characters = new RegExp(`(${[...names.keys()].join('|')})`, 'u');

type Cut = { sign: string } | { text: string };

/** A text cut where a sign stands that the page draws itself: `{ sign }` or `{ text }`. */
export function cutAtSigns(text: string): Cut[] {
  return text.split(characters).flatMap((part): Cut[] => {
    const sign = names.get(part);
    if (sign) return [{ sign }];
    return part === '' ? [] : [{ text: part }];
  });
}
