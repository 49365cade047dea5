import { expect, it } from 'vitest';
import {
  belongsTo,
  personByEmail,
  personByGithub,
  personByName,
  personBySlack,
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
  onCallGroup: null,
  paging: { rounds: 3, stillOnIt: 1, quietHours: { low: [], normal: [], critical: [] } },
};
const settings: Pick<Settings, 'people' | 'teams'> = {
  people: [person('omar'), person('lee'), person('kim', { slack: null }), person('mina')],
  teams: [ops],
};

it('finds a person by each of their names, logins and addresses in any case', () => {
  const [omar] = settings.people;
  expect(personByName(settings, 'omar')).toBe(omar);
  expect(personBySlack(settings, 'U0OMAR')).toBe(omar);
  expect(personByGithub(settings, 'Omar-GH')).toBe(omar);
  expect(personByEmail(settings, 'OMAR@acme.dev')).toBe(omar);
  expect(personByGithub(settings, 'nobody')).toBeUndefined();
});

it('knows who belongs to a team: by its list, its lead, its Slack user group', () => {
  const belongs = (slack: string, rest: { email?: string; groups?: string[] } = {}) =>
    belongsTo(settings, ops, { slack, ...rest });
  expect(belongs('U0OMAR')).toBe(true);
  expect(belongs('U0LEE')).toBe(true);
  expect(belongs('U0NEW', { groups: ['S0OPS'] })).toBe(true);
  expect(belongs('U0MINA')).toBe(false);
  expect(belongs('U0NEW', { groups: ['S0OTHER'] })).toBe(false);
});

it('knows by e-mail those whose Slack id is not given, and nobody else', () => {
  expect(belongsTo(settings, ops, { slack: 'U0NEW', email: 'kim@acme.dev' })).toBe(true);
  expect(belongsTo(settings, ops, { slack: 'U0NEW', email: 'lee@acme.dev' })).toBe(false);
});
