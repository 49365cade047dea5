import { isCron } from '../core/cron.ts';
import {
  type DigestPlan,
  type DigestSchedule,
  type Edition,
  editions,
  type Section,
  sections,
} from '../core/digests.ts';
import { UserError } from '../core/errors.ts';
import { globProblem, matchesGlob } from '../core/glob.ts';
import { parseRecurring } from '../core/recurring.ts';
import { closest } from '../core/suggest.ts';
import { isZone } from '../core/zone.ts';
import type { Tables } from '../store/types/index.ts';

/** What somebody typed behind /digest, piece by piece; each is refused with what to type instead. */

/** What there is to name. */
export type Known = { repositories: readonly string[]; teams: readonly string[] };

/** The parts of a digest that were typed, checked. */
export function shapeOf(
  typed: {
    repos?: string | undefined;
    team?: string | undefined;
    sections?: string | undefined;
    edition?: string | undefined;
  },
  known: Known,
): Pick<DigestPlan, 'repositories' | 'team' | 'sections' | 'edition'> {
  return {
    repositories: typed.repos === undefined ? [] : globsOf(typed.repos, known.repositories),
    team: typed.team === undefined ? null : teamOf(typed.team, known.teams),
    sections: typed.sections === undefined ? [] : sectionsOf(typed.sections),
    edition: typed.edition === undefined ? 'daily' : editionOf(typed.edition),
  };
}

/** @throws UserError where the words name no time, or one that never comes */
export function cronOf(words: string): string {
  const cron = parseRecurring(words);
  if (cron !== undefined) return cron;
  const fields = words.trim().split(/\s+/);
  const looksLikeCron = fields.length === 5 && !isCron(words) && /^[\d*,/\-a-z ]+$/i.test(words);
  throw new UserError(
    looksLikeCron && /^[\d*]/.test(words)
      ? `“${words}” never comes: it is no cron expression, or names a day that there is not.`
      : `I do not understand when “${words}” is.`,
    'Type `weekdays 9:00`, `mondays 8:30`, `daily 17:00`, or five fields of cron such as `0 9 * * 1-5`.',
  );
}

/** @throws UserError with the nearest zone */
export function zoneOf(name: string): string {
  if (isZone(name)) return name;
  const near = closest(name, Intl.supportedValuesOf('timeZone'));
  throw new UserError(
    `I know no time zone called “${name}”.`,
    near ? `Did you mean \`--zone ${near}\`?` : 'Name one like `Europe/Berlin` or `UTC`.',
  );
}

const items = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

function globsOf(text: string, repositories: readonly string[]): string[] {
  const globs = items(text);
  if (globs.length === 0) {
    throw new UserError(
      'That names no repository.',
      'Type `--repos acme/api` or `--repos acme/*`.',
    );
  }
  for (const glob of globs) {
    const problem = globProblem(glob);
    if (problem) throw new UserError(`The pattern “${glob}” ${problem}.`, 'Type `--repos acme/*`.');
    if (repositories.some((name) => matchesGlob(glob, name))) continue;
    const near = closest(glob, repositories);
    throw new UserError(
      `I have not seen a repository that “${glob}” means.`,
      near ? `Did you mean \`--repos ${near}\`?` : 'Type `/ci` for those that I know.',
    );
  }
  return globs;
}

function teamOf(name: string, teams: readonly string[]): string {
  const found = teams.find((team) => team.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  const near = closest(name, teams);
  throw new UserError(
    `There is no team called “${name}”.`,
    near ? `Did you mean \`--team ${near}\`?` : teamHint(teams),
  );
}

const teamHint = (teams: readonly string[]): string =>
  teams.length === 0
    ? 'baton.yml names no teams: leave `--team` out.'
    : `There are ${teams.map((team) => `\`${team}\``).join(', ')}.`;

function sectionsOf(text: string): Section[] {
  const named = items(text.toLowerCase());
  const all = sections.map((section) => `\`${section}\``).join(', ');
  if (named.length === 0) throw new UserError('That names no section.', `There are ${all}.`);
  const wrong = named.find((name) => !sections.some((section) => section === name));
  if (wrong !== undefined) {
    const near = closest(wrong, sections);
    throw new UserError(
      `A digest has no section called “${wrong}”.`,
      near ? `Did you mean \`${near}\`? There are ${all}.` : `There are ${all}.`,
    );
  }
  return sections.filter((section) => named.includes(section));
}

function editionOf(text: string): Edition {
  const found = editions.find((edition) => edition === text.toLowerCase());
  if (found) return found;
  throw new UserError(
    `There is no edition called “${text}”.`,
    'Type `--edition daily` or `--edition weekly`.',
  );
}

/** @throws UserError where baton.yml has the very same digest come there: it would come twice */
export function refuseTwice(plan: DigestPlan, fromFile: readonly DigestPlan[]): void {
  const said = ({
    channel,
    at,
    timezone,
    repositories,
    team,
    sections: shown,
    edition,
  }: DigestPlan) => JSON.stringify([channel, at, timezone, repositories, team, shown, edition]);
  if (!fromFile.some((one) => said(one) === said(plan))) return;
  throw new UserError(
    'This channel has that digest already: it stands in baton.yml.',
    'Type `/digest list` for when it comes, or name another time or other `--sections`.',
  );
}

type Desk = { tx: Pick<Tables, 'digests' | 'audit'>; now: number };

/** Keeps a schedule for a channel; the same again is the same one. */
export async function scheduleDigest(
  plan: Omit<DigestSchedule, 'id' | 'createdAt'>,
  { tx, now }: Desk,
): Promise<DigestSchedule> {
  const schedule = await tx.digests.schedule({ ...plan, createdAt: now });
  await note('digest schedule', schedule, { tx, now, who: plan.createdBy });
  return schedule;
}

/**
 * Takes a channel's schedule back: by its number, or the only one that it has.
 *
 * @throws UserError where it has none like that; `fromFile`: how many of its digests stand in baton.yml
 */
export async function unscheduleDigest(
  asked: { channel: string; id: number | undefined; who: string; fromFile: number },
  { tx, now }: Desk,
): Promise<DigestSchedule> {
  const here = await tx.digests.schedules(asked.channel);
  const found = asked.id === undefined ? here : here.filter(({ id }) => id === asked.id);
  const [only] = found;
  if (!only) throw new UserError(noneHere(asked.id), noneHint(here, asked.fromFile));
  if (found.length > 1) {
    const numbers = found.map(({ id }) => `\`/digest unschedule ${id}\``).join(' or ');
    throw new UserError(
      'This channel has several schedules.',
      `Type ${numbers}; \`/digest list\` tells which is which.`,
    );
  }
  await tx.digests.unschedule(only.id);
  await note('digest unschedule', only, { tx, now, who: asked.who });
  return only;
}

const noneHere = (id: number | undefined): string =>
  id === undefined
    ? 'Nobody has scheduled a digest in this channel.'
    : `This channel has no schedule with the number ${id}.`;

function noneHint(here: readonly DigestSchedule[], fromFile: number): string {
  if (here.length > 0) return 'Type `/digest list` for those that it has.';
  return fromFile > 0
    ? 'Its digest stands in baton.yml: whoever runs me can take it out there.'
    : 'Type `/digest list` for what is scheduled.';
}

const note = (
  what: string,
  { channel, at, timezone }: DigestSchedule,
  { tx, now, who }: Desk & { who: string },
): Promise<void> =>
  tx.audit.note({
    ...{ at: now, who, what, target: `${at} ${timezone} in ${channel}`, from: 'slack' },
    result: 'done',
  });
