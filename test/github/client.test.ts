import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type GitHub, type GitHubOptions, startGitHub } from '../../sandbox/github/index.ts';
import type { GitHubApi } from '../../src/github/api.ts';
import { connectGitHub } from '../../src/github/client.ts';
import type { Credentials } from '../../src/github/credentials.ts';
import { GitHubRefusal, GitHubUnavailable } from '../../src/github/errors.ts';

let hub: GitHub;
let said: string[];
const open: { close(): unknown }[] = [];

async function start(options: GitHubOptions = { token: 'good' }): Promise<GitHub> {
  hub = await startGitHub(options);
  open.push(hub);
  return hub;
}

function connect(credentials: Credentials = { token: 'good' }, apiUrl = hub.apiUrl): GitHubApi {
  const say = (fields: object, message: string) => said.push(JSON.stringify(fields) + message);
  return connectGitHub({
    apiUrl,
    credentials,
    log: { debug: say, info: say, warn: say, error: say },
    clock: { now: Date.now },
    timeoutMs: 300,
    secondMs: 1,
  });
}

beforeEach(async () => {
  said = [];
  await start();
});

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** What a call was refused with. */
async function refusal(asked: Promise<unknown>): Promise<GitHubRefusal | GitHubUnavailable> {
  const error = await asked.then(
    () => new Error('it was answered'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof GitHubRefusal || error instanceof GitHubUnavailable) return error;
  throw error;
}

describe('what GitHub knows, in our words', () => {
  it('runs, newest first, with their jobs and steps', async () => {
    await hub.run('acme/api', 'CI', 'success');
    const red = await hub.run('acme/api', 'CI', 'failure');
    const github = connect();
    const page = await github.listRuns('acme/api');
    expect(page.runs.map((run) => run.outcome)).toEqual(['failure', 'success']);
    expect(page).toMatchObject({ total: 2, hasMore: false, notModified: false });
    const { run } = await github.run('acme/api', red.id);
    expect(run).toEqual(page.runs[0]);
    expect(run).toMatchObject({ repository: { name: 'acme/api' }, workflow: { name: 'CI' } });
    const jobs = await github.jobs('acme/api', red.id, 1);
    expect(jobs[0]?.steps.some((step) => step.outcome === 'failure')).toBe(true);
    expect(hub.requests.unknown).toEqual([]);
  });

  it('a run that was deleted is null, not an error', async () => {
    hub.repo('acme/api');
    expect(await connect().run('acme/api', 42)).toMatchObject({ run: null });
  });

  it('an unchanged list costs nothing of the rate limit, and says so', async () => {
    const run = await hub.run('acme/api', 'CI', 'success');
    const github = connect();
    const { etag } = await github.listRuns('acme/api');
    const before = (await github.rateLimit('acme/api'))?.remaining ?? 0;
    const again = await github.listRuns('acme/api', { etag });
    expect(again).toEqual({ etag, notModified: true, runs: [], total: 0, hasMore: false });
    const single = await github.run('acme/api', run.id);
    expect(await github.run('acme/api', run.id, single.etag)).toMatchObject({ notModified: true });
    expect((await github.rateLimit('acme/api'))?.remaining).toBe(before - 1);
    await hub.rerun(run, 'failure');
    expect((await github.listRuns('acme/api', { etag })).runs[0]).toMatchObject({ attempt: 2 });
  });

  it('runs of a time, on pages of a hundred', async () => {
    const first = Date.UTC(2026, 4, 1);
    for (let at = 0; at < 130; at++) {
      await hub.run('acme/api', 'CI', 'success', { createdAt: first + at * 1000 });
    }
    const created = { from: first + 10_000, to: first + 119_999 };
    const github = connect();
    const one = await github.listRuns('acme/api', { created });
    const two = await github.listRuns('acme/api', { created, page: 2 });
    expect([one.total, one.runs.length, one.hasMore]).toEqual([110, 100, true]);
    expect([two.runs.length, two.hasMore]).toEqual([10, false]);
    expect(two.runs.at(-1)?.createdAt).toBe(created.from);
  });

  it('commits between two points, and the files of one that is alone', async () => {
    const base = await hub.push('acme/api', { commits: [{ message: 'One', author: 'dana' }] });
    const mid = await hub.push('acme/api', {
      commits: [{ message: 'Two', author: 'dana', files: ['src/cart.ts'] }],
    });
    const head = await hub.push('acme/api', { commits: [{ message: 'Three', author: 'quinn' }] });
    const github = connect();
    expect(await github.compare('acme/api', base.sha, mid.sha)).toMatchObject([
      { sha: mid.sha, message: 'Two', authorLogin: 'dana', files: ['src/cart.ts'] },
    ]);
    const both = await github.compare('acme/api', base.sha, head.sha);
    expect(both.map((commit) => commit.message)).toEqual(['Two', 'Three']);
    expect(both.map((commit) => commit.files)).toEqual([null, null]);
  });

  it('pull requests of a commit, and annotations of a job', async () => {
    const pull = await hub.mergePull(await hub.openPull('acme/api', { title: 'Coupons' }));
    const github = connect();
    const sha = pull.mergeSha ?? '';
    expect(await github.commitPulls('acme/api', sha)).toMatchObject([
      { kind: 'pull_request', title: 'Coupons', state: 'merged' },
    ]);
    const red = await hub.run('acme/api', 'CI', 'failure');
    const [job] = await github.jobs('acme/api', red.id, 1);
    const annotations = await github.annotations('acme/api', job?.id ?? 0);
    expect(annotations.map((one) => one.level)).toContain('failure');
  });

  it('repositories: those named, those of an owner, or all', async () => {
    for (const name of ['acme/api', 'acme/web', 'dana/dotfiles']) hub.repo(name);
    const github = connect();
    const names = async (...globs: string[]) =>
      (await github.repositories(globs)).map((repository) => repository.name).sort();
    expect(await names('acme/*')).toEqual(['acme/api', 'acme/web']);
    expect(await names('acme/api', 'dana/dotfiles')).toEqual(['acme/api', 'dana/dotfiles']);
    expect(await names('*/api')).toHaveLength(3);
    expect(await names('nobody/*', 'acme/none', 'dana/*')).toEqual(['dana/dotfiles']);
    expect(await github.repository('acme/api')).toMatchObject({ defaultBranch: 'main' });
  });

  it('who we are, and what we may', async () => {
    expect(await connect().whoAmI()).toMatchObject({
      kind: 'token',
      name: 'baton-bot',
      grants: ['repo', 'workflow', 'read:org'],
    });
  });
});

describe('as a GitHub App', () => {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const credentials = { appId: '7', privateKey: keys.privateKey };

  beforeEach(() => start({ token: 'other', app: { id: 7, publicKey: keys.publicKey } }));

  it('it works where it is installed, with one token per owner', async () => {
    await hub.run('acme/api', 'CI', 'failure');
    await hub.run('beta/app', 'CI', 'success');
    const github = connect(credentials);
    expect((await github.listRuns('acme/api')).runs).toHaveLength(1);
    expect((await github.listRuns('acme/api')).runs).toHaveLength(1);
    expect((await github.listRuns('beta/app')).runs).toHaveLength(1);
    const minted = 'POST /app/installations/{installation_id}/access_tokens';
    expect(hub.requests.counts.get(minted)).toBe(2);
    expect(hub.requests.counts.get('GET /app/installations')).toBe(1);
    expect(await github.whoAmI()).toMatchObject({ kind: 'app', name: 'baton' });
    expect((await github.repositories(['acme/*'])).map(({ name }) => name)).toEqual(['acme/api']);
  });

  it('the limit is that of the owner whose repository it is about', async () => {
    hub.repo('acme/api');
    hub.repo('beta/app');
    const github = connect(credentials);
    for (let asked = 0; asked < 3; asked += 1) await github.listRuns('acme/api');
    expect((await github.rateLimit('acme/api'))?.remaining).toBe(4_997);
    expect((await github.rateLimit('beta/app'))?.remaining).toBe(5_000);
  });

  it('where it is not, it says so', async () => {
    hub.repo('acme/api');
    const error = await refusal(connect(credentials).listRuns('gamma/app'));
    expect(error.message).toBe('The GitHub App is not installed at gamma.');
  });

  it('a wrong key is named by its variables', async () => {
    hub.repo('acme/api');
    const error = await refusal(connect({ ...credentials, appId: '8' }).listRuns('acme/api'));
    expect(error.message).toContain('GITHUB_APP_PRIVATE_KEY');
  });
});

describe('when GitHub refuses', () => {
  it('a wrong token is named by its variable, never by its value', async () => {
    hub.repo('acme/api');
    const error = await refusal(connect({ token: 'ghp_wrong' }).listRuns('acme/api'));
    expect(error).toBeInstanceOf(GitHubRefusal);
    expect(error.message).toBe('GitHub does not accept GITHUB_TOKEN.');
    expect(JSON.stringify([error, error.stack, said])).not.toContain('ghp_wrong');
  });

  it('what is not there, or not shown, is named', async () => {
    const error = await refusal(connect().listRuns('acme/none'));
    expect(error.message).toBe('GitHub knows no acme/none, or does not show it to us.');
    hub.repo('acme/api');
    const noJobs = await refusal(connect().jobs('acme/api', 42, 1));
    expect(noJobs.message).toContain('run 42 of acme/api');
  });

  it('a missing permission is named', async () => {
    const github = await answering((_, response) => {
      response.writeHead(403, {
        'content-type': 'application/json',
        'x-accepted-github-permissions': 'actions=read',
      });
      response.end('{"message":"Resource not accessible by personal access token"}');
    });
    const error = await refusal(github.listRuns('acme/api'));
    expect(error.message).toBe('We lack a permission at GitHub for acme/api: actions: read.');
  });

  it.each([409, 422])('with %i its own words are passed on', async (status) => {
    const github = await answering((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end('{"message":"No such ref","documentation_url":"https://docs.github.com/x"}');
    });
    const error = await refusal(github.listRuns('acme/api'));
    expect(error.message).toBe('GitHub refused: No such ref.');
  });

  it('trouble that passes is waited out', async () => {
    await hub.run('acme/api', 'CI', 'success');
    const github = connect();
    for (const kind of ['error', 'drop', 'slow', 'secondary_rate_limit'] as const) {
      hub.faults.set({ kind, times: 1, ms: 1000 });
      expect((await github.listRuns('acme/api')).runs).toHaveLength(1);
    }
  });

  it.each([
    ['error', 'GitHub has trouble of its own (502).'],
    ['drop', 'GitHub cannot be reached'],
    ['slow', 'GitHub cannot be reached'],
  ] as const)(
    '%s that stays becomes GitHubUnavailable after three attempts',
    async (kind, words) => {
      hub.repo('acme/api');
      hub.faults.set({ kind, ms: 600 });
      const error = await refusal(connect().listRuns('acme/api'));
      expect(error).toBeInstanceOf(GitHubUnavailable);
      expect(error.message).toContain(words);
      expect(error.hint).toBe('Try again in a minute.');
      expect(hub.requests.total).toBeGreaterThanOrEqual(kind === 'slow' ? 2 : 3);
    },
  );

  it('a used-up limit goes up with its end, and nothing is asked until then', async () => {
    const resetAt = Date.now() + 1_800_000;
    let asked = 0;
    const github = await answering((_, response) => {
      asked += 1;
      response.writeHead(403, {
        'content-type': 'application/json',
        'x-ratelimit-limit': '5000',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Math.floor(resetAt / 1000)),
        'x-ratelimit-resource': 'core',
      });
      response.end('{"message":"API rate limit exceeded for user baton."}');
    });
    const error = await refusal(github.listRuns('acme/api'));
    expect(error).toMatchObject({ retryAt: Math.floor(resetAt / 1000) * 1000 });
    expect(error.hint).toMatch(/^Try again after \d\d:\d\d UTC\.$/);
    await refusal(github.listRuns('acme/web'));
    expect(asked).toBe(1);
    expect((await github.rateLimit('acme/api'))?.remaining).toBe(0);
  });
});

