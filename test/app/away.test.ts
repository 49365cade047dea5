import { describe, expect, test } from 'vitest';
import { openWorld } from '../helpers/world.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('Baton that was away for an hour', () => {
  test('says what is still red and closes what healed, and nothing of what came and went', async () => {
    const { github, slack, clock, settle, read, restart } = await openWorld();
    await github.run('acme/worse', 'CI', 'failure');
    await github.run('acme/better', 'CI', 'failure', { log: 'the river is frozen' });
    await settle();
    expect(read('#builds')).toHaveLength(2);

    await restart(async () => {
      const { webhooks } = github;
      webhooks.drop(() => true);
      for (const outcome of ['failure', 'success'] as const) {
        clock.advance(10 * minute);
        await github.run('acme/blip', 'CI', outcome);
      }
      await github.run('acme/still', 'CI', 'failure', { log: 'the lamp is broken' });
      await github.run('acme/worse', 'CI', 'failure');
      await github.run('acme/better', 'CI', 'success');
      clock.advance(40 * minute);
      webhooks.drop();
    });
    await settle();
    expect(read('#builds', 'acme/blip')).toEqual([]);
    expect(read('#builds', 'acme/still')).toEqual([expect.stringContaining('CI is failing')]);
    expect(read('#builds', 'acme/still · CI')[0]).toContain('Red since 09:20 UTC');
    expect(read('#builds', 'acme/worse')).toEqual([expect.stringContaining('2 red runs')]);
    expect(read('#builds', 'acme/better')).toEqual([expect.stringContaining('is green again')]);
    expect(slack.violations).toEqual([]);
  });

  test('does the newest slot of a scheduled job that it missed, once, and only within its grace', async () => {
    const { clock, settle, restart, store, logged } = await openWorld();
    const slot = async (key: string) => (await store.work.find('job', key))?.state;
    await settle();
    expect(await slot('discovery@2026-11-23T08:07')).toBe('done');
    const retention = () => logged.filter((line) => line.startsWith('info retention')).length;
    expect(retention()).toBe(1);

    await restart(async () => clock.advance(3 * hour));
    await restart(async () => clock.advance(2 * minute));
    await settle();
    expect(retention()).toBe(1);
    await restart(async () => clock.advance(3 * 24 * hour));
    await settle();
    expect(retention()).toBe(2);
  });

  test('knows its channels again, also while Slack does not list them', async () => {
    const { github, slack, settle, pass, read, restart } = await openWorld();
    await github.run('acme/api', 'CI', 'failure');
    await settle();
    await restart(async () =>
      slack.faults.set({ method: 'conversations.list', kind: 'error', error: 'internal_error' }),
    );
    await github.run('acme/api', 'CI', 'failure');
    await settle();
    slack.faults.clear();
    await pass(10 * minute);
    expect(read('#builds')).toEqual([expect.stringContaining('2 red runs')]);
  });
});

test('Nothing is told before Slack has said which channels there are', async () => {
  const { github, slack, store, settle, read } = await openWorld({
    before: (outside) => outside.slack.faults.set({ method: 'conversations.list', kind: 'error' }),
  });
  await github.run('acme/api', 'CI', 'failure');
  await settle();
  expect(await store.deliveries.counts()).toMatchObject({ waiting: expect.any(Number), dead: 0 });
  expect(read('#builds')).toEqual([]);
  slack.faults.clear();
  await settle();
  expect(read('#builds')).toHaveLength(1);
});

describe('Baton without a webhook secret', () => {
  test('hears of everything by polling, and says so', async () => {
    const { github, clock, pass, read, logged, url } = await openWorld({
      env: { GITHUB_WEBHOOK_SECRET: undefined },
    });
    expect(logged.join('\n')).toContain('GitHub is polled, and no webhooks are taken in');
    expect((await fetch(`${url}/github/webhooks`, { method: 'POST' })).status).toBe(404);

    github.repo('acme/api');
    // The hourly look for repositories finds it; what Baton would ask until then is no part of this.
    clock.advance(hour + 9 * minute);
    await pass(minute);
    await github.run('acme/api', 'CI', 'failure');
    await pass(2 * minute);
    expect(read('#builds')).toEqual([expect.stringContaining('CI is failing on main')]);
    const red = await github.run('acme/api', 'CI', 'failure');
    await pass(2 * minute);
    expect(read('#builds')).toEqual([expect.stringContaining('2 red runs')]);
    await github.rerun(red, 'success');
    await pass(2 * minute);
    expect(read('#builds')).toEqual([expect.stringContaining('CI is green again on main')]);
  });

  test('polls what somebody subscribed to, at once and for as long as they want it', async () => {
    const { github, pass, slash } = await openWorld({ env: { GITHUB_WEBHOOK_SECRET: undefined } });
    github.repo('beta/tool');
    const polls = () =>
      github.requests.list.filter(({ path }) => path.startsWith('/repos/beta/tool/actions/runs'));
    await pass(10 * minute);
    expect(await slash('dana', '/ci subscribe beta/tool')).toContain('beta/tool');
    await pass(minute);
    expect(polls().length).toBeGreaterThan(0);
    await slash('dana', '/ci unsubscribe beta/tool');
    await pass(2 * minute);
    const before = polls().length;
    await pass(5 * minute);
    expect(polls()).toHaveLength(before);
  });

  test('polls a GitHub Enterprise Server too, which has no limits unless somebody sets them', async () => {
    const { github, pass, read, logged } = await openWorld({
      env: { GITHUB_WEBHOOK_SECRET: undefined },
      rateLimit: null,
      before: (outside) => void outside.github.repo('acme/api'),
    });
    await pass(minute);
    await github.run('acme/api', 'CI', 'failure');
    await pass(2 * minute);
    expect(read('#builds')).toEqual([expect.stringContaining('CI is failing on main')]);
    expect(logged.filter((line) => line.includes('could not poll'))).toEqual([]);
  });
});
