import { personByName } from '../../../core/people.ts';
import type { Team } from '../../../core/settings.ts';
import type { Face, Faces } from '../../../oncall/faces.ts';
import { rosterOf } from '../../../oncall/world.ts';
import type { Desk } from '../feature.ts';

/** Who the people on call are in Slack. */
export type Reach = {
  /** Everyone who can be called for a team; Slack is not asked for their names. */
  ofTeam(team: Team): Promise<Faces>;
  /** The Slack user id of somebody; undefined where Slack knows nobody like that. */
  slackOf(person: string): Promise<string | undefined>;
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
    slackOf,
    async ofTeam(team) {
      const { rotas, overrides } = await rosterOf(team, now(), store);
      const names = [
        ...rotas.flatMap((rota) => [
          ...rota.people,
          ...(rota.entries ?? []).map(({ person }) => person),
        ]),
        ...overrides.map(({ person }) => person),
        ...(team.lead === null ? [] : [team.lead]),
      ];
      const known = [...new Set(names)].map(
        async (name) => [name, { name, slack: await slackOf(name) }] as const,
      );
      return new Map(await Promise.all(known));
    },
  };
}
