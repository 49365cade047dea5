import type { Mistake } from '../../core/errors.ts';
import { mention } from '../../core/inline.ts';
import type { Run } from '../../core/records.ts';
import { list } from '../../core/text.ts';

/** What cannot be done about builds, and what to do instead. */

export const severalRepositories = (name: string, names: readonly string[]): Mistake => [
  `“${name}” is the name of ${list(names)}.`,
  'Type it with its owner.',
];

export const noSuchRepository = (name: string, near: string | undefined): Mistake => [
  `I have not seen a repository called “${name}”.`,
  near ? `Did you mean \`${near}\`?` : 'Type `/ci` for those that I know.',
];

/** Of the repositories that a channel hears of the first few are named. */
export const whichRepository = (names: readonly string[]): Mistake => [
  'Which repository?',
  names.length > 0 ? `Name one of them: ${list(names.slice(0, 5))}.` : 'Name one, like `acme/api`.',
];

/** Of a workflow or a branch: nothing in the repository is called that. */
export const noSuchName = (
  { what, typed, repository }: { what: 'workflow' | 'branch'; typed: string; repository: string },
  { near, names }: { near: string | undefined; names: readonly string[] },
): Mistake => [
  `I know no ${what} called “${typed}” in ${repository}.`,
  near ? `Did you mean \`${near}\`?` : others(names),
];

function others(names: readonly string[]): string {
  if (names.length === 0) return 'It has not run anything yet.';
  const few = names.slice(0, 5).map((name) => `\`${name}\``);
  const rest = names.length - few.length;
  const all = list([...few, ...(rest > 0 ? [`${rest} more`] : [])]);
  return names.length === 1 ? `There is ${all}.` : `There are ${all}.`;
}

export const whichRun: Mistake = [
  'Which run?',
  'Give its address, id or number. In an incident’s thread you need not: mention me there.',
];

export const noSuchRun = (id: number): Mistake => [
  `I know no run with the id ${id}.`,
  'Is its repository watched? Type `/ci` to see.',
];

export const noSuchNumber = (number: number, repository?: string): Mistake => [
  `No run ${repository ? `of ${repository}` : 'that this channel hears of'} has the number ${number}.`,
  `Type \`/ci runs ${repository ?? 'owner/repo'}\` for those that I know.`,
];

export const noSuchJob = (id: number): Mistake => [
  `I know no job with the id ${id}.`,
  'Is its repository watched? Type `/ci` to see, and give the whole address of the job’s page.',
];

export const noSuchAttempt = (
  { workflow, number }: Pick<Run, 'workflow' | 'number'>,
  attempt: number,
): string => `${workflow} #${number} has no attempt ${attempt}.`;

/** The address names a run and a job, and they do not belong together. */
export const notItsJob: Mistake = [
  'This run has no such job.',
  'Copy the address of the job’s page.',
];

export const incidentForgotten = 'This incident is no longer kept.';

/** The same where it was to be taken or snoozed. */
export const nothingToTake: Mistake = [
  incidentForgotten,
  'Type `/ci failures` for what is red now.',
];

export const greenAgain = 'This is green again: there is nothing left to do.';

/** Somebody else has the incident. */
export const heldBy = (user: string): Mistake => [
  [mention(user), ' has this one already.'],
  'Talk to them in its thread.',
];

/** Nobody has fixed it yet, so nobody can say how. */
export const stillRed = 'This is still red.';

export const overAlready = 'This is over already: there is nothing to close.';

export const notRed = ({
  workflow,
  branch,
  repository,
}: Pick<Run, 'workflow' | 'branch' | 'repository'>): Mistake => [
  `${workflow} is not red on ${branch ?? 'that branch'} of ${repository}: there is nothing to close.`,
  'Type `/ci failures` for what is red now.',
];

/** `configured`: baton.yml has the channel hear of it. */
export function noSubscription(
  { repository, configured }: { repository: string; configured: boolean },
  near: string | undefined,
): Mistake {
  const instead = configured
    ? `What it hears of it stands in baton.yml. Type \`/ci mute ${repository} for 1d\` to be spared it.`
    : 'Type `/ci subscriptions` for what it has.';
  return [
    `This channel has no subscription to ${repository}.`,
    near ? `Did you mean \`/ci unsubscribe ${near}\`?` : instead,
  ];
}

export const nothingCalled = (typed: string, near: string | undefined): Mistake => [
  `I know no repository and no workflow called “${typed}”.`,
  near ? `Did you mean \`${near}\`?` : 'Type `/ci` for what I know.',
];

export const howLong = (usage: string): Mistake => ['For how long?', `Type \`${usage}\`.`];

export const notMuted: Mistake = [
  'That is not muted here.',
  'Type `/ci subscriptions` for what is.',
];

export const loginUnknown: Mistake = [
  'I do not know which GitHub login is yours.',
  'Type `/ci notify on --github your-login`.',
];

export const jobForgotten: Mistake = [
  'This job is no longer kept.',
  'Open it on GitHub: `View job`.',
];

export const logGone: Mistake = [
  'GitHub has no log of this job any more.',
  'It keeps logs for 90 days, unless the repository says otherwise.',
];

export const logSlow: Mistake = [
  'GitHub takes very long to send this log.',
  'Open it there: `View job`.',
];

export const logUnreadable = (why: string): Mistake => [
  `The log cannot be read: ${why}`,
  'Open it there: `View job`.',
];

export const fileNotTaken = (why: string): Mistake => [
  `Slack did not take the file: ${why}.`,
  'Try again in a minute.',
];