describe('the log of a job', () => {
  it('of the simulated GitHub is read as it stands there', async () => {
    const red = await hub.run('acme/api', 'CI', 'failure', { log: 'Error: totals are off' });
    const github = connect();
    const [job] = await github.jobs('acme/api', red.id, 1);
    const log = await github.jobLog('acme/api', job?.id ?? 0);
    expect(await new Response(log).text()).toContain('Error: totals are off');
  });

  it('is read from where GitHub sends us, without the token', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const store = await serve((request, response) => {
      seen.push(request.headers);
      response.end('2026-05-01T10:00:00Z ##[error]boom\n');
    });
    const github = await answering((_, response) => {
      response.writeHead(302, { location: `${store}/log.txt?sig=x` }).end();
    });
    const log = await github.jobLog('acme/api', 1);
    expect(await new Response(log).text()).toContain('boom');
    expect(seen).toHaveLength(1);
    expect(seen[0]?.authorization).toBeUndefined();
  });

  it('is null where there is none', async () => {
    const gone = await serve((_, response) => response.writeHead(404).end());
    const moved = await answering((_, response) =>
      response.writeHead(302, { location: gone }).end(),
    );
    expect(await moved.jobLog('acme/api', 1)).toBeNull();
    const never = await answering((_, response) => response.writeHead(410).end());
    expect(await never.jobLog('acme/api', 1)).toBeNull();
  });

  it('comes as it is downloaded, and the reader may stop', async () => {
    let sent = 0;
    const store = await serve((_, response) => {
      const more = () => {
        sent += 1;
        if (!response.destroyed && sent < 10_000) response.write('x'.repeat(65_536), more);
      };
      more();
    });
    const github = await answering((_, response) =>
      response.writeHead(302, { location: store }).end(),
    );
    const reader = (await github.jobLog('acme/api', 1))?.getReader();
    expect((await reader?.read())?.value?.length).toBeGreaterThan(0);
    await reader?.cancel();
    expect(sent).toBeLessThan(1_000);
  });

  it('that cannot be downloaded may be had later', async () => {
    const broken = await serve((_, response) => response.writeHead(503).end());
    const github = await answering((_, response) =>
      response.writeHead(302, { location: broken }).end(),
    );
    expect(await refusal(github.jobLog('acme/api', 1))).toBeInstanceOf(GitHubUnavailable);
  });
});

/** A server of its own; answers its address. */
async function serve(handler: RequestListener): Promise<string> {
  const server: Server = createServer(handler);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  open.push({ close });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A GitHub that answers everything alike. */
async function answering(handler: RequestListener): Promise<GitHubApi> {
  return connect({ token: 'good' }, await serve(handler));
}
