import { beforeAll, describe, expect, test } from 'vitest';
import { batonYml, openWorld, shareWorld } from '../helpers/world.ts';
import { fillMonth } from '../reports/month.ts';

const workspace = {
  channels: [
    ...['builds', 'ops', 'engineering', 'general'].map((name) => ({ name })),
    { name: 'secret', private: true, bot: false },
  ],
};
const yml = `${batonYml}
teams:
  dev: { name: Development, members: [dana] }
targets:
  - { match: acme/web, pass_rate: 95%, time_to_green: 30m }
digests:
  - { channel: '#general', at: weekdays 7:00 }
`;
const world = shareWorld(async () => ({ yml, workspace }));
const ask = (line: string, channel?: string): Promise<string> =>
  world().slash('mina', line, channel);

beforeAll(async () => {
  const { store, clock, github, settle } = world();
  await fillMonth(store, clock.now());
  await github.run('acme/api', 'CI', 'failure');
  await settle();
});

describe('/digest', () => {
  test('answers the person alone with all of it, and its numbers open their runs', async () => {
    const { slack } = world();
    const answer = await world().ask('mina', '/digest', '#general');
    expect(answer.isEphemeral).toBe(true);
    expect(answer.plain).toContain('1 workflow is red, and nobody has it yet.');
    expect(answer.plain).toContain('acme/api · CI on main has been red for');
    expect(answer.plain).toContain('acme/web takes 1 h to be green again, target 30 m.');
    const pressed = await slack.as('mina').press(answer, 'Runs');
    expect((await pressed.answer()).plain).toContain('Runs of this red build, newest first.');
    const option = JSON.stringify(answer.blocks).match(/"value":"(asked-\S+ number:minutes)"/)?.[1];
    const chosen = await slack.as('mina').choose(answer, 'report.runs', option);
    const runs = (await chosen.answer()).plain;
    expect(runs).toContain('acme/api · CI #1');
    expect((await chosen.answer()).isEphemeral).toBe(true);
  });

  test('is posted now for all, once however many ask', async () => {
    const { slack, settle, read } = world();
    expect(await ask('/digest now', '#engineering')).toContain('on its way to #engineering');
    await world().slash('omar', '/digest now --team dev', '#engineering');
    await settle();
    const [posted, ...others] = slack.channel('#engineering').messages;
    expect(others).toEqual([]);
    expect(posted?.blocks.map(({ type }) => type)).toContain('data_visualization');
    expect(read('#engineering')[0]).toContain('1 workflow is red');
    expect(posted?.mentions).toEqual([]);
    const weekly = await world().ask('mina', '/digest preview --edition weekly');
    const week = await slack.as('mina').press(weekly, 'How soon it was green again');
    expect((await week.answer()).plain).toContain('green again within');
    const minutes = posted && (await slack.as('mina').press(posted, 'Where the minutes went'));
    expect((await minutes?.answer())?.plain).toContain('minutes of runners in seven days');
    expect(slack.violations).toEqual([]);
  });

  test('is scheduled in words, listed, and taken back', async () => {
    expect(await ask('/digest schedule "weekdays 9:00" --edition weekly', '#ops')).toMatch(
      /This channel gets a weekly digest weekdays at 09:00 \(Europe\/Berlin\), first .+\./,
    );
    expect(
      await ask('/digest schedule mondays 8:30 --zone UTC --sections red,fixes', '#ops'),
    ).toMatch(/Mondays at 08:30 \(UTC\)/);
    const rows = (await ask('/digest list', '#ops'))
      .split('\n')
      .filter((row) => row.includes('#ops'));
    expect(rows).toEqual([
      expect.stringMatching(
        /^\d+ \| #ops \| weekdays at 09:00, Europe\/Berlin \| .*weekly edition/,
      ),
      expect.stringMatching(/^\d+ \| #ops \| Mondays at 08:30, UTC \| .*only red, fixes/),
    ]);
    expect(await ask('/digest unschedule', '#ops')).toMatch(/several schedules.*unschedule \d+/s);
    const [first] = rows.map((row) => row.split(' ')[0]);
    expect(await ask(`/digest unschedule ${first}`, '#ops')).toContain(
      'This channel no longer gets a digest weekdays at 09:00.',
    );
    await ask('/digest unschedule', '#ops');
    expect(await ask('/digest unschedule', '#ops')).toContain('Nobody has scheduled a digest');
    // The same would come twice.
    expect(await ask('/digest schedule weekdays 7:00', '#general')).toContain(
      'This channel has that digest already: it stands in baton.yml.',
    );
    expect(await ask('/digest schedule weekdays 7:01', '#general')).toContain('gets a digest');
  });

  test.each([
    ['schedule 0 9 31 2 *', /“0 9 31 2 \*” never comes.*Type weekdays 9:00/s],
    ['schedule now and then', /I do not understand when “now and then” is\..*mondays 8:30/s],
    ['schedule', /When\?.*Type \/digest schedule weekdays 9:00/s],
    [
      'schedule weekdays 9:00 --zone Europe/Berlni',
      /no time zone called “Europe\/Berlni”.*--zone Europe\/Berlin\?/s,
    ],
    [
      'schedule weekdays 9:00 --zone Mars/Base',
      /no time zone called “Mars\/Base”.*Europe\/Berlin/s,
    ],
    ['schedule weekdays 9:00 --sections rde', /no section called “rde”.*Did you mean red\?/s],
    ['preview --sections ,', /names no section.*There are red, targets/s],
    ['preview --repos ""', /names no repository.*--repos acme\/api/s],
    ['preview --repos', /Which repositories\?.*--repos acme\/\*/s],
    ['preview --repos acme/wbe', /have not seen a repository that “acme\/wbe” means.*acme\/web\?/s],
    ['preview --team ops', /no team called “ops”\..*There are dev\./s],
    ['preview --edition monthly', /no edition called “monthly”.*--edition weekly/s],
    ['unschedule first', /A schedule has a number/],
  ])('%s is told what is wrong with it and what to do', async (words, said) => {
    expect(await ask(`/digest ${words}`, '#general')).toMatch(said);
  });

  test.each(['now', 'schedule weekdays 9:00'])('%s says so where it cannot post', async (words) => {
    expect(await ask(`/digest ${words}`, '#secret')).toMatch(/I cannot post in .+\/invite @Baton/s);
    expect(await ask('/digest list', '#secret')).not.toContain('09:00');
  });
});

describe('reports of /ci', () => {
  test('health says how it was, with pictures, targets and what opens the runs', async () => {
    const answer = await world().ask('mina', '/ci health acme/web');
    expect(answer.plain).toMatch(
      /acme\/web: nothing is red\. \d+% of 16 runs passed in seven days/,
    );
    expect(answer.plain).toContain('acme/web passes 81% of 16 runs, target 95%: too few to tell.');
    expect(answer.plain).toMatch(/green again within 1 h/);
    expect(answer.blocks.map(({ type }) => type)).toContain('data_visualization');
  });

  test('slow names the job that holds a workflow up, and what would be gained', async () => {
    const { slack } = world();
    const answer = await world().ask('mina', '/ci slow acme/web');
    expect(answer.plain).toContain('acme/web · E2E takes 6 m');
    expect(answer.plain).toContain(
      'checkout is its only job: what its steps take is what it takes.',
    );
    expect(answer.plain).toContain('checkout › Run tests: half take longer than 5 m');
    expect(slack.violations).toEqual([]);
    const pressed = await slack.as('mina').press(answer, 'Runs');
    expect((await pressed.answer()).plain).toContain('Runs of acme/web · E2E, newest first.');
    expect(await ask('/ci slow')).toContain('The slowest in 2 repositories');
    expect(await ask('/ci slow acme/web --workflow E3E')).toContain('E2E');
  });

  test('cost says where the minutes went, and opens the runs of each workflow', async () => {
    const { slack } = world();
    const answer = await world().ask('mina', '/ci cost');
    expect(answer.plain).toMatch(/\d+ minutes of runners in seven days, about \$\d/);
    const pressed = await slack.as('mina').press(answer, 'Runs');
    expect((await pressed.answer()).plain).toContain('Runs of acme/');
    expect(await ask('/ci cost --days 30')).toContain('minutes of runners in 30 days, about $');
    expect(await ask('/ci cost --days 400')).toContain('--days is at most 365.');
    expect(slack.violations).toEqual([]);
  });
});

test('of two people who ask for a digest within a minute the second is told that it stands there', async () => {
  const { slash, settle, clock, read } = await openWorld();
  await settle();
  clock.advance(59_000);
  expect(await slash('mina', '/digest now', '#engineering')).toContain(
    'on its way to #engineering',
  );
  // The minute of the clock is another one by now.
  clock.advance(30_000);
  const second = await slash('omar', '/digest now --edition weekly', '#engineering');
  expect(second).toMatch(/@mina has just had .+ less than a minute ago: I post no second one\./);
  const again = await slash('mina', '/digest now', '#engineering');
  expect(again).toContain('You have just had a digest posted in #engineering');
  expect(second).toContain('/digest preview shows you one');
  const both = await Promise.all(['mina', 'omar'].map((who) => slash(who, '/digest now', '#ops')));
  expect(both.filter((answer) => answer.includes('on its way'))).toHaveLength(1);
  await settle();
  expect(read('#engineering')).toHaveLength(1);
  expect(read('#ops')).toHaveLength(1);
  clock.advance(60_000);
  expect(await slash('omar', '/digest now', '#engineering')).toContain('on its way');
});

test('a workspace that draws no charts gets the digest without them, and the same facts', async () => {
  const { slack, store, clock, settle, slash } = await openWorld({
    workspace: { refuseCharts: true },
  });
  await settle();
  await fillMonth(store, clock.now());
  await slash('mina', '/digest now', '#engineering');
  await settle();
  const [posted] = slack.channel('#engineering').messages;
  expect(posted?.blocks.map(({ type }) => type)).not.toContain('data_visualization');
  expect(posted?.plain).toMatch(/\d+% of \d+ runs passed in the last 20 working days/);
  const health = await (await slack.as('mina').slash('/ci health acme/web')).answer();
  expect(health.plain).toMatch(/\d+% of \d+ runs passed in the last 20 working days/);
  expect(slack.violations).toEqual([]);
});
