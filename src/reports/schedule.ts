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
import {
  comesAlready,
  matchesNothing,
  noRepository,
  noSection,
  noSuchEdition,
  noSuchSchedule,
  noSuchSection,
  noSuchTeam,
  noSuchTime,
  noSuchZone,
  whichSchedule,
  wrongPattern,
} from './messages/mistakes.ts';

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
  throw new UserError(...noSuchTime(words, { never: looksLikeCron && /^[\d*]/.test(words) }));
}

/** @throws UserError with the nearest zone */
export function zoneOf(name: string): string {
  if (isZone(name)) return name;
  throw new UserError(...noSuchZone(name, closest(name, Intl.supportedValuesOf('timeZone'))));
}

const items = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

function globsOf(text: string, repositories: readonly string[]): string[] {
  const globs = items(text);
  if (globs.length === 0) throw new UserError(...noRepository);
  for (const glob of globs) {
    const problem = globProblem(glob);
    if (problem) throw new UserError(...wrongPattern(glob, problem));
    if (repositories.some((name) => matchesGlob(glob, name))) continue;
    throw new UserError(...matchesNothing(glob, closest(glob, repositories)));
  }
  return globs;
}

function teamOf(name: string, teams: readonly string[]): string {
  const found = teams.find((team) => team.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  throw new UserError(...noSuchTeam(name, { near: closest(name, teams), teams }));
}

function sectionsOf(text: string): Section[] {
  const named = items(text.toLowerCase());
  if (named.length === 0) throw new UserError(...noSection);
  const wrong = named.find((name) => !sections.some((section) => section === name));
  if (wrong !== undefined) throw new UserError(...noSuchSection(wrong, closest(wrong, sections)));
  return sections.filter((section) => named.includes(section));
}

function editionOf(text: string): Edition {
  const found = editions.find((edition) => edition === text.toLowerCase());
  if (found) return found;
  throw new UserError(...noSuchEdition(text));
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
  throw new UserError(...comesAlready);
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
  if (!only) {
    const { id, fromFile } = asked;
    throw new UserError(...noSuchSchedule(id, { here: here.length, fromFile }));
  }
  if (found.length > 1) throw new UserError(...whichSchedule(found.map(({ id }) => id)));
  await tx.digests.unschedule(only.id);
  await note('digest unschedule', only, { tx, now, who: asked.who });
  return only;
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
