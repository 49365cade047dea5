import { parseDuration } from '../core/duration.ts';
import { UserError } from '../core/errors.ts';
import type { Team } from '../core/settings.ts';
import { closest } from '../core/suggest.ts';
import { parseWhen } from '../core/when.ts';
import {
  beginsInThePast,
  endsBeforeItBegins,
  fromWhen,
  noRotation,
  noRotations,
  noSuchPerson,
  noSuchTeam,
  unclearTime,
  whichTeam,
} from './messages/mistakes.ts';
import type { OnCallServices } from './services.ts';

/** What people type about being on call: teams, people and spans of time. */

/**
 * The team that somebody means, by its name in baton.yml or the one that people call it.
 *
 * @throws UserError where there is none, or nobody is on call for it
 */
export function teamNamed(typed: string, teams: readonly Team[]): Team {
  const name = typed.replace(/^@/, '').toLowerCase();
  const found = teams.find((team) =>
    [team.id, team.name].some((each) => each.toLowerCase() === name),
  );
  if (found && found.onCall.length > 0) return found;
  const names = withRotation(teams).map(({ id }) => id);
  if (found) throw new UserError(...noRotation(found.name, names));
  throw new UserError(...noSuchTeam(typed, { near: closest(name, names), names }));
}

export const withRotation = (teams: readonly Team[]): Team[] =>
  teams.filter(({ onCall }) => onCall.length > 0);

/**
 * The team that is meant without being named: the only one, or the only one that fits.
 *
 * @param fits answers whether a team may be the one that is meant
 * @throws UserError where several may be
 */
export async function teamMeant(
  teams: readonly Team[],
  fits: (team: Team) => Promise<boolean>,
  instead: string,
): Promise<Team> {
  const all = withRotation(teams);
  const fitting: Team[] = [];
  for (const team of all) if (await fits(team)) fitting.push(team);
  const [only, ...more] = fitting.length > 0 ? fitting : all;
  if (!only) throw new UserError(...noRotations);
  if (more.length === 0) return only;
  const names = [only, ...more].map(({ id }) => id);
  throw new UserError(...whichTeam(names, instead));
}

/**
 * Whom somebody means: a mention, or a name of baton.yml.
 *
 * @throws UserError where there is nobody like that
 */
export async function personNamed(
  typed: string,
  { people, personBySlack }: Pick<OnCallServices, 'people' | 'personBySlack'>,
): Promise<string> {
  const name = typed.replace(/^@/, '');
  const slack = /^[UW][A-Z0-9]{4,}$/.test(name) ? await personBySlack(name) : undefined;
  const found = slack ?? people.find((each) => each.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  throw new UserError(...noSuchPerson(typed, closest(name, people)));
}

export type AskedSpan = { from: number; until: number; team: string | undefined };

/**
 * Reads `from fri 6pm until mon 9am for ops`: without a beginning from now on, and `for 4h` in place
 * of an end. Days without a zone are read in `zone`.
 *
 * @throws UserError with the sentence for what is wrong with it
 */
export function spanOf(text: string, { now, zone }: { now: number; zone: string }): AskedSpan {
  const words = ` ${text.trim()} `;
  const parts = /^(?: from (.+?))?(?: (until|till|to|for) (.+?))(?: for ([\w.@-]+))? $/i.exec(
    words,
  );
  const [, begins, how = '', ends = '', team] = parts ?? [];
  if (!parts) throw new UserError(...fromWhen);
  const from =
    begins === undefined || /^now$/i.test(begins) ? now : beginning(begins, { now, zone });
  return { from, until: ending({ how, ends, from }, zone), team };
}

function beginning(text: string, { now, zone }: { now: number; zone: string }): number {
  const when = parseWhen(text, { now, zone });
  if ('at' in when) return when.at;
  throw new UserError(
    ...(when.reason === 'past' ? beginsInThePast : unclearTime(text, when.reason)),
  );
}

function ending(
  { how, ends, from }: { how: string; ends: string; from: number },
  zone: string,
): number {
  if (/^for$/i.test(how)) {
    const length = parseDuration(ends);
    if (length === undefined) throw new UserError(...unclearTime(ends, 'unclear'));
    return from + length;
  }
  const when = parseWhen(ends, { now: from, zone });
  if ('at' in when) return when.at;
  throw new UserError(
    ...(when.reason === 'past' ? endsBeforeItBegins : unclearTime(ends, when.reason)),
  );
}
