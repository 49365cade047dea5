import { belongsTo, type Member } from '../../core/people.ts';
import type { Grant, Settings, Team } from '../../core/settings.ts';
import type { People } from '../../slack/people.ts';

/** Who belongs where, as baton.yml and Slack say together; Slack's answers are remembered. */
export type Members = {
  /** Somebody with their e-mail address and the user groups that baton.yml speaks of. */
  memberOf(user: string): Promise<Member>;
  /** The teams that they belong to, in the order of baton.yml. */
  teamsOf(user: string): Promise<Team[]>;
  /** Everyone in the team: its lead, those who are listed, and the members of its Slack group. */
  slackIdsOf(team: Team): Promise<string[]>;
  /** Everyone whom these grants are for; of `everyone` nobody is named. */
  holdersOf(grants: readonly Grant[]): Promise<string[]>;
};

export function createMembers(options: {
  settings: Pick<Settings, 'people' | 'teams' | 'roles'>;
  people: Pick<People, 'bySlackId' | 'idOf' | 'groupMembers'>;
}): Members {
  const { settings, people } = options;
  const groups = groupsOf(settings);

  async function memberOf(slack: string): Promise<Member> {
    const [known, ...inGroups] = await Promise.all([
      people.bySlackId(slack),
      ...groups.map(async (id) => ((await people.groupMembers(id)).includes(slack) ? [id] : [])),
    ]);
    return { slack, email: known?.email ?? null, groups: inGroups.flat() };
  }

  async function idsOf(names: readonly (string | null)[]): Promise<string[]> {
    const named = settings.people.filter(({ id }) => names.includes(id));
    const ids = await Promise.all(named.map((person) => people.idOf(person)));
    return ids.filter((id) => id !== undefined);
  }

  async function slackIdsOf({ lead, members, slackGroup }: Team): Promise<string[]> {
    const listed = await idsOf([lead, ...members]);
    return unique([
      ...listed,
      ...(slackGroup === null ? [] : await people.groupMembers(slackGroup)),
    ]);
  }

  async function granted({ kind, id }: Grant): Promise<string[]> {
    if (kind === 'person') return idsOf([id]);
    if (kind === 'group') return people.groupMembers(id);
    const team = settings.teams.find((each) => each.id === id);
    return kind === 'team' && team ? slackIdsOf(team) : [];
  }

  return {
    memberOf,
    slackIdsOf,
    async teamsOf(user) {
      const member = await memberOf(user);
      return settings.teams.filter((team) => belongsTo(settings, team, member));
    },
    holdersOf: async (grants) => unique((await Promise.all(grants.map(granted))).flat()),
  };
}

/** Every Slack user group that baton.yml names. */
function groupsOf({ teams, roles }: Pick<Settings, 'teams' | 'roles'>): string[] {
  const ofTeams = teams.flatMap(({ slackGroup }) => slackGroup ?? []);
  const granted = Object.values(roles).flat();
  return unique([...ofTeams, ...granted.flatMap(({ kind, id }) => (kind === 'group' ? id : []))]);
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
