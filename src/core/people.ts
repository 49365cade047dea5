import type { Person, Settings, Team } from './settings.ts';

type People = Pick<Settings, 'people'>;

/** By the id that baton.yml gives them. */
export function personByName(settings: People, name: string): Person | undefined {
  return settings.people.find(({ id }) => id === name);
}

/** By Slack user id. */
export function personBySlack(settings: People, id: string): Person | undefined {
  return settings.people.find(({ slack }) => slack === id);
}

/** By GitHub login, in any case. */
export function personByGithub(settings: People, login: string): Person | undefined {
  return settings.people.find(({ github }) => same(github, login));
}

/** By e-mail address, in any case. */
export function personByEmail(settings: People, address: string): Person | undefined {
  return settings.people.find(({ email }) => same(email, address));
}

/** A Slack user as Slack knows them; `groups` are the ids of their user groups. */
export type Member = { slack: string; email?: string | null; groups?: readonly string[] };

/** Whether they belong to the team: listed, leading it, or in its Slack user group. */
export function belongsTo(settings: People, team: Team, member: Member): boolean {
  if (team.slackGroup !== null && member.groups?.includes(team.slackGroup)) return true;
  const person = personOf(settings, member);
  return person !== undefined && (team.lead === person.id || team.members.includes(person.id));
}

/** The Slack id decides; the e-mail address serves people whose Slack id baton.yml does not give. */
export function personOf(settings: People, { slack, email }: Member): Person | undefined {
  const known = personBySlack(settings, slack);
  if (known || !email) return known;
  const byEmail = personByEmail(settings, email);
  return byEmail?.slack === null ? byEmail : undefined;
}

function same(one: string | null, other: string): boolean {
  return one !== null && one.toLowerCase() === other.toLowerCase();
}
