import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { rateOf } from '../../src/core/costs.ts';
import { env, load, problems, yaml } from './world.ts';

/** The example of the design, word for word. */
const design = `
timezone: Europe/Berlin
repositories:
  - match: acme/*
    branches: [main, 'release/*']
    workflows: ['*']
    channel: '#builds'
    team: dev
    alert_after: 1
    rerun_failed_once: false
teams:
  dev: { channel: '#dev', slack_group: S0123456 }
  ops:
    name: Operations
    channel: '#ops'
    members: [omar, lee]
    lead: lee
    working_hours: mon-fri 09:00-17:30
    timezone: Asia/Kolkata
    holidays: [2026-12-25]
    handoffs: { accept_within: 30m, finish_within: 1d, checklist: [Rollback tested] }
    on_call:
      - { layer: primary, people: [omar, lee], every: 1w, handover: mon 09:00, ack_within: 10m }
      - { layer: secondary, people: [lee], every: 1w, handover: mon 09:00, ack_within: 10m }
people:
  omar: { slack: U0OMAR, github: omar-gh, email: omar@acme.dev }
  lee: { slack: U0LEE }
roles: { operator: [ops], admin: [lee, S0ADMINS] }
digests:
  - { channel: '#engineering', at: '0 9 * * 1-5', timezone: Europe/Berlin }
  - { channel: C0123456, at: '0 9 * * mon' }
watches:
  - { repository: acme/infra, workflow: Nightly backup, every: 26h }
targets:
  - { match: acme/*, pass_rate: 95%, time_to_green: 1h }
`;

const forAll = { repositories: null, commands: null };
const minute = 60_000;
const hour = 60 * minute;

describe('a whole baton.yml', () => {
  it('is read into our words', () => {
    const config = load(env, design);
    expect(config.repositories).toEqual([
      {
        match: 'acme/*',
        branches: ['main', 'release/*'],
        workflows: ['*'],
        channel: '#builds',
        team: 'dev',
        alertAfter: 1,
        rerunFailedOnce: false,
        severity: 'normal',
      },
    ]);
    expect(config.teams[1]).toEqual({
      id: 'ops',
      name: 'Operations',
      channel: '#ops',
      members: ['omar', 'lee'],
      slackGroup: null,
      lead: 'lee',
      workingHours: [{ days: [1, 2, 3, 4, 5], from: 540, to: 1050 }],
      timezone: 'Asia/Kolkata',
      holidays: ['2026-12-25'],
      handoffs: {
        acceptWithin: 30 * minute,
        finishWithin: 24 * hour,
        checklist: ['Rollback tested'],
      },
      onCall: [
        {
          layer: 'primary',
          people: ['omar', 'lee'],
          every: 7 * 24 * hour,
          handover: { weekday: 1, minute: 540 },
          since: null,
          hours: [],
          calendar: null,
          ackWithin: 10 * minute,
        },
        {
          layer: 'secondary',
          people: ['lee'],
          every: 7 * 24 * hour,
          handover: { weekday: 1, minute: 540 },
          since: null,
          hours: [],
          calendar: null,
          ackWithin: 10 * minute,
        },
      ],
      onCallGroup: null,
      paging: {
        rounds: 3,
        stillOnIt: 4 * hour,
        quietHours: { low: [], normal: [], critical: [] },
      },
    });
    expect(config.people).toEqual([
      { id: 'omar', slack: 'U0OMAR', github: 'omar-gh', email: 'omar@acme.dev' },
      { id: 'lee', slack: 'U0LEE', github: null, email: null },
    ]);
    expect(config.roles).toEqual({
      developer: [],
      operator: [{ kind: 'team', id: 'ops', ...forAll }],
      admin: [
        { kind: 'person', id: 'lee', ...forAll },
        { kind: 'group', id: 'S0ADMINS', ...forAll },
      ],
    });
    expect(config.digests.map(({ timezone }) => timezone)).toEqual([
      'Europe/Berlin',
      'Europe/Berlin',
    ]);
    expect(config.watches).toEqual([
      { repository: 'acme/infra', workflow: 'Nightly backup', every: 26 * hour },
    ]);
    expect(config.targets).toEqual([{ match: 'acme/*', passRate: 0.95, timeToGreen: hour }]);
  });

  it('needs no more than one rule', () => {
    const config = load(env, yaml);
    expect(config.repositories[0]).toEqual({
      match: 'acme/*',
      branches: null,
      workflows: ['*'],
      channel: '#builds',
      team: null,
      alertAfter: 1,
      rerunFailedOnce: false,
      severity: 'normal',
    });
    expect(config).toMatchObject({
      timezone: 'UTC',
      teams: [],
      people: [],
      digests: [],
      watches: [],
      targets: [],
    });
    expect(config.roles).toEqual({ developer: [], operator: [], admin: [] });
  });

  it('takes what runners cost, and knows what GitHub asks for its own', () => {
    const { costs } = load(env, `${yaml}costs: [{ label: big-*, per_minute: 0.05 }]`);
    expect(rateOf(['self-hosted', 'big-linux'], costs)).toBe(0.05);
    expect(rateOf(['self-hosted', 'small'], costs)).toBe(0);
    expect(rateOf(['ubuntu-24.04'], costs)).toBe(0.006);
    expect(rateOf(['ubuntu-24.04-arm'], costs)).toBe(0.005);
    expect(rateOf(['macos-15-xlarge'], costs)).toBe(0.102);
    expect(rateOf(['who-knows'], costs)).toBeNull();
  });

  it('takes a role for some repositories or commands alone', () => {
    const roles = `
roles:
  developer: [everyone]
  operator:
    - { who: [dana, S0QA01], repositories: ['acme/*', '!acme/infra'], commands: [run, rerun] }
`;
    const { operator, developer } = load(env, `${yaml}people: { dana: {} }${roles}`).roles;
    expect(developer).toEqual([{ kind: 'everyone', id: 'everyone', ...forAll }]);
    const limited = { repositories: ['acme/*', '!acme/infra'], commands: ['run', 'rerun'] };
    expect(operator).toEqual([
      { kind: 'person', id: 'dana', ...limited },
      { kind: 'group', id: 'S0QA01', ...limited },
    ]);
  });

  it('takes a channel without its #, and the channel of the team where the rule has none', () => {
    const config = load(
      env,
      `
repositories: [{ match: acme/api, channel: builds }, { match: acme/*, team: dev }]
teams: { dev: { channel: '#dev', slack_group: S0123456 } }
people:
  # nobody yet
`,
    );
    expect(config.repositories.map(({ channel }) => channel)).toEqual(['#builds', '#dev']);
  });

  it('is found where BATON_CONFIG says', () => {
    expect(
      load({ ...env, BATON_CONFIG: '/etc/baton.yml' }, { '/etc/baton.yml': yaml }).repositories,
    ).toHaveLength(1);
  });

  it('is taken literally: variables in it are text', () => {
    const config = load(
      { ...env, WHERE: 'elsewhere' },
      `${yaml}\ntargets: [{ match: 'acme/\${WHERE}' }]`,
    );
    expect(config.targets[0]?.match).toBe(`acme/\${WHERE}`);
  });
});

