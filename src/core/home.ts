import type { Block } from './blocks.ts';

/** The parts of a person's Home tab, in the order in which they stand there. */
export const homePlaces = [
  ...(['builds', 'handoffs', 'shifts'] as const),
  ...(['red', 'health', 'watches', 'channels'] as const),
] as const;
export type HomePlace = (typeof homePlaces)[number];

/** What a feature brings to the Home tab. */
export type HomePart = {
  place: HomePlace;
  heading: string;
  blocks: readonly Block[];
  /** What of it waits for this person, as `2 red builds`; empty where nothing does. */
  waits?: string;
};
