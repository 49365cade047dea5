import type { Mistake } from '../../core/errors.ts';
import { type Inline, mention } from '../../core/inline.ts';
import { list } from '../../core/text.ts';

/** What cannot be done about being on call, and what to do instead. */

/** `names`: the teams that have a rotation. */
export const noRotation = (team: string, names: readonly string[]): Mistake => [
  `Nobody is on call for ${team}: it has no rotation.`,
  `Add \`on_call\` to the team in baton.yml. ${teamsWith(names)}`,
];

export const noSuchTeam = (
  typed: string,
  { near, names }: { near: string | undefined; names: readonly string[] },
): Mistake => [
  `I know no team called “${typed}”.`,
  near ? `Did you mean \`${near}\`?` : teamsWith(names),
];

const teamsWith = (names: readonly string[]): string =>
  names.length === 0
    ? 'No team in baton.yml has a rotation yet.'
    : `There is somebody on call for ${list(names.map((name) => `\`${name}\``))}.`;

export const whichTeam = (names: readonly string[], instead: string): Mistake => [
  `For which team: ${names.slice(0, 8).join(' or ')}?`,
  instead,
];

/** Of an override, which names its team behind the time. */
export const teamAtTheEnd = 'Add it at the end: `… until mon 9am for ops`.';

export const noRotations: Mistake = ['Nobody is on call for any team.', teamsWith([])];

export const noSuchPerson = (typed: string, near: string | undefined): Mistake => [
  `I know nobody called “${typed}”.`,
  near
    ? `Did you mean \`@${near}\`?`
    : 'Mention them with @, or add them under `people` in baton.yml.',
];

export const noSuchLayer = (
  { team, typed }: { team: string; typed: string | undefined },
  layers: readonly string[],
): Mistake => [
  `${team} has no layer called “${typed}”.`,
  `It has ${layers.map((each) => `\`${each}\``).join(', ')}.`,
];

const spans = 'Type `/oncall override @lee from fri 6pm until mon 9am`, or `for 4h`.';

export const fromWhen: Mistake = ['From when until when?', spans];

export const beginsInThePast: Mistake = [
  'That begins in the past.',
  'Leave `from …` out to begin now.',
];

export const endsBeforeItBegins: Mistake = ['That ends before it begins.', spans];

export const unclearTime = (typed: string, reason: 'unclear' | 'too_far'): Mistake => [
  reason === 'too_far'
    ? 'That is more than a year away.'
    : `I do not understand when “${typed}” is.`,
  spans,
];

export const noSuchOverride = (id: number): Mistake => [
  `There is no override number ${id}.`,
  'Type `/oncall overrides` for those that there are.',
];

export const overrideOver = 'That override is over: it counts no longer.';

export const teamGone = 'The team of that override is no longer in baton.yml.';

export const noShift: Mistake = [
  'You have no shift in the next two months.',
  'Type `/oncall rota` for who has.',
];

export const noChannel: Mistake = [
  'That team has no channel to offer it in.',
  'Name one in baton.yml.',
];

/** Of a shift that was to be offered. */
export const shiftOver: Mistake = [
  'That shift is over.',
  'Type `/oncall swap` for those that come.',
];

export const shiftNotYours: Mistake = [
  'That shift is no longer yours.',
  'Type `/oncall swap` for those that are.',
];

export const takenBefore: Mistake = [
  'That shift was offered and taken before.',
  'Type `/oncall override @person for 4h` to put somebody on call.',
];

export const offerForgotten: Mistake = [
  'This offer is no longer kept.',
  'Type `/oncall` for who is on call.',
];

/** Of a shift that was to be taken. */
export const nothingToTake = 'That shift is over: there is nothing left to take.';

export const ownShift = 'That shift is yours already.';

export const rotationGone = 'That rotation is no longer in baton.yml.';

export const shiftTaken = (by: string | null): Inline[] => [
  somebody(by),
  ' took that shift already.',
];

export const shiftNotTheirs = 'That shift is no longer theirs: there is nothing to take.';

const somebody = (user: string | null): Inline => (user === null ? 'Somebody' : mention(user));

export const handoverForgotten = 'This handover is no longer kept.';

export const notComing: Mistake = [
  'Whoever comes on call accepts it.',
  'Type `/oncall` for who that is.',
];

export const handoverAccepted = (by: string | null): Inline[] => [
  somebody(by),
  ' accepted it already.',
];

export const pageForgotten: Mistake = [
  'This page is no longer kept.',
  'Type `/oncall` for who is on call.',
];

export const pageOver = 'This is over: there is nothing left to do.';

/** Somebody else has the page. */
export const heldBy = (user: string): Mistake => [
  [mention(user), ' has this one already.'],
  'Talk to them in its thread.',
];

/** Nobody has the page any more. */
export const nobodys: Mistake = [
  'It is nobody’s again.',
  'Press `Acknowledge` in its message to take it.',
];

export const nobodyElse = (team: string): Mistake => [
  `There is nobody else to call for ${team} now.`,
  'Add a layer or a lead to the team in baton.yml.',
];

export const whyWanted = (usage: string): Mistake => [
  'Why? They read it first.',
  `Type \`${usage}\`.`,
];
