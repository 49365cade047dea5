import { describe, expect, test } from 'vitest';
import { eachEngine } from '../helpers/store.ts';
import { shareWorld } from '../helpers/world.ts';

eachEngine('a story of builds', (_open, { engine, fresh }) => {
  const world = shareWorld(async () =>
    engine === 'postgres' ? { databaseUrl: await fresh('once') } : {},
  );
  const minute = 60_000;

  /** What #builds says of a repository once everything has arrived. */
  async function told(repository: string, channel = '#builds'): Promise<string[]> {
    await world().settle();
    return world().read(channel, repository);
  }

  /** The replies in the thread of the only message about a repository. */
  function replies(repository: string): string[] {
    const channel = world().slack.channel('#builds');
    const parent = channel.messages.find(({ plain }) => plain.includes(repository));
    return channel
      .thread(parent!)
      .slice(1)
      .map(({ plain }) => plain);
  }

  describe('that is red', () => {
    test('twice and passes on rerun is one message, and says flaky', async () => {
      const { github, clock } = world();
      const repo = 'acme/rerun';
      await github.run(repo, 'CI', 'failure');
      expect(await told(repo)).toEqual([expect.stringContaining('CI is failing on main')]);
      clock.advance(5 * minute);
      await github.push(repo);
      const second = await github.run(repo, 'CI', 'failure');
      expect(await told(repo)).toEqual([expect.stringContaining('2 red runs')]);
      clock.advance(5 * minute);
      await github.rerun(second, 'success', { failedOnly: true });
      const [message, ...more] = await told(repo);
      expect(more).toEqual([]);
      expect(message).toContain('CI is green again on main');
      expect(message).toContain('Passed on rerun after 10 m, same commit: flaky');
      expect(replies(repo)).toEqual([expect.stringContaining('Passed on rerun')]);
    });

    test('and is fixed by a commit names the commit, its author and how long it took', async () => {
      const { github, clock } = world();
      const repo = 'acme/fixed';
      await github.push(repo, { commits: [{ message: 'Break it', author: 'omar-gh' }] });
      await github.run(repo, 'CI', 'failure');
      await world().settle();
      clock.advance(65 * minute);
      await github.push(repo, {
        commits: [{ message: 'Mend the totals\n\nLong story.', author: 'dana-gh' }],
      });
      await github.run(repo, 'CI', 'success');
      const [message] = await told(repo);
      expect(message).toMatch(/Fixed after 1 h 5 m by \w{7} “Mend the totals” by @dana/);
      expect(message).not.toContain('Long story');
    });

    test('stays red while an older run turns green late', async () => {
      const { github } = world();
      const repo = 'acme/late';
      const older = await github.start(repo, 'CI');
      await github.run(repo, 'CI', 'failure');
      await world().settle();
      await github.finish(older, 'success');
      expect(await told(repo)).toEqual([expect.stringContaining('CI is failing on main')]);
      await github.rerun(older, 'success');
      expect(await told(repo)).toEqual([expect.stringContaining('CI is failing on main')]);
    });

    test('says nothing of an older red run that is rerun, until the newest one is green', async () => {
      const { github, clock } = world();
      const repo = 'acme/older';
      const first = await github.run(repo, 'CI', 'failure');
      await github.run(repo, 'CI', 'failure');
      // What comes within one millisecond may be taken in any order.
      clock.advance(1_000);
      await github.rerun(first, 'success');
      expect(await told(repo)).toEqual([expect.stringContaining('CI is failing on main')]);
      await github.run(repo, 'CI', 'success');
      expect(await told(repo)).toEqual([expect.stringContaining('CI is green again on main')]);
    });

    test('stays what it was through a rerun that is under way, fails again, is cancelled', async () => {
      const { github, clock } = world();
      const repo = 'acme/again';
      await github.run(repo, 'CI', 'failure');
      await github.push(repo);
      const run = await github.run(repo, 'CI', 'failure');
      const [before] = await told(repo);
      clock.advance(10 * minute);
      await github.again(run);
      await github.begin(run);
      expect(await told(repo)).toEqual([before]);
      await github.finish(run, 'failure');
      expect(await told(repo)).toEqual([before]);
      await github.rerun(run, 'cancelled');
      expect(await told(repo)).toEqual([before]);
      expect(replies(repo)).toEqual([]);
    });

    test.each([
      ['timed_out', /timed out/i],
      ['startup_failure', /could not start/i],
    ] as const)('because it ended with %s is told in words', async (outcome, words) => {
      const repo = `acme/${outcome.replace('_', '-')}`;
      await world().github.run(repo, 'CI', outcome);
      expect(await told(repo)).toEqual([expect.stringMatching(words)]);
    });

    test('breaks again after it was fixed is a new message', async () => {
      const { github } = world();
      const repo = 'acme/twice';
      for (const outcome of ['failure', 'success', 'failure'] as const) {
        await github.run(repo, 'CI', outcome);
        await world().settle();
      }
      expect(await told(repo)).toEqual([
        expect.stringContaining('is green again'),
        expect.stringContaining('is failing'),
      ]);
    });

    test('on two workflows is two messages, each closed by its own green', async () => {
      const { github } = world();
      const repo = 'acme/both';
      await github.run(repo, 'CI', 'failure');
      await github.run(repo, 'Docs', 'failure', { log: 'docs: a page is missing' });
      await world().settle();
      await github.run(repo, 'Docs', 'success');
      const messages = await told(repo);
      expect(messages).toHaveLength(2);
      expect(messages.join('\n')).toContain('CI is failing on main');
      expect(messages.join('\n')).toContain('Docs is green again on main');
    });
  });

  describe('that nobody needs to hear of', () => {
    test('is told to nobody: green, cancelled, skipped, neutral, stale, waiting', async () => {
      const repo = 'acme/quiet';
      for (const outcome of ['success', 'cancelled', 'skipped', 'neutral', 'stale'] as const) {
        await world().github.run(repo, 'CI', outcome);
      }
      await world().github.run(repo, 'CI', 'action_required');
      await world().github.start(repo, 'CI');
      expect(await told(repo)).toEqual([]);
    });

    test('neither opens nor closes what is red: superseded by a newer push, skipped', async () => {
      const { github } = world();
      const repo = 'acme/superseded';
      await github.run(repo, 'CI', 'failure');
      const superseded = await github.start(repo, 'CI');
      await github.queue(repo, 'CI');
      await github.finish(superseded, 'cancelled');
      await github.run(repo, 'CI', 'skipped');
      expect(await told(repo)).toEqual([expect.stringContaining('CI is failing on main')]);
      expect((await told(repo))[0]).not.toContain('red runs');
    });

    test('is an attempt that is not the last word', async () => {
      const { github } = world();
      const repo = 'acme/notlast';
      const run = await github.start(repo, 'CI');
      const from = github.webhooks.deliveries.length;
      github.webhooks.drop(() => true);
      await github.finish(run, 'failure');
      github.webhooks.drop();
      const late = github.webhooks.deliveries.slice(from);
      await github.again(run);
      await world().settle();
      for (const { id } of late) await github.webhooks.redeliver(id);
      expect(await told(repo)).toEqual([]);
      await github.begin(run);
      await github.finish(run, 'success');
      expect(await told(repo)).toEqual([]);
    });

    test('is a pull request, also one of a fork that calls its branch main', async () => {
      const { github } = world();
      const repo = 'acme/pulls';
      await github.run(repo, 'CI', 'success');
      await github.run(repo, 'CI', 'failure', { pullRequest: true, branch: 'feature' });
      await github.run(repo, 'CI', 'failure', { fork: 'mallory/pulls', pullRequest: true });
      await github.run(repo, 'CI', 'failure', {
        ...{ fork: 'mallory/pulls', pullRequest: true, event: 'pull_request_target' },
      });
      expect(await told(repo)).toEqual([]);
      const status = await world().slash('dana', '/ci status acme/pulls');
      expect(status).toContain('all green');
    });

    test('is a branch that baton.yml does not name, and a repository that nobody watches', async () => {
      const { github } = world();
      await github.run('acme/branches', 'CI', 'failure', { branch: 'feature/x' });
      await github.run('elsewhere/thing', 'CI', 'failure');
      expect(await told('acme/branches')).toEqual([]);
      expect(await told('elsewhere/thing')).toEqual([]);
    });
  });

  test('on a release branch is told apart from main', async () => {
    const { github } = world();
    const repo = 'acme/releases';
    await github.run(repo, 'CI', 'failure', { branch: 'release/2.4' });
    await github.run(repo, 'CI', 'success');
    expect(await told(repo)).toEqual([expect.stringContaining('CI is failing on release/2.4')]);
  });

  test('that runs at night is told after the second red one in a row', async () => {
    const { github } = world();
    const repo = 'acme/nightly';
    const nightly = async (outcome: 'failure' | 'success') => {
      await github.run(repo, 'Nightly', outcome, { event: 'schedule' });
      await world().settle();
    };
    await nightly('failure');
    await nightly('success');
    await nightly('failure');
    expect(await told(repo, '#ops')).toEqual([]);
    await nightly('failure');
    expect(await told(repo, '#ops')).toEqual([expect.stringContaining('Nightly is failing')]);
    expect(await told(repo)).toEqual([]);
    await nightly('success');
    expect(await told(repo, '#ops')).toEqual([expect.stringContaining('Nightly is green again')]);
  });

  test('whose every webhook comes twice is told once', async () => {
    const { github, slack } = world();
    const repo = 'acme/doubled';
    const from = github.webhooks.deliveries.length;
    await github.run(repo, 'CI', 'failure');
    await world().settle();
    const posts = slack.history.length;
    for (const { id } of github.webhooks.deliveries.slice(from))
      await github.webhooks.redeliver(id);
    expect(await told(repo)).toHaveLength(1);
    expect(slack.history).toHaveLength(posts);
  });

  test('whose jobs come before their run names the job that failed', async () => {
    const { github } = world();
    const repo = 'acme/jobsfirst';
    github.webhooks.hold();
    await github.run(repo, 'CI', 'failure', {
      jobs: [{ name: 'lint' }, { name: 'test', steps: ['npm test'], outcome: 'failure' }],
    });
    await github.webhooks.release((held) =>
      held.toSorted((a, b) => a.event.localeCompare(b.event)),
    );
    const [message] = await told(repo);
    expect(message).toContain('test › Run npm test');
    expect(message).not.toContain('lint');
  });

  test('whose webhooks tell of no job is asked about at GitHub', async () => {
    const { github } = world();
    const repo = 'acme/nojobs';
    await github.run(repo, 'CI', 'failure', {
      ...{ webhooks: 'completed', jobs: [{ name: 'build', steps: ['make'], outcome: 'failure' }] },
    });
    await world().pass(10_000);
    expect(await told(repo)).toEqual([expect.stringContaining('build › Run make')]);
  });

  test('keeps the name of its workflow current when somebody renames it', async () => {
    const { github } = world();
    const repo = 'acme/renamed';
    await github.run(repo, 'CI', 'failure');
    await world().settle();
    github.renameWorkflow(repo, 'CI', 'Build and test');
    await github.run(repo, 'Build and test', 'failure');
    expect(await told(repo)).toEqual([expect.stringContaining('Build and test is failing')]);
  });

  test('breaks none of Slack’s rules', () => {
    expect(world().slack.violations).toEqual([]);
    expect(world().logged.filter((line) => /^(warn|error)/.test(line))).toEqual([]);
  });
});
