import { describe, expect, test } from 'vitest';
import { shareWorld } from '../helpers/world.ts';

const world = shareWorld();
const messageOf = (repo: string) =>
  world()
    .slack.channel('#builds')
    .messages.findLast(({ plain }) => plain.includes(repo))!;

describe('what an incident’s message says', () => {
  test('of a run without jobs is how it failed, also while it runs again', async () => {
    const { github, settle, slack } = world();
    const repo = 'acme/no-start';
    const run = await github.run(repo, 'CI', 'startup_failure');
    await settle();
    await github.again(run);
    await github.begin(run);
    await settle();
    await slack.as('omar').press(messageOf(repo), 'Acknowledge');
    await expect.poll(() => settle().then(() => messageOf(repo).plain)).toContain('has it since');
    expect(messageOf(repo).plain).toContain('The run could not start.');
  });

  test('of a nightly run that passes the next night is not that it was rerun', async () => {
    const { github, settle, clock } = world();
    const repo = 'acme/by-night';
    const event = 'schedule';
    await github.run(repo, 'E2E', 'failure', { event });
    await settle();
    clock.advance(24 * 60 * 60_000);
    await github.run(repo, 'E2E', 'success', { event });
    await settle();
    expect(messageOf(repo).plain).toContain('Passed in a later run after 1 d, same commit: flaky.');
  });

  test('names the first red commit, where nothing is known to have been green', async () => {
    const { github, settle } = world();
    const repo = 'acme/never-green';
    await github.push(repo, { commits: [{ message: 'Begin', author: 'dana-gh' }] });
    await github.run(repo, 'CI', 'failure');
    await settle();
    const { plain } = messageOf(repo);
    expect(plain).toContain('No green run is known.');
    expect(plain).toMatch(/\nFirst red at \w{7} “Begin” by/);
    expect(plain).not.toContain('Since then');
  });

  test('names each matrix that failed, though they have the same variants', async () => {
    const { github, settle } = world();
    const repo = 'acme/matrices';
    const red = { outcome: 'failure', log: 'vitest' } as const;
    const failing = (name: string, step: string) => ({ name, steps: [step], ...red });
    await github.run(repo, 'CI', 'failure', {
      jobs: [
        failing('test (node 20)', 'npm test'),
        failing('test (node 22)', 'npm test'),
        failing('lint (node 20)', 'npm run lint'),
      ],
    });
    await settle();
    const { plain } = messageOf(repo);
    expect(plain).toContain('on node 20 and node 22');
    expect(plain).toContain('lint (node 20) › npm run lint');
  });

  test('breaks none of Slack’s rules', () => {
    expect(world().slack.violations).toEqual([]);
  });
});
