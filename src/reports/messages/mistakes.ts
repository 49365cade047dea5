import { sections } from '../../core/digests.ts';
import type { Mistake } from '../../core/errors.ts';
import { channelName } from './trouble.ts';

/** What cannot be done about digests, and what to do instead. */

export const whenWanted: Mistake = ['When?', 'Type `/digest schedule weekdays 9:00`.'];

/** `never`: it looks like cron, and is none that ever comes. */
export const noSuchTime = (words: string, { never }: { never: boolean }): Mistake => [
  never
    ? `“${words}” never comes: it is no cron expression, or names a day that there is not.`
    : `I do not understand when “${words}” is.`,
  'Type `weekdays 9:00`, `mondays 8:30`, `daily 17:00`, or five fields of cron such as `0 9 * * 1-5`.',
];

export const noSuchZone = (name: string, near: string | undefined): Mistake => [
  `I know no time zone called “${name}”.`,
  near ? `Did you mean \`--zone ${near}\`?` : 'Name one like `Europe/Berlin` or `UTC`.',
];

export const noRepository: Mistake = [
  'That names no repository.',
  'Type `--repos acme/api` or `--repos acme/*`.',
];

/** `problem` as `globProblem` words it. */
export const wrongPattern = (glob: string, problem: string): Mistake => [
  `The pattern “${glob}” ${problem}.`,
  'Type `--repos acme/*`.',
];

export const matchesNothing = (glob: string, near: string | undefined): Mistake => [
  `I have not seen a repository that “${glob}” means.`,
  near ? `Did you mean \`--repos ${near}\`?` : 'Type `/ci` for those that I know.',
];

export const noSuchTeam = (
  name: string,
  { near, teams }: { near: string | undefined; teams: readonly string[] },
): Mistake => [
  `There is no team called “${name}”.`,
  near ? `Did you mean \`--team ${near}\`?` : teamHint(teams),
];

const teamHint = (teams: readonly string[]): string =>
  teams.length === 0
    ? 'baton.yml names no teams: leave `--team` out.'
    : `There are ${teams.map((team) => `\`${team}\``).join(', ')}.`;

const allSections = `There are ${sections.map((section) => `\`${section}\``).join(', ')}.`;

export const noSection: Mistake = ['That names no section.', allSections];

export const noSuchSection = (name: string, near: string | undefined): Mistake => [
  `A digest has no section called “${name}”.`,
  near ? `Did you mean \`${near}\`? ${allSections}` : allSections,
];

export const noSuchEdition = (name: string): Mistake => [
  `There is no edition called “${name}”.`,
  'Type `--edition daily` or `--edition weekly`.',
];

/** It stands in baton.yml, and would come twice. */
export const comesAlready: Mistake = [
  'This channel has that digest already: it stands in baton.yml.',
  'Type `/digest list` for when it comes, or name another time or other `--sections`.',
];

/** `here`: how many schedules the channel has; `fromFile`: how many of its digests stand in baton.yml. */
export function noSuchSchedule(
  id: number | undefined,
  { here, fromFile }: { here: number; fromFile: number },
): Mistake {
  const sentence =
    id === undefined
      ? 'Nobody has scheduled a digest in this channel.'
      : `This channel has no schedule with the number ${id}.`;
  if (here > 0) return [sentence, 'Type `/digest list` for those that it has.'];
  if (fromFile > 0)
    return [sentence, 'Its digest stands in baton.yml: whoever runs me can take it out there.'];
  return [sentence, 'Type `/digest list` for what is scheduled.'];
}

export const whichSchedule = (ids: readonly number[]): Mistake => [
  'This channel has several schedules.',
  `Type ${ids.map((id) => `\`/digest unschedule ${id}\``).join(' or ')}; \`/digest list\` tells which is which.`,
];

export const digestForgotten: Mistake = [
  'That digest is no longer kept.',
  'Type `/digest` for one of now.',
];

/** A digest would not come through there. */
export const closedTo = (channel: string, why: 'not a member' | 'archived'): Mistake =>
  why === 'archived'
    ? [['I cannot post in ', channelName(channel), ': it is archived.'], 'Choose another channel.']
    : [
        ['I cannot post in ', channelName(channel), ': I am not in this channel.'],
        'Type `/invite @Baton` here, then this again.',
      ];
