import { describe, expect, test } from 'vitest';
import { findWorkflow } from '../../sandbox/github/workflows.ts';
import { shareWorld } from '../helpers/world.ts';

const world = shareWorld();
const hour = 60 * 60_000;

const messages = (repo: string, channel = '#builds'): string[] => world().read(channel, repo);

/** The replies in the thread of the newest message about a repository. */
function replies(repo: string, channel = '#builds'): string[] {
  const place = world().slack.channel(channel);
  const parent = place.messages.findLast(({ plain }) => plain.includes(repo))!;
  return place
    .thread(parent)
    .slice(1)
    .map(({ plain }) => plain);
}

async function breaks(repo: string, branch = 'main', workflow = 'CI') {
  const run = await world().github.run(repo, workflow, 'failure', { branch });
  await world().settle();
  return run;
}

/** Time goes by in one leap: whatever was due in between is due by then. */
async function later(ms: number): Promise<void> {
  world().clock.advance(ms);
  await world().settle();
}

describe('what nobody waits for any more', () => {
  test('is closed by hand, and stays so until it is red anew', async () => {
    const { github, slash, settle, clock } = world();
    const repo = 'acme/given-up';
    await github.run(repo, 'CI', 'success');
    await breaks(repo);
    const run = await breaks(repo);
    expect(await slash('dana', `/ci close ${run.id}`)).toBe(
      ':white_circle: Closed. A new red run is announced like any other.',
    );
    await settle();
    expect(messages(repo)).toEqual([
      expect.stringMatching(/^:white_circle: acme\/given-up · CI is closed, still red on main\n/),
    ]);
    expect(replies(repo)).toEqual([
      ':white_circle: dana closed it: nobody waits for it to be green.',
    ]);
    expect(await world().store.audit.list({ limit: 1 })).toMatchObject([
      { what: 'close', target: 'CI on main', repository: repo, from: 'Slack' },
    ]);
    expect(await slash('dana', `/ci failures ${repo}`)).toContain('Nothing is red');
    expect(await slash('dana', `/ci status ${repo}`)).toContain(
      `:white_circle: ${repo} on main: nothing to fix`,
    );

    clock.advance(1_000);
    await github.again(run);
    await github.begin(run);
    await settle();
    expect(messages(repo)).toHaveLength(1);
    await github.finish(run, 'cancelled');
    await settle();
    expect(messages(repo)).toHaveLength(1);

    clock.advance(1_000);
    await breaks(repo);
    expect(messages(repo)).toHaveLength(2);
    expect(messages(repo).at(-1)).toContain('CI is failing on main');
    expect(messages(repo).at(-1)).not.toContain('red runs');
    expect(messages(repo).at(-1)).toContain('Last green');
  });

  test('is told again where its rerun fails', async () => {
    const { github, slash, settle, clock } = world();
    const repo = 'acme/rerun-red';
    const run = await breaks(repo);
    await slash('dana', `/ci close ${run.id}`);
    clock.advance(1_000);
    await github.rerun(run, 'failure');
    await settle();
    expect(messages(repo)).toHaveLength(2);
  });

  test('is closed in its thread without naming it', async () => {
    const { slack, settle } = world();
    const repo = 'acme/in-thread';
    await breaks(repo);
    const parent = slack.channel('#builds').messages.at(-1)!;
    await slack.as('omar').say('@baton close', { channel: '#builds', thread: parent });
    await expect
      .poll(async () => settle().then(() => messages(repo)[0]))
      .toContain('is closed, still red');
    expect(replies(repo).join()).toContain('omar closed it');
  });

  test('cannot be closed where it is green, which is said', async () => {
    const { github, settle, slash } = world();
    const run = await github.run('acme/fine', 'CI', 'success');
    await settle();
    expect(await slash('dana', `/ci close ${run.id}`)).toContain(
      'CI is not red on main of acme/fine: there is nothing to close.',
    );
  });

  test('is closed by itself once its branch is gone, and not before', async () => {
    const { github } = world();
    const repo = 'acme/old-release';
    await breaks(repo, 'release/2.4');
    await later(26 * hour);
    expect(messages(repo).join()).not.toContain('closed');
    github.repo(repo).branches.delete('release/2.4');
    await later(hour);
    expect(messages(repo).join()).not.toContain('closed');
    await later(hour);
    expect(messages(repo).filter((plain) => plain.includes('closed'))).toEqual([
      expect.stringContaining('CI is closed, still red on release/2.4'),
    ]);
  });

  test('is closed by itself once its workflow is disabled', async () => {
    const { github } = world();
    const repo = 'acme/disabled';
    await breaks(repo);
    findWorkflow(github.repo(repo), 'CI')!.state = 'disabled_manually';
    await later(23 * hour);
    expect(messages(repo)[0]).toContain('is failing');
    await later(2 * hour);
    await later(hour);
    expect(messages(repo)[0]).toContain('is closed, still red');
    expect(replies(repo)).toEqual([
      ':white_circle: Closed: its workflow is disabled or gone at GitHub.',
    ]);
  });

  test('stays open where GitHub says for a while only that it has it no more', async () => {
    const { github, slash } = world();
    const faults = [
      { path: /blinks-file\/contents/, kind: 'error', status: 404 },
      { path: /repos\/acme\/blinks-name/, kind: 'error', status: 404 },
      { path: /blinks-right\/contents/, kind: 'error', status: 403 },
    ] as const;
    for (const word of ['file', 'name', 'right']) await breaks(`acme/blinks-${word}`);
    await later(26 * hour);
    for (const _time of [1, 2]) {
      for (const fault of faults) github.faults.set(fault);
      await later(hour);
      github.faults.clear();
      await later(hour);
    }
    for (const word of ['file', 'name', 'right'])
      expect(await slash('dana', `/ci failures acme/blinks-${word}`)).not.toContain(
        'Nothing is red',
      );
  });

  test('is left as it is where GitHub does not answer', async () => {
    const { github } = world();
    const repo = 'acme/unsure';
    await breaks(repo);
    github.faults.set({ path: /unsure\/actions\/workflows/, kind: 'error', status: 404 });
    await later(26 * hour);
    expect(messages(repo)[0]).toContain('is failing');
    github.faults.clear();
  });
});

describe('a pull request', () => {
  const told = (about: string): string[] =>
    world()
      .slack.as('dana')
      .dm()
      .messages.map(({ plain }) => plain)
      .filter((plain) => plain.includes(about));

  test('that is merged while it is red is closed, and what ends red later is told to nobody', async () => {
    const { github, settle, slash, clock } = world();
    const repo = 'acme/merged';
    await slash('dana', '/ci notify on --github dana-gh');
    const pullRequest = await github.openPull(repo, { title: 'Try', author: 'dana-gh' });
    await github.run(repo, 'CI', 'failure', { pullRequest });
    const slow = await github.start(repo, 'E2E', { pullRequest });
    await settle();
    expect(told(repo)).toEqual([expect.stringContaining('CI is failing')]);
    clock.advance(1_000);
    await github.mergePull(pullRequest);
    await github.finish(slow, 'failure');
    await settle();
    expect(told(repo)).toEqual([expect.stringContaining('CI is closed, still red')]);
  });
});

test('breaks none of Slack’s rules', () => {
  expect(world().slack.violations).toEqual([]);
});
