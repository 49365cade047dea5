import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitHub, startGitHub } from '../../../sandbox/github/index.ts';
import { receiver } from './receiver.ts';
import { webhookFaults } from './schemas.ts';

let inbox: Awaited<ReturnType<typeof receiver>>;
let github: GitHub;

beforeEach(async () => {
  inbox = await receiver('s3cret');
  github = await startGitHub({ webhookUrl: inbox.url, webhookSecret: 's3cret' });
});

afterEach(async () => {
  await github.close();
  await inbox.close();
});

const told = () => inbox.received.map(({ event, action }) => `${event} ${action ?? ''}`.trim());

describe('webhooks', () => {
  it('tell the whole life of a run, in order', async () => {
    await github.run('acme/api', 'CI', 'failure');
    expect(told()).toEqual([
      'workflow_run requested',
      'workflow_job queued',
      'check_run created',
      'workflow_run in_progress',
      'workflow_job in_progress',
      'workflow_job completed',
      'check_run completed',
      'workflow_run completed',
    ]);
  });

  it("have the shape that GitHub's own description demands", async () => {
    await github.push('acme/api', {
      commits: [{ message: 'Add coupons', files: ['src/cart.ts'] }],
    });
    const run = await github.run('acme/api', 'CI', 'failure', { matrix: { node: [20, 22] } });
    await github.rerun(run, 'success', { failedOnly: true });
    await github.run('acme/api', 'CI', 'failure', { fork: 'eve/api', branch: 'main' });
    for (const outcome of [
      'cancelled',
      'skipped',
      'timed_out',
      'startup_failure',
      'action_required',
    ] as const) {
      await github.run('acme/api', 'CI', outcome);
    }
    await github.mergePull(await github.openPull('acme/api', { title: 'Fix rounding' }));
    const wrong = inbox.received.flatMap(({ event, action, payload }) =>
      webhookFaults(event, action ?? null, payload).map((fault) => `${event} ${action}: ${fault}`),
    );
    expect([...new Set(wrong)]).toEqual([]);
    expect(inbox.received.length).toBeGreaterThan(40);
  });

  it('are found out when they lack something', async () => {
    await github.run('acme/api', 'CI', 'success');
    const { payload } = inbox.received.at(-1)!;
    const { run_attempt: _, ...rest } = payload['workflow_run'] as Record<string, unknown>;
    expect(webhookFaults('workflow_run', 'completed', { ...payload, workflow_run: rest })).toEqual([
      "/workflow_run must have required property 'run_attempt'",
    ]);
  });

  it('are signed and carry the headers of GitHub', async () => {
    await github.push('acme/api');
    const [push] = inbox.received;
    expect(push?.signed).toBe(true);
    expect(push?.headers).toMatchObject({
      'user-agent': expect.stringMatching(/^GitHub-Hookshot\//),
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-github-hook-id': expect.stringMatching(/^\d+$/),
    });
  });

  it('are sent once and never again, whatever the answer', async () => {
    inbox.answer(500);
    await github.push('acme/api');
    expect(inbox.received).toHaveLength(1);
    expect(github.webhooks.deliveries).toMatchObject([{ event: 'push', status: 500, error: null }]);
  });

  it('note that nobody listened', async () => {
    await inbox.close();
    await github.push('acme/api');
    expect(github.webhooks.deliveries).toMatchObject([{ status: null }]);
    expect(github.webhooks.deliveries[0]?.error).toContain('ECONNREFUSED');
  });

  it('can be delivered again under the same id', async () => {
    await github.push('acme/api');
    await github.webhooks.redeliver(inbox.received[0]!.id);
    expect(inbox.received[1]?.id).toBe(inbox.received[0]?.id);
    expect(github.webhooks.deliveries.map((one) => one.redelivery)).toEqual([false, true]);
  });

  it('can be held back and come in another order', async () => {
    github.webhooks.hold();
    await github.run('acme/api', 'CI', 'success');
    expect(inbox.received).toEqual([]);
    await github.webhooks.release('reversed');
    expect(told()[0]).toBe('workflow_run completed');
    expect(told().at(-1)).toBe('workflow_run requested');
  });

  it('can be lost on the way', async () => {
    github.webhooks.drop(({ event }) => event !== 'workflow_run');
    await github.run('acme/api', 'CI', 'success');
    expect(told()).toEqual([
      'workflow_run requested',
      'workflow_run in_progress',
      'workflow_run completed',
    ]);
  });

  it('go to this machine only', () => {
    expect(() => github.webhooks.to('https://example.com/hooks')).toThrow('this machine only');
  });
});
