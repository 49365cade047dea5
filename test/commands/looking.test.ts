import { beforeAll, describe, expect, test } from 'vitest';
import type { Run } from '../../sandbox/github/index.ts';
import { shareWorld } from '../helpers/world.ts';

const world = shareWorld();
const ask = (line: string, channel?: string): Promise<string> =>
  world().slash('dana', line, channel);

let red: Run;

beforeAll(async () => {
  const { github, settle, clock } = world();
  const took = 134_000;
  await github.push('acme/api', { commits: [{ message: 'Add totals', author: 'dana-gh' }] });
  await github.run('acme/api', 'CI', 'success', { took });
  await github.run('acme/api', 'Docs', 'success', { took });
  await github.run('acme/api', 'CI', 'success', { branch: 'release/2.4', took });
  await github.run('acme/web', 'CI', 'success', { took });
  await settle();
  clock.advance(60 * 60_000);
  await github.push('acme/api', { commits: [{ message: 'Break totals', author: 'omar-gh' }] });
  red = await github.run('acme/api', 'CI', 'failure', {
    took,
    jobs: [{ name: 'lint' }, { name: 'test', steps: ['npm test'], outcome: 'failure' }],
  });
  await settle();
});

describe('/ci', () => {
  test('shows how the channel’s repositories stand, what is red first', async () => {
    const lines = (await ask('/ci')).split('\n');
    expect(lines[0]).toBe('1 of 3 workflows in 2 repositories is red.');
    expect(lines[1]).toMatch(/^:red_circle: acme\/api · CI on main since \d\d:\d\d UTC$/);
    expect(lines[2]).toBe('acme/api   :red_circle: CI   :large_green_circle: Docs');
    expect(lines[4]).toContain('Health of this channel.');
  });

  test('shows all repositories where the channel hears of none', async () => {
    expect(await ask('/ci', '#general')).toContain('Health of all repositories.');
  });
});

describe('/ci status', () => {
  test.each([
    ['/ci status api', 'acme/api on main: 1 workflow failing'],
    ['/ci status ACME/API', 'acme/api on main: 1 workflow failing'],
    ['/ci status acme/web', 'acme/web on main: all green'],
    ['/ci status acme/api --branch release/2.4', 'acme/api on release/2.4: all green'],
    ['/ci status acme/api --branch=RELEASE/2.4', 'acme/api on release/2.4: all green'],
  ])('%s', async (line, words) => expect(await ask(line)).toContain(words));
});

describe('/ci failures', () => {
  test('lists what is red, since when, and who has it', async () => {
    const answer = await ask('/ci failures');
    expect(answer).toContain('1 workflow is red.');
    expect(answer).toMatch(/acme\/api · CI on main \| \d\d:\d\d UTC \| 1 \| nobody yet/);
    expect(await ask('/ci failures web')).toContain('Nothing is red in acme/web.');
  });
});

