import type { HandoffEvent, HandoffNow, Leg } from '../core/handoffs.ts';
import type { Incident, Run, Stream } from '../core/records.ts';
import type { Team } from '../core/settings.ts';
import type { Tables } from '../store/types/index.ts';

/** What messages say of a team. */
export type TeamWords = Pick<Team, 'id' | 'name' | 'timezone' | 'handoffs'>;

/** All that is said about a handoff, read at one time. */
export type HandoffView = {
  handoff: HandoffNow;
  /** The first one first. */
  legs: Leg[];
  events: HandoffEvent[];
  run: Run | undefined;
  /** What is red in its repository now, of what some channel was told. */
  incidents: (Incident & { stream: Stream })[];
  teams: readonly TeamWords[];
  /** Names of people, by Slack id. */
  names: ReadonlyMap<string, string>;
};

/** Tells what people are called; nobody is pinged by their name. */
export type NamesOf = (users: readonly string[]) => Promise<ReadonlyMap<string, string>>;

type Sources = { tables: Tables; teams: readonly Team[]; namesOf: NamesOf };

/** Reads a handoff with its story; undefined where it is gone. */
export async function viewHandoff(id: number, sources: Sources): Promise<HandoffView | undefined> {
  const { tables, teams, namesOf } = sources;
  const handoff = await tables.handoffs.byId(id);
  if (!handoff) return undefined;
  const legs = await tables.handoffs.legs(id);
  const events = await tables.handoffs.events(id);
  const { runId, repository } = handoff;
  const open = handoff.state !== 'done' && repository !== null;
  return {
    ...{ handoff, legs, events, teams },
    run: runId === null ? undefined : await tables.runs.byId(runId),
    incidents: open ? await redIn(repository, tables) : [],
    names: await namesOf(peopleOf(handoff, legs, events)),
  };
}

/** So many are looked through for those that were told. */
const mostLooked = 50;

async function redIn(
  repository: string,
  { incidents }: Pick<Tables, 'incidents'>,
): Promise<HandoffView['incidents']> {
  const states = ['triggered', 'acknowledged'] as const;
  const red = await incidents.list({ states, repository, lane: 'branch', limit: mostLooked });
  return red.filter(({ announcedAt }) => announcedAt !== null);
}

function peopleOf(
  { openedBy }: HandoffNow,
  legs: readonly Leg[],
  events: readonly HandoffEvent[],
): string[] {
  const ofLegs = legs.flatMap(({ sender, holder, addressee, endedBy, askedBy }) => [
    ...[sender, holder, addressee, endedBy, askedBy],
  ]);
  const all = [openedBy, ...ofLegs, ...events.map(({ who }) => who)];
  return [...new Set(all.filter((one): one is string => one !== null && one !== 'baton'))];
}

/** What somebody is called; Baton by its own name. */
export const nameIn = (names: ReadonlyMap<string, string>, user: string | null): string =>
  user === null ? 'nobody' : user === 'baton' ? 'Baton' : (names.get(user) ?? user);
