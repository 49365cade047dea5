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

/** What an argument asks for where it is missing, and what it says of what stands there instead. */

export const whichTeam = 'Which team?';
export const toWhichTeam = 'To which team?';
export const whichRepositoryOrWorkflow = 'Which repository or workflow?';
export const whichRepositories = 'Which repositories? Type `--repos acme/*`.';
export const whichLayer = 'Which layer?';
export const whichOverride = 'Which one? `/oncall overrides` shows their numbers.';
export const whom = 'Whom?';
export const whyCalled = 'Why?';
export const fromWhenUntilWhen = 'From when until when?';
export const howManyWeeks = 'How many weeks?';

export const weeksNumber = 'Weeks are a number, like 4.';
export const upToWeeks = (most: number): string => `I show 1 to ${most} weeks.`;
export const overrideNumber = 'An override has a number: `/oncall overrides` shows it.';
export const scheduleNumber = 'A schedule has a number, like 3: `/digest list` tells it.';
export const onOrOff = 'I expect on or off.';
export const failuresOrAll = 'After --on I expect failures or all.';
export const againAlone = 'Type `--again` alone.';

export const tooLong = 'That is too long.';
export const nameTooLong = 'That name is too long.';
export const flagTooLong = 'That is too long for a flag.';
export const reasonTooLong = 'That reason is too long.';
export const sayItWithin = (most: number): string => `Say it in ${most} characters at most.`;
