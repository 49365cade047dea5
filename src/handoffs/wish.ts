import { runRef } from '../core/args.ts';
import { belongsTo, personByName } from '../core/people.ts';
import type { Run } from '../core/records.ts';
import type { Person, Settings, Team } from '../core/settings.ts';
import { closest } from '../core/suggest.ts';
import { parseWhen } from '../core/when.ts';
import type { Tables } from '../store/types/index.ts';
import { readDoneWhen } from './done-when.ts';
import {
  noChannel,
  noRun,
  nothingSaid,
  notInTeam,
  ownTeam,
  unknownPerson,
  unknownRun,
  unknownTeam,
  wrongDoneWhen,
  wrongDue,
} from './messages/mistakes.ts';
import type { Wish } from './open.ts';
import { WrongField } from './wrong-field.ts';

/** What somebody typed, or filled into the form. */
export type Typed = {
  team: string;
  what: string;
  to?: string | undefined;
  due?: string | undefined;
  run?: string | undefined;
  doneWhen?: string | undefined;
  incident?: number | undefined;
  source?: string | undefined;
};

/** What is asked to understand it. */
export type WishSources = {
  settings: Pick<Settings, 'teams' | 'people'>;
  tables: Pick<Tables, 'runs' | 'incidents' | 'streams' | 'repositories'>;
  teamsOf(user: string): Promise<Team[]>;
  slackIdsOf(team: Team): Promise<string[]>;
  /** The Slack id of somebody whom baton.yml names. */
  slackIdOf(person: Person): Promise<string | undefined>;
  channelId(name: string): string;
  zone: string;
  now: number;
};

/** @throws WrongField with a sentence for the person */
export async function readWish(typed: Typed, sender: string, from: WishSources): Promise<Wish> {
  const team = teamNamed(typed.team, from.settings.teams);
  const channel = channelOf(team, from);
  const what = typed.what.trim();
  if (what === '') throw new WrongField(nothingSaid(team));
  const mine = await from.teamsOf(sender);
  const others = mine.filter(({ id }) => id !== team.id);
  if (mine.length > 0 && others.length === 0) throw new WrongField(ownTeam(team));
  const run = typed.run ? await runNamed(typed.run, from) : await runOf(typed.incident, from);
  const repository = run?.repository ?? null;
  return {
    ...{ what, sender, team, channel, fromTeam: others[0]?.id ?? null },
    addressee: typed.to ? await addresseeOf(typed.to, team, from) : null,
    due: typed.due ? dueAt(typed.due, from) : null,
    runId: run?.id ?? null,
    repository,
    incident: typed.incident ?? null,
    source: typed.source ?? null,
    doneWhen: typed.doneWhen ? await doneWhenOf(typed.doneWhen, repository, from) : null,
  };
}

/** By its id or its name. @throws WrongField with the nearest one */
export function teamNamed(typed: string, teams: readonly Team[]): Team {
  const wanted = typed.trim().replace(/^[@#]/, '').toLowerCase();
  const found = teams.find(({ id, name }) =>
    [id, name].some((one) => one.toLowerCase() === wanted),
  );
  if (found) return found;
  const near = closest(
    wanted,
    teams.flatMap(({ id, name }) => [id, name]),
  );
  throw new WrongField(unknownTeam(typed, { near, names: teams.map(({ id }) => id) }));
}

/** @throws WrongField where the team has none: nobody would see it */
export function channelOf(team: Team, { channelId }: Pick<WishSources, 'channelId'>): string {
  if (team.channel === null) throw new WrongField(noChannel(team));
  return channelId(team.channel);
}

/** @throws WrongField where nobody is called so, or they are not in the team */
export async function addresseeOf(
  typed: string,
  team: Team,
  from: Pick<WishSources, 'settings' | 'slackIdsOf' | 'slackIdOf'>,
): Promise<string> {
  const name = typed
    .trim()
    .replace(/^<?@/, '')
    .replace(/(\|.*)?>$/, '');
  const { people } = from.settings;
  const person = personByName(from.settings, name.toLowerCase());
  const slack = /^[UW][A-Z0-9]{4,}$/.test(name) ? name : person && (await from.slackIdOf(person));
  if (slack === undefined) {
    const near = closest(
      name,
      people.map(({ id }) => id),
    );
    throw new WrongField(unknownPerson(typed, near));
  }
  const members = await from.slackIdsOf(team);
  const known = people.find((each) => each.slack === slack);
  const inTeam = members.includes(slack) || belongsTo(from.settings, team, { slack });
  if (members.length > 0 && !inTeam) throw new WrongField(notInTeam(known?.id ?? typed, team));
  return slack;
}

function dueAt(typed: string, { now, zone }: WishSources): number {
  const when = parseWhen(typed, { now, zone });
  if ('at' in when) return when.at;
  throw new WrongField(wrongDue(typed, when.reason));
}

async function runNamed(typed: string, { tables }: WishSources): Promise<Run> {
  const ref = runRef.safeParse(typed.trim());
  if (!ref.success || !('id' in ref.data)) throw new WrongField(noRun(typed));
  const run = await tables.runs.byId(ref.data.id);
  if (!run) throw new WrongField(unknownRun);
  return run;
}

async function runOf(
  incident: number | undefined,
  { tables }: WishSources,
): Promise<Run | undefined> {
  const found = incident === undefined ? undefined : await tables.incidents.byId(incident);
  return found && tables.runs.byId(found.lastRedRun);
}

async function doneWhenOf(typed: string, repository: string | null, { tables }: WishSources) {
  const read = await readDoneWhen(typed, repository, tables);
  if ('doneWhen' in read) return read.doneWhen;
  throw new WrongField(wrongDoneWhen(read));
}
