import type { Mistake } from '../src/core/errors.ts';

/** What is wrong with the words behind any command, and what to type instead. */

export const extraWords = (typed: string, usage: string): Mistake => [
  `I do not know what “${typed}” means here.`,
  `Type \`${usage}\`.`,
];

export const noSuchFlag = (
  flag: string,
  { near, usage }: { near: string | undefined; usage: string },
): Mistake => [
  `There is no --${flag} here.`,
  near ? `Did you mean \`--${near}\`? \`${usage}\`` : `Type \`${usage}\`.`,
];

/** `why`: what the argument itself says of it. */
export const wrongArgument = (why: string | undefined, usage: string): Mistake => [
  why ?? 'I do not understand that.',
  `Type \`${usage}\`.`,
];
