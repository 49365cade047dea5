import type { Choice } from './blocks.ts';
import { momentOf } from './moment.ts';

/** How long something can be snoozed; `green` lasts until it ends. */
const lengths = [
  { text: 'for 30 minutes', value: '30m' },
  { text: 'for 1 hour', value: '1h' },
  { text: 'for 4 hours', value: '4h' },
  { text: 'until tomorrow 9:00', value: 'tomorrow 9:00' },
  { text: 'until it is green', value: 'green' },
] as const;

/** Far enough away to mean "until it is green". */
export const untilGreen = 8_640_000_000_000_000;

/** The choices of a snooze menu; each value is the thing's id and how long. */
export const snoozeChoices = (id: string, turnsGreen = true): Choice[] =>
  lengths
    .filter(({ value }) => turnsGreen || value !== 'green')
    .map(({ text, value }) => ({ text, value: `${id} ${value}` }));

/** What was chosen: of which thing, and until when. */
export function snoozeChosen(
  value: string,
  { now, zone }: { now: number; zone: string },
): { id: number; until: number } {
  const [id = '', ...words] = value.split(' ');
  const length = words.join(' ');
  return {
    id: Number(id),
    until: length === 'green' ? untilGreen : momentOf(length, { now, zone }),
  };
}
