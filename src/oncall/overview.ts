import type { Team } from '../core/settings.ts';
import type { Tables } from '../store/types/index.ts';
import { nextChange, shiftsOfPerson } from './duty.ts';
import type { TeamView } from './messages/rota.ts';
import { type Shift, shiftAt, shiftsOf } from './rotation.ts';
import { rosterOf } from './world.ts';

type Reading = Pick<Tables, 'calendars' | 'overrides'>;

/** Who is on call now and next for a team, layer by layer. */
export async function viewTeam(team: Team, now: number, tables: Reading): Promise<TeamView> {
  const { rotas, overrides } = await rosterOf(team, now, tables);
  const layers = rotas.map((rota) => ({
    layer: rota.layer,
    now: shiftAt(rota, overrides, now),
    next: nextChange(rota, overrides, now),
  }));
  const broken: string[] = [];
  for (const { layer, calendar } of team.onCall) {
    const state = calendar ? await tables.calendars.find(team.id, layer) : undefined;
    if (state?.error) broken.push(layer);
  }
  return { team, layers, broken };
}

/** The shifts of all layers of a team in a span, soonest first. */
export async function shiftsOfTeam(
  team: Team,
  span: { from: number; until: number },
  tables: Reading,
): Promise<Shift[]> {
  const { rotas, overrides } = await rosterOf(team, span.from, tables);
  const shifts = rotas.flatMap((rota) => shiftsOf(rota, overrides, span));
  return shifts.sort((a, b) => a.from - b.from);
}

/** A person's shifts that are not over, of all teams, soonest first. */
export async function shiftsOfOne(
  person: string,
  { teams, from, until }: { teams: readonly Team[]; from: number; until: number },
  tables: Reading,
): Promise<Shift[]> {
  const found: Shift[] = [];
  for (const team of teams) {
    const { rotas, overrides } = await rosterOf(team, from, tables);
    found.push(...shiftsOfPerson(rotas, overrides, { person, from, until }));
  }
  return found.sort((a, b) => a.from - b.from);
}
