import { expect, test } from 'vitest';
import { createMembers } from '../../src/app/features/members.ts';
import { createPermits } from '../../src/app/features/permits.ts';
import { loadConfig } from '../../src/config/load.ts';
import { env } from '../config/world.ts';

const yml = `
repositories: [{ match: acme/*, channel: '#builds' }]
people:
  dana: { slack: U0DANA }
  kim: { email: kim@acme.dev }
  lee: { slack: U0LEE }
  gone: { github: gone-gh }
teams:
  dev: { members: [dana, gone], lead: kim }
  ops: { slack_group: S0OPS01, members: [kim] }
roles: { operator: [ops], admin: [lee, S0ADM01] }
`;
const slack = {
  emails: new Map([['U0KIM', 'kim@acme.dev']]),
  groups: new Map([
    ['S0OPS01', ['U0OMAR', 'U0KIM']],
    ['S0ADM01', ['U0MINA']],
  ]),
};

const config = loadConfig({ env, readFile: () => yml });
const members = createMembers({
  settings: config,
  people: {
    bySlackId: async (id) => ({
      ...{ id, name: id, timezone: null, bot: false, deactivated: false },
      email: slack.emails.get(id) ?? null,
    }),
    idOf: async (person) =>
      person.email === 'kim@acme.dev' ? 'U0KIM' : (person.slack ?? undefined),
    groupMembers: async (group) => slack.groups.get(group) ?? [],
  },
});
const teamsOf = async (user: string) => (await members.teamsOf(user)).map(({ id }) => id);
const everyoneOf = (name: string) => {
  const team = config.teams.find(({ id }) => id === name);
  return team && members.slackIdsOf(team);
};

test('people are in the teams that list them, that they lead, and whose Slack group they are in', async () => {
  expect(await teamsOf('U0DANA')).toEqual(['dev']);
  expect(await teamsOf('U0KIM')).toEqual(['dev', 'ops']);
  expect(await teamsOf('U0OMAR')).toEqual(['ops']);
  expect(await teamsOf('U0MINA')).toEqual([]);
});

test('a team is everyone in it, once, as far as Slack knows them', async () => {
  expect(await everyoneOf('dev')).toEqual(['U0DANA', 'U0KIM']);
  expect(await everyoneOf('ops')).toEqual(['U0KIM', 'U0OMAR']);
});

test('who lacks a role is told who has it, and the audit keeps the refusal', async () => {
  const audit: object[] = [];
  const permits = createPermits({
    ...{ settings: config, members, now: () => 5 },
    store: { audit: { note: async (entry) => void audit.push(entry), list: async () => [] } },
  });
  const deploy = (user: string) =>
    permits.demand(
      { role: 'operator', command: 'deploy', repository: 'acme/api' },
      { user, from: 'command in C0BUILDS' },
    );
  await expect(deploy('U0DANA')).rejects.toThrow(
    'Deploying in acme/api needs the role operator. <@U0KIM>, <@U0OMAR>, <@U0LEE> and <@U0MINA> have it.',
  );
  expect(audit).toMatchObject([
    {
      ...{ at: 5, who: 'U0DANA', what: 'deploy', target: 'acme/api', from: 'command in C0BUILDS' },
      result: 'refused: needs the role operator',
    },
  ]);
  await deploy('U0OMAR');
  await deploy('U0MINA');
  expect(audit).toHaveLength(1);
});
