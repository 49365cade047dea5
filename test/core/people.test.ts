import { describe, expect, it } from 'vitest';
import {
  belongsTo,
  personByEmail,
  personByGithub,
  personByName,
  personBySlack,
  rolesOf,
} from '../../src/core/people.ts';
import type { Person, Settings, Team } from '../../src/core/settings.ts';

const person = (id: string, change: Partial<Person> = {}): Person => ({
  id,
  slack: `U0${id.toUpperCase()}`,
  github: `${id}-gh`,
  email: `${id}@acme.dev`,
  ...change,
});
const ops: Team = {
  id: 'ops',
  name: 'Operations',
  channel: null,
  members: ['omar', 'kim'],
  slackGroup: 'S0OPS',
  lead: 'lee',
  workingHours: [],
  timezone: 'UTC',
  holidays: [],
  handoffs: { acceptWithin: 1, finishWithin: 1, checklist: [] },
  onCall: [],
};
const settings: Pick<Settings, 'people' | 'teams' | 'roles'> = {
  people: [person('omar'), person('lee'), person('kim', { slack: null }), person('mina')],
  teams: [ops],
  roles: {
    operator: [{ kind: 'team', id: 'ops' }],
    admin: [
      { kind: 'person', id: 'lee' },
      { kind: 'group', id: 'S0ADM' },
    ],
  },
};

it('finds a person by each of their names, logins and addresses in any case', () => {
  const [omar] = settings.people;
  expect(personByName(settings, 'omar')).toBe(omar);
  expect(personBySlack(settings, 'U0OMAR')).toBe(omar);
  expect(personByGithub(settings, 'Omar-GH')).toBe(omar);
  expect(personByEmail(settings, 'OMAR@acme.dev')).toBe(omar);
  expect(personByGithub(settings, 'nobody')).toBeUndefined();
});

describe('what one may do', () => {
  const roles = (slack: string, rest: { email?: string; groups?: string[] } = {}): string[] => [
    ...rolesOf(settings, { slack, ...rest }),
  ];

  it('comes from a team, by its list, its lead or its Slack user group', () => {
    expect(roles('U0OMAR')).toEqual(['operator']);
    expect(roles('U0NEW', { groups: ['S0OPS'] })).toEqual(['operator']);
    expect(belongsTo(settings, ops, { slack: 'U0LEE' })).toBe(true);
    expect(belongsTo(settings, ops, { slack: 'U0MINA' })).toBe(false);
  });

  it('makes an admin an operator too', () => {
    expect(roles('U0LEE')).toEqual(['operator', 'admin']);
    expect(roles('U0NEW', { groups: ['S0ADM'] })).toEqual(['operator', 'admin']);
  });

  it('is nothing for everyone else', () => {
    expect(roles('U0MINA')).toEqual([]);
    expect(roles('U0NEW', { groups: ['S0OTHER'] })).toEqual([]);
  });

  it('knows by e-mail those whose Slack id is not given, and nobody else', () => {
    expect(roles('U0NEW', { email: 'kim@acme.dev' })).toEqual(['operator']);
    expect(roles('U0NEW', { email: 'lee@acme.dev' })).toEqual([]);
  });
});
