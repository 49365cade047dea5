import { describe, expect, onTestFinished, test } from 'vitest';
import { type Deploy, noChanges } from '../../src/core/deploys.ts';
import type { RunFact } from '../../src/core/facts.ts';
import { applyApprovals, readApprovals } from '../../src/deploys/approvals.ts';
import { openStore } from '../../src/store/index.ts';
import { runFact } from '../helpers/facts.ts';
import { opened } from '../helpers/forms.ts';
import { shareWorld } from '../helpers/world.ts';
import { auditOf, deployed, deploysYml, settled, shopIn, short, shown, threadOf } from './world.ts';

const deploy = (run: RunFact): Omit<Deploy, 'id' | 'state'> => ({
  ...{ repository: run.repository.name, environment: 'staging', ref: 'main', sha: run.sha },
  ...{ kind: 'deploy', fromSha: null, startedBy: null, startedLogin: 'dana', channel: 'C1' },
  ...{ actId: null, runId: run.id, runUrl: run.url, environmentId: null, waitingAt: null },
  ...{ askedAt: 1, endedAt: 2, decidedBy: null, decidedLogin: null, decidedAt: null },
  ...{ comment: null, error: null, changes: noChanges },
});

test('who ran it again is asked of GitHub, whose word of the new attempt may come later', async () => {
  const store = await openStore(':memory:');
  onTestFinished(() => store.close());
  const first = runFact({ id: 7, triggeredBy: 'dana', outcome: 'failure' });
  const { name: repository } = first.repository;
  const main = { repository, branch: 'main', lane: 'branch', workflow: 'CI' } as const;
  const { id } = await store.streams.lock({ ...main, workflowId: 7, now: 5 });
  await store.runs.merge(first, id);
  await store.deploys.insert({ ...deploy(first), state: 'rejected' });
  const again = { ...first, attempt: 2, triggeredBy: 'omar', progress: 'queued', outcome: null };
  const github = {
    pendingApprovals: async () => [],
    approvalsGiven: async () => [],
    run: async () => ({ run: again }),
  } as never;
  const read = await readApprovals({ repository, runId: 7 }, { github, store });
  expect(read?.run.triggeredBy).toBe('omar');
});

test('production is told to wait although the same run is over at staging already', async () => {
  const store = await openStore(':memory:');
  onTestFinished(() => store.close());
  const run = runFact({ id: 7, progress: 'in_progress', outcome: null });
  const repository = run.repository.name;
  await store.deploys.insert({ ...deploy(run), state: 'succeeded' });
  const asked = { environment: 'production', environmentId: 3, mine: false, reviewers: ['omar'] };
  const pending = [{ ...asked, kind: 'deploy', fromSha: null, changes: noChanges } as const];
  const where = { repository, channel: 'C1' };
  await store.transaction((tx) =>
    applyApprovals({ run, pending, given: [] }, where, { tx, now: 9 }),
  );
  const [staging, production] = await store.deploys.ofRun(7);
  expect([staging?.state, production?.state]).toEqual(['succeeded', 'waiting']);
  expect(await store.posts.byKey(`deploy:${production?.id}`)).toBeDefined();
});

const world = shareWorld(async () => ({ yml: deploysYml }));

describe('a deploy that waits for approval', () => {
  test('started on GitHub tells of its approval once, and who gave it there', async () => {
    const name = 'acme/outside-shop';
    const shop = await shopIn(world(), name, ['omar-gh']);
    const { github, settle } = world();
    await deployed(world(), { name, at: 'production' });
    const two = await shop.push('Two');
    const jobs = [{ name: 'deploy', environment: 'production' }];
    const event = 'workflow_dispatch';
    const run = await github.start(name, 'Deploy', { jobs, event, actor: 'dana-gh' });
    await settled(world());
    const message = () => shown(world(), 'Started by @dana');
    expect(
      world()
        .read('#builds', 'waits for approval')
        .filter((one) => one.includes(name)),
    ).toHaveLength(1);
    expect(message().plain).toContain(`${short(two.sha)} waits for approval`);
    expect(message().plain).toContain('Started by @dana');
    expect(message().plain).toContain('New: 1 commit');
    await github.run(name, 'CI', 'failure');
    await settle();
    expect(shown(world(), 'waits for approval').plain).toContain('CI failed at this commit: CI #3');
    github.approve(run, 'omar-gh');
    await settled(world());
    expect(message().plain).toMatch(/deploying .*Approved by @omar/s);
    await github.finish(run, 'success');
    await settle();
    expect(message().plain).toContain('runs on production');
  });

  test('rejected on GitHub says by whom and why', async () => {
    const name = 'acme/rejected-shop';
    await shopIn(world(), name, ['omar-gh']);
    const { github } = world();
    const jobs = [{ name: 'deploy', environment: 'production' }];
    const run = await github.start(name, 'Deploy', { jobs, actor: 'dana-gh' });
    await settled(world());
    github.reject(run, 'omar-gh', 'Not on a Friday');
    await settled(world());
    const message = shown(world(), 'was kept from production');
    expect(message.plain).toContain(name);
    expect(message.plain).toContain('was kept from production by @omar');
    expect(message.plain).toContain('“Not on a Friday”');
    expect(threadOf(world(), message)).toContainEqual(
      expect.stringContaining('@dana, @omar rejected it.'),
    );
    expect(threadOf(world(), message)).not.toContainEqual(expect.stringContaining('it failed'));
    expect(
      world()
        .read('#builds', 'is failing')
        .filter((one) => one.includes(name)),
    ).toEqual([]);
  });

  test('rejected in Slack says by whom and why, and starts nothing', async () => {
    const name = 'acme/refused-shop';
    await shopIn(world(), name, ['baton-bot']);
    const { github, slack } = world();
    const jobs = [{ name: 'deploy', environment: 'production' }];
    const run = await github.start(name, 'Deploy', { jobs, actor: 'dana-gh' });
    await settled(world());
    const mina = slack.as('mina');
    const message = () => shown(world(), `${name} · `);
    const form = await opened(world(), 'mina', () => mina.press(message(), 'Reject'));
    await mina.submit(form, { Comment: 'Wait for the migration' });
    await settled(world());
    expect(run.attempts[0]).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(message().plain).toContain('was kept from production by @mina');
    expect(message().plain).toContain('They said: “Wait for the migration”');
    expect((await auditOf(world(), name)).at(-1)).toContain(
      'reject the deploy to production: done',
    );
  });

  test('within one workflow says how the jobs before it did', async () => {
    const name = 'acme/line-shop';
    const { github } = world();
    await shopIn(world(), name, ['omar-gh']);
    await github.push(name, { commits: [{ message: 'Two (#2)', author: 'dana-gh' }] });
    const jobs = [{ name: 'build' }, { name: 'ship', environment: 'production' }];
    const run = await github.start(name, 'Deploy', { jobs });
    await settled(world());
    expect(shown(world(), 'waits for approval').plain).toContain(
      'CI is still running at this commit: Deploy #',
    );
    await github.rest(run);
    await settled(world());
    expect(shown(world(), 'waits for approval').plain).toContain(
      'CI is green at this commit: Deploy #',
    );
  });
});