describe('a baton.yml with mistakes', () => {
  const names = `
teams:
  dev: { channel: '#dev', members: [dana], lead: dana }
watches:
  - { repository: acme/infra, workflow: Backup, every: 26h }
deploys:
  - { match: acme/api, workflow: Deploy }
`;

  it.each([
    [
      'repositores:\n  - { match: acme/*, channel: C0123456 }',
      'people: { dana: { slack: U0DANA01 } }',
    ],
    ['repositories: acme/*', 'people: { dana: { slack: U0DANA01 } }'],
    [
      'repositories:\n  - { match: acme/*, channel: C0123456 }',
      'peple: { dana: { slack: U0DANA01 } }',
    ],
    ['repositories:\n  - { match: acme/*, channel: C0123456 }', 'people: [dana]'],
  ])('%#: is told of a section, not of each name that stands in it', (repositories, people) => {
    const said = problems(env, `${repositories}\n${people}\n${names}`);
    expect(said.filter((line) => /watched|called/.test(line))).toEqual([]);
    expect(said.length).toBeGreaterThan(0);
  });

  it('names all of them at once, each with its line, path and what is allowed', () => {
    const said = problems(
      env,
      `timezone: Europe/Berln
repositories:
  - match: acme
    chanel: '#builds'
    alert_after: 0
    team: opps
  - match: acme/*
    channel: #builds
    branches: []
teams:
  ops:
    members: [omar, le]
    working_hours: always
    holidays: [2026-02-30]
    handoffs: { accept_within: 30 }
    on_call: [{ layer: primary, people: [mina], handover: someday }]
people:
  omar: { slack: omar, github: '@omar', email: omar }
  lee: { slack: U0LEE }
roles: { operators: [ops], admin: [leee] }
digests:
  - { channel: '#Builds', at: 'every day', timezone: Mars }
  - { channel: '#ok', at: 0 9 31 2 *, repositories: [''], sections: [reds], edition: x, team: op }
watches: [{ repository: other/infra, workflow: x, every: often }]
targets: [{ match: acme/*, pass_rate: 120% }]
watch: 1
`,
    );
    expect(said).toEqual([
      'baton.yml:1 timezone: must be a time zone such as Europe/Berlin; did you mean Europe/Berlin?',
      'baton.yml:3 repositories[0].match: must be a glob on owner/repo, such as acme/* or acme/api',
      'baton.yml:4 repositories[0].chanel: unknown key; did you mean channel?',
      'baton.yml:5 repositories[0].alert_after: must be a whole number from 1 to 100',
      'baton.yml:6 repositories[0].team: no team is called opps; did you mean ops?',
      "baton.yml:8 repositories[1].channel: is empty; it must be a channel, as a name in quotes ('#builds') or an id",
      'baton.yml:9 repositories[1].branches: must name at least one branch',
      'baton.yml:12 teams.ops.members[1]: no person is called le; did you mean lee?',
      'baton.yml:13 teams.ops.working_hours: must be days and times such as mon-fri 09:00-17:30, several with commas between',
      'baton.yml:14 teams.ops.holidays[0]: must be a date such as 2026-12-25',
      'baton.yml:15 teams.ops.handoffs.accept_within: must be a time span such as 30m, 2h or 1d, at most a year',
      'baton.yml:16 teams.ops.on_call[0].handover: must be a weekday and a time such as mon 09:00, or a time',
      'baton.yml:16 teams.ops.on_call[0].people[0]: no person is called mina; add it under people',
      'baton.yml:18 people.omar.slack: must be a Slack user id such as U0OMAR (profile › ⋮ › Copy member ID)',
      'baton.yml:18 people.omar.github: must be a GitHub login, without @',
      'baton.yml:18 people.omar.email: must be an e-mail address',
      'baton.yml:20 roles.operators: unknown key; did you mean operator?',
      'baton.yml:20 roles.admin[0]: no team or person is called leee; did you mean lee?',
      "baton.yml:22 digests[0].channel: must be a channel, as a name in quotes ('#builds') or an id",
      "baton.yml:22 digests[0].at: must be when it is due, as weekdays 9:00, mondays 8:30, or a cron expression such as '0 9 * * 1-5'",
      'baton.yml:22 digests[0].timezone: must be a time zone such as Europe/Berlin',
      "baton.yml:23 digests[1].at: must be when it is due, as weekdays 9:00, mondays 8:30, or a cron expression such as '0 9 * * 1-5'",
      'baton.yml:23 digests[1].repositories[0]: must be a glob on owner/repo, such as acme/* or acme/api',
      'baton.yml:23 digests[1].sections[0]: must be red, targets, changes, fixes, charts or numbers; did you mean red?',
      'baton.yml:23 digests[1].edition: must be daily or weekly',
      'baton.yml:23 digests[1].team: no team is called op; did you mean ops?',
      'baton.yml:24 watches[0].every: must be a time span such as 30m, 2h or 1d, at most a year',
      'baton.yml:24 watches[0].repository: other/infra is not watched: nothing under repositories matches it',
      'baton.yml:25 targets[0].pass_rate: must be a share such as 95%',
      'baton.yml:26 watch: unknown key; did you mean watches?',
    ]);
  });

  it.each([
    [
      'repositories: [{ match: acme/* }]',
      'repositories[0]: has no channel: name one, or a team that has one',
    ],
    [
      "repositories: [{ match: a/b, channel: '#a' }, { match: a/b, channel: '#b' }]",
      'repositories[1].match: is never reached: repositories[0] takes the same',
    ],
    [
      `${yaml}teams: { ops: {} }`,
      'teams.ops: has nobody in it: list members, or name a slack_group',
    ],
    [
      `${yaml}teams: { omar: { members: [omar] } }\npeople: { omar: { slack: U0OMAR } }`,
      'people.omar: is also the name of a team; give one of them another name',
    ],
    [
      `${yaml}people: { omar: { github: Omar }, lee: { github: omar } }`,
      'people.lee.github: is also that of omar',
    ],
    [
      `${yaml}teams: { ops: { members: [lee], on_call: [{ layer: a, people: [lee] }] } }\npeople: { lee: { github: lee } }`,
      'teams.ops.on_call[0].people[0]: lee cannot be paged: people.lee has neither slack nor email',
    ],
    [
      `${yaml}teams: { ops: { slack_group: S01234, on_call: [{ layer: a, people: [lee] }, { layer: a, people: [lee] }] } }\npeople: { lee: { slack: U0LEE } }`,
      'teams.ops.on_call[1].layer: is the name of another layer of this team',
    ],
    [
      `${yaml}teams: { ops: { slack_group: S01234, on_call: [{ layer: a }] } }`,
      'teams.ops.on_call[0]: has nobody in it: list people, or name an ical',
    ],
    [
      `${yaml}teams: { ops: { slack_group: S01234, on_call: [{ layer: a, people: [lee], ical: 'https://a.dev/b' }] } }\npeople: { lee: { slack: U0LEE } }`,
      'teams.ops.on_call[0]: has people and an ical: keep one of them',
    ],
    [
      `${yaml}teams: { ops: { slack_group: S01234, on_call: [{ layer: a, people: [lee], every: 36h }] } }\npeople: { lee: { slack: U0LEE } }`,
      'teams.ops.on_call[0].every: must be whole days such as 1d or 1w, or a part of a day: 12h, 8h, 6h …',
    ],
    [
      `${yaml}teams: { ops: { slack_group: S01234, on_call: [{ layer: a, ical: 'http://a.dev/b' }] } }`,
      'teams.ops.on_call[0].ical: must be an address that begins with https://',
    ],
    [
      `${yaml}teams: { ops: { members: [constructor] } }`,
      'teams.ops.members[0]: no person is called constructor; add it under people',
    ],
    [`${yaml}people: { 'om ar': {} }`, 'people.om ar: must be a name of letters, digits, - and _'],
    [`${yaml}people: [omar]`, 'people: must be a mapping of names to values'],
    [`${yaml}timezone: 5`, 'timezone: must be a time zone such as Europe/Berlin'],
    [`${yaml}rolls: { admin: [] }`, 'rolls: unknown key; did you mean roles?'],
    [
      `${yaml}costs: [{ label: big, per_minute: -1 }]`,
      'costs[0].per_minute: must be an amount of US dollars such as 0.006',
    ],
    [
      `${yaml}xyzzy: 1`,
      'xyzzy: unknown key; the keys here are timezone, repositories, teams, people, roles, digests, watches, targets, costs, deploys',
    ],
    [
      `${yaml}roles: { admin: [S0123456, nobody] }`,
      'roles.admin[1]: no team or person is called nobody; use the id (S…) for a Slack user group',
    ],
    [
      `${yaml}roles: { admin: [5] }`,
      'roles.admin[0]: must be a team, a person, a Slack user group, everyone, or { who, repositories, commands }',
    ],
    [
      `${yaml}roles: { admin: [{ repositories: [acme/*] }] }`,
      'roles.admin[0].who: is missing; it must be a team, a person, a group, or a list',
    ],
    [
      `${yaml}roles: { admin: [{ who: [everyone], repository: [acme/*] }] }`,
      'roles.admin[0].repository: unknown key; did you mean repositories?',
    ],
    [
      `${yaml}roles: { admin: [{ who: [everyone, leee] }] }\npeople: { lee: {} }`,
      'roles.admin[0].who[1]: no team or person is called leee; did you mean lee?',
    ],
    [
      `${yaml}roles: { admin: [{ who: everyone, commands: [rerunn] }] }`,
      'roles.admin[0].commands[0]: must be one of rerun, cancel, run, audit, deploy, approve, rollback, lock, unlock, override',
    ],
    [
      `${yaml}roles: { admin: [{ who: everyone, repositories: [acme] }] }`,
      'roles.admin[0].repositories[0]: must be a glob on owner/repo, such as acme/* or acme/api; ! in front excludes',
    ],
  ])('%#: says what is wrong', (text, expected) => {
    expect(problems(env, text).map((line) => line.replace(/^baton\.yml(:\d+)? /, ''))).toEqual([
      expected,
    ]);
  });
});

it('never fails but with a list of problems, whatever stands in the file', () => {
  const name = fc.constantFrom(
    'a',
    'ops',
    'omar',
    'constructor',
    '__proto__',
    '#x',
    'acme/*',
    '1w',
    '',
  );
  const value = fc.oneof(name, fc.integer(), fc.boolean(), fc.constant(null));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      value,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          'match',
          'channel',
          'team',
          'members',
          'on_call',
          'people',
          'lead',
          'a',
          'ops',
          'constructor',
        ),
        tie('tree'),
        { maxKeys: 4 },
      ),
    ),
  }));
  const section = fc.constantFrom(
    'repositories',
    'teams',
    'people',
    'roles',
    'digests',
    'watches',
    'targets',
    'costs',
  );
  fc.assert(
    fc.property(fc.dictionary(section, tree), (content) => {
      const said = problems(env, stringify(content));
      for (const line of said) expect(line).toMatch(/^baton\.yml/);
    }),
    { numRuns: 300 },
  );
});
