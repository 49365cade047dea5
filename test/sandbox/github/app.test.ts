import { generateKeyPairSync } from 'node:crypto';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitHub, startGitHub } from '../../../sandbox/github/index.ts';
import { receiver } from './receiver.ts';
import { restFaults, webhookFaults } from './schemas.ts';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const log = { debug() {}, info() {}, warn() {}, error() {} };

let now = Date.now();
let github: GitHub;

beforeEach(async () => {
  now = Date.now();
  github = await startGitHub({
    clock: { now: () => now },
    app: { id: 1001, publicKey: keys.publicKey },
  });
  github.repo('acme/api');
});

afterEach(() => github.close());

function appClient(privateKey = keys.privateKey, installationId?: number) {
  const auth = { appId: 1001, privateKey, ...(installationId && { installationId }) };
  return new Octokit({ baseUrl: github.apiUrl, authStrategy: createAppAuth, auth, log });
}

describe('signing in as an app', () => {
  it('finds the installation, takes a token of it and reads with that', async () => {
    const { data } = await appClient().apps.getRepoInstallation({ owner: 'acme', repo: 'api' });
    const installed = appClient(keys.privateKey, data.id);
    const runs = await installed.actions.listWorkflowRunsForRepo({ owner: 'acme', repo: 'api' });
    expect(runs.data.total_count).toBe(0);
    const repos = await installed.apps.listReposAccessibleToInstallation();
    expect(repos.data.repositories.map((repo) => repo.full_name)).toEqual(['acme/api']);
  });

  it('is refused with another key, and without one', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = other.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    await expect(appClient(key).apps.getAuthenticated()).rejects.toMatchObject({ status: 401 });
    const plain = new Octokit({ baseUrl: github.apiUrl, auth: 'ghp_x', log });
    await expect(plain.apps.getAuthenticated()).rejects.toMatchObject({ status: 401 });
  });

  it('needs a new token after an hour', async () => {
    const installation = github.box.installationOf(github.repo('acme/api').owner);
    const { data } = await appClient().apps.createInstallationAccessToken({
      installation_id: installation,
    });
    const client = new Octokit({ baseUrl: github.apiUrl, auth: data.token, log });
    await client.repos.get({ owner: 'acme', repo: 'api' });
    now += 3_600_001;
    await expect(client.repos.get({ owner: 'acme', repo: 'api' })).rejects.toMatchObject({
      status: 401,
    });
  });

  it('may look and not act when its permissions are to read', async () => {
    const reading = await startGitHub({ app: { id: 1001, permissions: { actions: 'read' } } });
    const run = await reading.run('acme/api', 'CI', 'failure');
    const auth = { appId: 1001, privateKey: keys.privateKey };
    const app = new Octokit({ baseUrl: reading.apiUrl, authStrategy: createAppAuth, auth, log });
    const installation_id = reading.box.installationOf(run.repo.owner);
    const { data } = await app.apps.createInstallationAccessToken({ installation_id });
    const client = new Octokit({ baseUrl: reading.apiUrl, auth: data.token, log });
    const target = { owner: 'acme', repo: 'api', run_id: run.id };
    await client.actions.getWorkflowRun(target);
    await expect(client.actions.reRunWorkflow(target)).rejects.toThrow(
      'Resource not accessible by integration',
    );
    await reading.close();
  });

  it("gets answers in the shapes of GitHub's own description", async () => {
    const octokit = appClient();
    const id = github.box.installationOf(github.repo('acme/api').owner);
    // Not the list of installations: GitHub describes its accounts as users and enterprises at once.
    const answers = [
      await octokit.request('GET /app'),
      await octokit.request('GET /app/installations/{installation_id}', { installation_id: id }),
      await octokit.request('GET /repos/{owner}/{repo}/installation', {
        owner: 'acme',
        repo: 'api',
      }),
      await octokit.request('GET /orgs/{org}/installation', { org: 'acme' }),
    ];
    const templates = [...github.requests.counts.keys()].map((key) => key.replace('GET ', ''));
    const wrong = answers.flatMap((answer, index) =>
      restFaults('GET', templates[index] ?? '', answer.status, answer.data),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the webhooks of an app', () => {
  it('can be listed, sent again and pinged, and tell of the installation', async () => {
    const inbox = await receiver('s');
    github.webhooks.to(inbox.url, 's');
    await github.install('acme/api');
    await github.push('acme/api');
    const octokit = appClient();
    const { data } = await octokit.apps.listWebhookDeliveries();
    expect(data.map((one) => [one.event, one.status_code])).toEqual([
      ['push', 202],
      ['installation', 202],
    ]);
    expect(restFaults('GET', '/app/hook/deliveries', 200, data)).toEqual([]);
    const [newest] = data;
    await octokit.apps.redeliverWebhookDelivery({ delivery_id: newest!.id });
    await github.asks.settled();
    expect(inbox.received.map((one) => one.id).slice(1)).toEqual([newest!.guid, newest!.guid]);
    const token = new Octokit({ baseUrl: github.apiUrl, auth: 'x', log });
    const hooks = await token.repos.listWebhooks({ owner: 'acme', repo: 'api' });
    await token.repos.pingWebhook({ owner: 'acme', repo: 'api', hook_id: hooks.data[0]!.id });
    await github.asks.settled();
    const told = inbox.received.map((one) =>
      webhookFaults(one.event, one.action ?? null, one.payload),
    );
    expect(told.flat()).toEqual([]);
    expect(inbox.received.at(-1)?.event).toBe('ping');
    await inbox.close();
  });
});

describe('the pages', () => {
  it('show a run, its commit and what failed, whatever is written in them', async () => {
    await github.push('acme/api', { commits: [{ message: '<script>alert(1)</script>' }] });
    const run = await github.run('acme/api', 'CI', 'failure', { log: 'vitest' });
    const page = await (await fetch(run.url)).text();
    expect(page).toContain('&#60;script&#62;');
    expect(page).not.toContain('<script>');
    expect(page).toContain('AssertionError: expected 90 to be 100');
    const commit = await fetch(`${github.url}/acme/api/commit/${run.sha}`);
    expect(commit.status).toBe(200);
    expect((await fetch(`${github.url}/acme/nothing`)).status).toBe(404);
  });
});
