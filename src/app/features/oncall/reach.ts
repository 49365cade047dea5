import { personByName } from '../../../core/people.ts';
import type { Team } from '../../../core/settings.ts';
import type { Face, Faces } from '../../../oncall/faces.ts';
import { rosterOf } from '../../../oncall/world.ts';
import type { Desk } from '../feature.ts';

/** Who the people on call are in Slack. */
export type Reach = {
  /** Everyone who can be called for a team. */
  ofTeam(team: Team): Promise<Faces>;
  faces(people: readonly string[]): Promise<Faces>;
};

export function createReach({
  config,
  people,
  store,
  now,
}: Pick<Desk, 'config' | 'people' | 'store' | 'now'>): Reach {
  async function slackOf(person: string): Promise<string | undefined> {
    const known = personByName(config, person);
    if (known) return people.idOf(known);
    return /^[UW][A-Z0-9]{4,}$/.test(person) ? person : undefined;
  }

  async function faceOf(person: string): Promise<Face> {
    const slack = await slackOf(person);
    const user = slack === undefined ? undefined : await people.bySlackId(slack);
    return { slack, name: user?.name ?? person };
  }

  async function faces(names: readonly string[]): Promise<Faces> {
    const distinct = [...new Set(names)];
    return new Map(
      await Promise.all(distinct.map(async (name) => [name, await faceOf(name)] as const)),
    );
  }

  return {
    faces,
    async ofTeam(team) {
      const { rotas, overrides } = await rosterOf(team, now(), store);
      return faces([
        ...rotas.flatMap((rota) => [
          ...rota.people,
          ...(rota.entries ?? []).map(({ person }) => person),
        ]),
        ...overrides.map(({ person }) => person),
        ...(team.lead === null ? [] : [team.lead]),
      ]);
    },
  };
}
