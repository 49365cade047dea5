import { lines } from '../../core/blocks.ts';
import { emoji, type Inline, mention } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import { formatDay, formatTime } from '../../core/zone.ts';
import type { Faces } from '../faces.ts';

/** A person, so that they are notified where Slack knows them. */
export function pinged(person: string, faces: Faces): Inline {
  const slack = faces.get(person)?.slack;
  return slack === undefined ? nameOf(person, faces) : mention(slack);
}

/** A person's name, which notifies nobody. */
export const nameOf = (person: string, faces: Faces): string => faces.get(person)?.name ?? person;

/** `Mon 23 Nov 09:00`, in the team's zone. */
export const dayAndTime = (at: number, zone: string): string =>
  `${formatDay(at, zone)} ${formatTime(at, zone)}`;

/** A message of a few lines. */
export function said(...rows: readonly Inline[][]): Message {
  return message(rows[0] ?? [], [lines(...rows)]);
}

export const sign = (name: string): Inline[] => [emoji(name), ' '];
