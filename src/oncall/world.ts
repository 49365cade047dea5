import type { Log } from '../core/log.ts';
import type { Settings, Team } from '../core/settings.ts';
import type { Tables } from '../store/types/index.ts';
import { onDuty } from './duty.ts';
import { type Rota, rotasOf, type Shift } from './rotation.ts';

/** What being on call is handed: the transaction it writes in, the time, and what `baton.yml` says. */
export type World = {
  tx: Tables;
  now: number;
  log: Log;
  settings: Pick<Settings, 'teams' | 'people'>;
  /** The Slack user id of a person, as far as it is known. */
  slackOf: (person: string) => string | undefined;
};

/** The layers of a team with all that is kept about them. */
export type Roster = {
  rotas: Rota[];
  overrides: Awaited<ReturnType<Tables['overrides']['endingAfter']>>;
};

/** A team's rotation as of now; overrides that ended before `since` are left out. */
export async function rosterOf(
  team: Pick<Team, 'id' | 'timezone' | 'onCall'>,
  since: number,
  { calendars, overrides }: Pick<Tables, 'calendars' | 'overrides'>,
): Promise<Roster> {
  const read = team.onCall.some(({ calendar }) => calendar !== null);
  const entries = read ? await calendars.entriesOf(team.id) : new Map();
  return { rotas: rotasOf(team, entries), overrides: await overrides.endingAfter(since, team.id) };
}

/** Who is on call now, in the order in which they are called. */
export const dutyOf = ({ rotas, overrides }: Roster, now: number): Shift[] =>
  onDuty(rotas, overrides, now);