describe('/ci runs', () => {
  test('lists runs, newest first, of one workflow or branch in any case', async () => {
    const all = await ask('/ci runs acme/api');
    expect(all).toMatch(/CI #3 \| failed \| main \| \w{7} Break totals \| .* \| 2 m 14 s/);
    expect(all.indexOf('CI #3')).toBeLessThan(all.indexOf('CI #1'));
    const docs = await ask('/ci runs acme/api --workflow docs --branch MAIN');
    expect(docs).toContain('Runs of acme/api · Docs · main, newest first.');
    expect(docs).not.toContain('CI #');
    expect((await ask('/ci runs acme/api --limit 1')).match(/#\d/g)).toEqual(['#3']);
  });
});

describe('/ci show', () => {
  test('shows a run by its address, its id, its number, with what failed', async () => {
    for (const ref of [red.url, red.id, `${red.url}/attempts/1`, '3', '#3']) {
      const answer = await ask(`/ci show ${ref}`);
      expect(answer).toContain('acme/api · CI #3 failed on main · 2 m 14 s');
      expect(answer).toMatch(/\w{7} “Break totals” by omar-gh/);
      expect(answer).toContain('on push by omar-gh');
      expect(answer).toContain('test › Run npm test');
      expect(answer).toContain('2 jobs: 1 passed, 1 failed.');
    }
  });

  test('asks which one, where several have the number', async () => {
    const answer = await ask('/ci show 1');
    expect(answer).toContain('3 runs have the number 1. Which one?');
    expect(answer).toContain('acme/web · CI #1');
    const [, typed = ''] = /acme\/web · CI #1 +(\/ci show \d+)/.exec(answer) ?? [];
    expect(await ask(typed)).toContain('acme/web · CI #1 passed');
  });
});

test('in an incident’s thread a number is that of a run of its repository', async () => {
  const { slack, settle } = world();
  await settle();
  const parent = slack.channel('#builds').messages.find(({ plain }) => plain.includes('acme/api'))!;
  const dana = slack.as('dana');
  const answers = () => dana.ephemerals('#builds');
  const before = answers().length;
  await dana.say('@baton show 1', { channel: '#builds', thread: parent });
  await slack.until(() => answers().length > before);
  expect(answers().at(-1)?.plain).toContain('2 runs have the number 1. Which one?');
  expect(answers().at(-1)?.plain).not.toContain('acme/web');
});

test('in an incident’s thread mute and unmute need no repository', async () => {
  const { slack, settle } = world();
  await settle();
  const parent = slack.channel('#builds').messages.find(({ plain }) => plain.includes('acme/api'))!;
  const dana = slack.as('dana');
  const say = async (words: string) => {
    const before = dana.ephemerals('#builds').length;
    await dana.say(words, { channel: '#builds', thread: parent });
    await slack.until(() => dana.ephemerals('#builds').length > before);
    return dana.ephemerals('#builds').at(-1)?.plain;
  };
  expect(await say('@baton mute for 2h')).toContain('Quiet in this channel about acme/api until');
  expect(await say('@baton unmute')).toContain('hears of acme/api again');
});

test('/ci status of a channel with several repositories is all of them at a glance', async () => {
  const glance = await world().slash('dana', '/ci');
  expect(glance).toContain('acme/web');
  expect(await world().slash('dana', '/ci status')).toBe(glance);
});

describe('what cannot be answered says what to type instead', () => {
  test.each([
    ['/ci shwo 3', 'There is no /ci shwo.', 'Did you mean /ci show?'],
    ['/ci deploy', 'There is no /ci deploy.', 'Type /ci help'],
    ['/ci help shwo', 'There is no /ci shwo.', 'Did you mean /ci show?'],
    ['/ci status --branch main', 'Which repository?', 'Name one of them: acme/api and acme/web.'],
    ['/ci status acme/apy', 'I have not seen a repository', 'Did you mean acme/api?'],
    ['/ci status acme/api extra', '“extra”', 'Type /ci status'],
    ['/ci status "acme api"', 'not a repository name', 'Type /ci status'],
    ['/ci status acme/api --branch', 'needs a value', 'Type /ci status'],
    ['/ci status acme/api --branch mian', 'no branch called “mian”', 'Did you mean main?'],
    ['/ci runs acme/api --workflow Dcos', 'no workflow called “Dcos”', 'Did you mean Docs?'],
    ['/ci runs acme/api --workflow Deploy', 'no workflow called', 'There are CI and Docs.'],
    ['/ci runs acme/api --workflwo CI', 'There is no --workflwo', 'Did you mean --workflow?'],
    ['/ci runs acme/api --limit', 'A limit is a number', 'Type /ci runs'],
    ['/ci runs acme/api --limit x', 'A limit is a number', 'Type /ci runs'],
    ['/ci runs acme/api --limit 0', 'at least 1', 'Type /ci runs'],
    ['/ci runs acme/api --limit 500', 'at most 90', 'leave it out'],
    ['/ci runs acme/api --page 0', 'A page is a number from 1', 'Type /ci runs'],
    ['/ci runs acme/api --page', 'A page is a number from 1', 'Type /ci runs'],
    ['/ci flaky acme/api --days', '--days takes a whole number, like 30', 'Type /ci flaky'],
    ['/ci flaky acme/api --days 0x2', '--days takes a whole number, like 30', 'Type /ci flaky'],
    ['/ci flaky acme/api --days 0', '--days is at least 1', 'Type /ci flaky'],
    ['/ci flaky acme/api --days 91', '--days is at most 90', 'Type /ci flaky'],
    ['/ci show', 'Which run?', 'Give its address, id or number'],
    ['/ci show foo', 'That is not a run', 'Type /ci show'],
    ['/ci show 99', 'No run that this channel hears of', 'Type /ci runs owner/repo'],
    ['/ci show 12345678901', 'I know no run with the id', 'Type /ci to see'],
    ['/ci subscribe', 'needs a repository or a pattern', 'Type /ci subscribe'],
    ['/ci subscribe api', 'not a repository or pattern', 'Type /ci subscribe'],
    ['/ci subscribe acme/* --on some', 'failures or all', 'Type /ci subscribe'],
    ['/ci unsubscribe acme/api', 'no subscription to acme/api', 'stands in baton.yml'],
    ['/ci unsubscribe other/thing', 'no subscription', 'Type /ci subscriptions'],
    ['/ci mute', 'Which repository or workflow?', 'Type /ci mute'],
    ['/ci mute acme/api', 'For how long?', 'Type /ci mute'],
    ['/ci mute acme/api for 2 bananas', 'do not understand when', 'for 2h'],
    ['/ci mute acme/api until yesterday', 'in the past', 'for 2h'],
    ['/ci mute acme/api for 3 years', 'more than a year away', 'for 2h'],
    ['/ci mute acme/apy for 2h', 'no repository and no workflow', 'Did you mean acme/api?'],
    ['/ci mute Dcos for 2h', 'no repository and no workflow', 'Did you mean Docs?'],
    ['/ci mute for 2h', 'Which repository?', 'Name one of them: acme/api and acme/web.'],
    ['/ci unmute acme/api', 'not muted here', 'Type /ci subscriptions'],
    ['/ci unmute', 'Which repository?', 'Name one of them: acme/api and acme/web.'],
    ['/ci notify', 'on or off', 'Type /ci notify'],
    ['/ci notify maybe', 'on or off', 'Type /ci notify'],
  ])('%s', async (line, sentence, instead) => {
    const answer = await ask(line);
    expect(answer).toContain(sentence);
    expect(answer).toContain(instead);
    expect(answer).toMatch(/^:warning: /);
    expect(answer).not.toContain('[Share]');
  });

  test('each command has its help, with examples', async () => {
    const help = await ask('/ci help');
    expect(help).toContain('/ci show <run address, id or number>');
    for (const line of ['/ci help show', '/ci show --help', '/ci HELP Show']) {
      expect(await ask(line)).toContain('For example\n/ci show 412');
    }
    expect(help).toContain('More: /oncall help, /deploy help, /digest help, /handoff help.');
  });

  test.each([
    ['thanks', 'I do not know what “thanks” asks for.', 'Say help for what I can do.'],
    ['oncal', 'I do not know what “oncal” asks for.', 'Did you mean oncall?'],
    ['stauts acme/api', 'what “stauts” asks for.', 'Did you mean status?'],
  ])('what is said to Baton and not typed behind a slash: %s', async (said, sentence, instead) => {
    const { slack, settle } = world();
    await slack.as('quinn').say(said, { channel: '@baton' });
    const told = () => slack.as('quinn').dm().messages.at(-1)?.plain;
    await expect.poll(() => settle().then(told)).toContain(sentence);
    expect(told()).toContain(instead);
  });
});

describe('what is red on a branch', () => {
  test('that no channel hears of is left out of /ci failures, which says how to see it', async () => {
    const { github, settle } = world();
    for (const branch of ['feature/cart', 'feature/totals'])
      await github.run('acme/web', 'CI', 'failure', { branch });
    await settle();
    const answer = await ask('/ci failures web');
    expect(answer).toContain('Nothing is red in acme/web.');
    expect(answer).toContain(
      '2 more on branches that no channel hears of: /ci failures acme/web --all',
    );
    const all = await ask('/ci failures web --all');
    expect(all).toContain('2 workflows are red in acme/web.');
    expect(all).toContain('acme/web · CI on feature/cart');
    expect(all).not.toContain('more on branches');
    expect(await ask('/ci failures')).toContain('1 workflow is red.');
  });

  test('that a channel subscribed to is in it', async () => {
    const { github, settle } = world();
    await world().slash('dana', '/ci subscribe acme/web --branch "feature/*"', '#general');
    await github.run('acme/web', 'CI', 'failure', { branch: 'feature/cart' });
    await settle();
    expect(await ask('/ci failures web')).toContain('2 workflows are red in acme/web.');
    await world().slash('dana', '/ci unsubscribe acme/web', '#general');
  });
});

test('none of it breaks Slack’s rules, and nothing went wrong', () => {
  expect(world().slack.violations).toEqual([]);
  expect(world().logged.filter((line) => /^(warn|error)/.test(line))).toEqual([]);
});
