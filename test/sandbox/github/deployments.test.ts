import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitHub, startGitHub } from '../../../sandbox/github/index.ts';
import { receiver } from './receiver.ts';
import { restFaults, webhookFaults } from './schemas.ts';

let inbox: Awaited<ReturnType<typeof receiver>>;
let github: GitHub;
const jobs = [{ name: 'deploy', environment: 'production' }];

beforeEach(async () => {
  inbox = await receiver('s3cret');
  github = await startGitHub({ webhookUrl: inbox.url, webhookSecret: 's3cret', token: 'good' });
});

afterEach(async () => {
  await github.close();
  await inbox.close();
});

/** What was told of deployments: the event, and the state or action. */
const told = () =>
  inbox.received.flatMap(({ event, action, payload }) => {
    const status = payload['deployment_status'] as { state: string } | undefined;
    return event.startsWith('deployment') ? [`${event} ${status?.state ?? action}`] : [];
  });

const ask = async (path: string, body?: object) => {
  const answer = await fetch(github.apiUrl + path, {
    headers: { authorization: 'Bearer good' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

describe('a deployment', () => {
  it('waits for people, goes on once one of them approved, and replaces the one before', async () => {
    github.environment('acme/api', 'production', ['omar-gh']);
    await github.run('acme/api', 'Deploy', 'success', { jobs });
    inbox.received.length = 0;
    const run = await github.start('acme/api', 'Deploy', { jobs });
    expect(told()).toEqual(['deployment created', 'deployment_status waiting']);
    github.approve(run, 'omar-gh');
    await github.asks.settled();
    await github.finish(run, 'success');
    expect(told().slice(2)).toEqual([
      'deployment_status in_progress',
      'deployment_status success',
      'deployment_status inactive',
    ]);
  });

  it('that is rejected has failed', async () => {
    github.environment('acme/api', 'production', ['omar-gh']);
    const run = await github.start('acme/api', 'Deploy', { jobs });
    const { body } = await ask(`/repos/acme/api/actions/runs/${run.id}/pending_deployments`);
    expect(body).toMatchObject([{ current_user_can_approve: false }]);
    github.reject(run, 'omar-gh', 'Not today');
    await github.asks.settled();
    expect(told().at(-1)).toBe('deployment_status failure');
    const path = `/repos/acme/api/actions/runs/${run.id}/approvals`;
    const approvals = await ask(path);
    expect(approvals.body).toMatchObject([{ state: 'rejected', comment: 'Not today' }]);
    const template = '/repos/{owner}/{repo}/actions/runs/{run_id}/approvals';
    expect(restFaults('GET', template, 200, approvals.body)).toEqual([]);
  });

  it('is approved only by those who are asked, with a comment', async () => {
    github.environment('acme/api', 'production', ['omar-gh']);
    const run = await github.start('acme/api', 'Deploy', { jobs });
    const path = `/repos/acme/api/actions/runs/${run.id}/pending_deployments`;
    const { id } = github.repo('acme/api').environments[0]!;
    const review = { environment_ids: [id], state: 'approved', comment: '' };
    const { comment: _, ...mute } = review;
    expect((await ask(path, mute)).status).toBe(422);
    expect((await ask(path, review)).body['message']).toMatch(/no pending deployment requests/);
    github.environment('acme/api', 'production', ['omar-gh', 'baton-bot']);
    expect((await ask(path, review)).status).toBe(200);
  });
});

describe("a GitHub App's webhook", () => {
  it('hears of reviews, in the shape of GitHub’s own description', async () => {
    await github.close();
    github = await startGitHub({
      ...{ webhookUrl: inbox.url, webhookSecret: 's3cret' },
      app: { id: 1001 },
    });
    github.environment('acme/api', 'production', ['omar-gh']);
    const run = await github.start('acme/api', 'Deploy', { jobs });
    github.approve(run, 'omar-gh');
    await github.asks.settled();
    await github.finish(run, 'success');
    const again = await github.start('acme/api', 'Deploy', { jobs });
    github.reject(again, 'omar-gh', 'No');
    await github.asks.settled();
    expect(told().filter((one) => one.startsWith('deployment_review'))).toEqual([
      'deployment_review requested',
      'deployment_review approved',
      'deployment_review requested',
      'deployment_review rejected',
    ]);
    const wrong = inbox.received.flatMap(({ event, action, payload }) =>
      webhookFaults(event, action ?? null, payload).map((fault) => `${event} ${action}: ${fault}`),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });
});
