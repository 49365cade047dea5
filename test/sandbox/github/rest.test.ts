import { Octokit } from '@octokit/rest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitHub, startGitHub } from '../../../sandbox/github/index.ts';
import { restFaults } from './schemas.ts';

let github: GitHub;
const acme = { owner: 'acme', repo: 'api' };

beforeEach(async () => {
  github = await startGitHub({ token: 'good' });
  github.repo('acme/api', { description: 'The API' });
});

afterEach(() => github.close());

const ask = (path: string, init: RequestInit = {}) =>
  fetch(github.apiUrl + path, {
    redirect: 'manual',
    ...init,
    headers: { authorization: 'Bearer good', ...init.headers },
  });

const client = (auth = 'good') =>
  new Octokit({
    baseUrl: github.apiUrl,
    auth,
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });

describe('every answer', () => {
  it("has the shape that GitHub's own description demands", async () => {
    const { run, pull, deploy, first, head } = await lively();
    const job = run.attempts[0]!.jobs[0]!;
    const api = '/repos/acme/api';
    const wrong: string[] = [];
    for (const path of [
      '/user',
      '/user/repos',
      '/orgs/acme/repos',
      '/users/dana-gh',
      '/users/dana-gh/repos',
      '/rate_limit',
      '/meta',
      api,
      `${api}/actions/runs`,
      `${api}/actions/runs/${run.id}`,
      `${api}/actions/runs/${run.id}/attempts/1`,
      `${api}/actions/runs/${run.id}/artifacts`,
      `${api}/actions/runs/${run.id}/jobs`,
      `${api}/actions/runs/${run.id}/attempts/1/jobs`,
      `${api}/actions/runs/${run.id}/approvals`,
      `${api}/actions/runs/${deploy.id}/pending_deployments`,
      `${api}/actions/jobs/${job.id}`,
      `${api}/actions/workflows`,
      `${api}/actions/workflows/ci.yml`,
      `${api}/actions/workflows/${run.workflow.id}/runs`,
      `${api}/commits`,
      `${api}/commits/${head.sha}`,
      `${api}/commits/${head.sha}/check-runs`,
      `${api}/commits/${pull.head.sha}/pulls`,
      `${api}/compare/${first.sha}...${head.sha}`,
      `${api}/branches/main`,
      `${api}/branches`,
      `${api}/commits/${head.sha}/branches-where-head`,
      `${api}/tags`,
      `${api}/contents/.github/workflows/ci.yml`,
      `${api}/check-runs/${job.id}`,
      `${api}/check-runs/${job.id}/annotations`,
      `${api}/pulls?state=all`,
      `${api}/pulls/${pull.number}`,
      `${api}/pulls/${pull.number}/commits`,
      `${api}/pulls/${pull.number}/files`,
      `${api}/deployments`,
      `${api}/deployments/${run.repo.deployments[0]!.id}`,
      `${api}/deployments/${run.repo.deployments[0]!.id}/statuses`,
      `${api}/environments`,
      `${api}/environments/production`,
      `${api}/hooks`,
    ]) {
      const answer = await ask(path);
      const template = github.requests.list.at(-1)!.template;
      const faults = restFaults('GET', template ?? path, answer.status, await answer.json());
      if (answer.status !== 200) faults.push(`answered ${answer.status}`);
      wrong.push(...faults.slice(0, 8).map((fault) => `${template}: ${fault}`));
    }
    expect(wrong).toEqual([]);
  });

  async function lively() {
    const first = await github.push('acme/api', {
      commits: [{ message: 'One', author: 'dana-gh' }],
    });
    const head = await github.push('acme/api', {
      commits: [{ message: 'Two', author: 'dana-gh', files: ['src/cart.ts'] }],
    });
    github.repo('acme/api').tags.set('v1', first.sha);
    github.environment('acme/api', 'production', ['omar-gh']);
    const jobs = [{ name: 'deploy', environment: 'production' }];
    await github.run('acme/api', 'Deploy', 'success', { jobs });
    const run = await github.run('acme/api', 'CI', 'failure', { took: 60_000 });
    await github.run('acme/api', 'CI', 'success', { fork: 'eve/api' });
    await github.run('acme/api', 'CI', 'skipped');
    const deploy = await github.start('acme/api', 'Deploy', { jobs });
    const pull = await github.openPull('acme/api', { title: 'Fix', files: ['a.ts'] });
    return { run, pull, deploy, first, head };
  }
});

describe('a list of runs', () => {
  beforeEach(async () => {
    const day = Date.UTC(2026, 2, 1);
    for (let index = 0; index < 25; index += 1) {
      const branch = index % 5 === 0 ? 'release/1' : 'main';
      const outcome = index % 3 === 0 ? 'failure' : 'success';
      await github.run('acme/api', 'CI', outcome, { branch, createdAt: day + index * 3_600_000 });
    }
  });

  it('comes in pages, newest first, that octokit can follow', async () => {
    const octokit = client();
    const runs = await octokit.paginate(octokit.actions.listWorkflowRunsForRepo, {
      ...acme,
      per_page: 10,
    });
    expect(runs.map((run) => run.run_number)).toEqual(Array.from({ length: 25 }, (_, i) => 25 - i));
    expect(github.requests.counts.get('GET /repos/{owner}/{repo}/actions/runs')).toBe(3);
  });

  it.each([
    ['branch=release%2F1', 5],
    ['status=failure', 9],
    ['status=completed', 25],
    ['status=in_progress', 0],
    ['event=schedule', 0],
    ['created=%3E%3D2026-03-02', 1],
    ['created=2026-03-01T00:00:00Z..2026-03-01T03:00:00Z', 4],
    ['created=%3C2026-03-01T02:00:00Z', 2],
    ['created=2026-03-01', 24],
    ['branch=main&status=failure', 7],
  ])('keeps what %s asks for', async (query, count) => {
    const answer = await ask(`/repos/acme/api/actions/runs?per_page=100&${query}`);
    expect(((await answer.json()) as { workflow_runs: unknown[] }).workflow_runs).toHaveLength(
      count,
    );
  });
});

describe('the budget', () => {
  it('is not touched by an answer that the asker already holds', async () => {
    const first = await ask('/repos/acme/api');
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    const again = await ask('/repos/acme/api', { headers });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect(again.headers.get('x-ratelimit-used')).toBe('1');
    expect(github.requests.list.map((one) => one.conditional)).toEqual([false, true]);
  });

  it('ends with a refusal that octokit knows', async () => {
    const small = await startGitHub({ rateLimit: 1 });
    small.repo('acme/api');
    const headers = { authorization: 'Bearer any' };
    await fetch(`${small.apiUrl}/repos/acme/api`, { headers });
    const answer = await fetch(`${small.apiUrl}/repos/acme/api`, { headers });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('0');
    await small.close();
  });
});

describe('a refusal', () => {
  it.each([
    ['a wrong token', '/repos/acme/api', { authorization: 'Bearer bad' }, 401, 'Bad credentials'],
    ['a repository that is not there', '/repos/acme/nothing', {}, 404, 'Not Found'],
    ['a path that is not there', '/nowhere', {}, 404, 'Not Found'],
    ['a run that is not there', '/repos/acme/api/actions/runs/7', {}, 404, 'Not Found'],
  ])('of %s is as GitHub words it', async (...[, path, headers, status, message]) => {
    const answer = await ask(path, { headers });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ message, status: String(status) });
  });

  it('of an unknown path is noted', async () => {
    await ask('/nowhere');
    expect(github.requests.unknown).toMatchObject([{ method: 'GET', path: '/nowhere' }]);
  });
});

describe('what a token may do', () => {
  it('nobody without one sees a private repository or does anything', async () => {
    github.repo('acme/secret', { private: true });
    const run = await github.run('acme/api', 'CI', 'failure');
    const bare = (path: string, method = 'GET') => fetch(github.apiUrl + path, { method });
    expect((await bare('/repos/acme/api')).status).toBe(200);
    expect((await bare('/repos/acme/secret')).status).toBe(404);
    expect((await bare(`/repos/acme/api/actions/runs/${run.id}/rerun`, 'POST')).status).toBe(401);
    expect((await ask('/repos/acme/secret')).status).toBe(200);
  });

  it('says when its scopes are too small', async () => {
    const small = await startGitHub({ scopes: ['read:org'] });
    const run = await small.run('acme/api', 'CI', 'failure');
    const headers = { authorization: 'Bearer any' };
    const url = `${small.apiUrl}/repos/acme/api/actions/runs/${run.id}/rerun`;
    const answer = await fetch(url, { method: 'POST', headers });
    expect([answer.status, answer.headers.get('x-oauth-scopes')]).toEqual([403, 'read:org']);
    expect(run.attempts).toHaveLength(1);
    await small.close();
  });
});

describe('faults', () => {
  it('are met as often as they are set', async () => {
    github.faults.set({ path: /repos/, kind: 'error', times: 2 });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await ask('/repos/acme/api')).status);
    expect(statuses).toEqual([502, 502, 200]);
  });

  it('limit as GitHub does: nothing remains until a moment that is named', async () => {
    github.faults.set({ kind: 'rate_limit', ms: 60_000, times: 1 });
    const { status, headers } = await ask('/repos/acme/api');
    expect([status, headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
    const wait = Number(headers.get('x-ratelimit-reset')) * 1000 - Date.now();
    expect(wait).toBeGreaterThan(50_000);
    expect(wait).toBeLessThan(62_000);
  });

  it('hang up, limit, and go away again', async () => {
    github.faults.set({ kind: 'drop' });
    await expect(ask('/repos/acme/api')).rejects.toThrow();
    github.faults.clear();
    github.faults.set({ kind: 'secondary_rate_limit' });
    const limited = await ask('/repos/acme/api');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([403, '1']);
    github.faults.clear();
    expect((await ask('/repos/acme/api')).status).toBe(200);
  });
});

describe('asking for something', () => {
  it('reruns what failed as a new attempt of the same run', async () => {
    const run = await github.run('acme/api', 'CI', 'failure', { matrix: { node: [20, 22] } });
    const octokit = client();
    await octokit.actions.reRunWorkflowFailedJobs({ ...acme, run_id: run.id });
    await github.asks.settled();
    const { data } = await octokit.actions.getWorkflowRun({ ...acme, run_id: run.id });
    expect(data).toMatchObject({ run_attempt: 2, status: 'in_progress', run_number: 1 });
    expect(data.triggering_actor?.login).toBe('baton-bot');
    const jobs = await octokit.actions.listJobsForWorkflowRun({ ...acme, run_id: run.id });
    expect(jobs.data.jobs.map((job) => [job.name, job.status])).toEqual([
      ['test (20)', 'completed'],
      ['test (22)', 'in_progress'],
    ]);
  });

  it('reruns one job and what failed beside it stays as it was', async () => {
    const jobs = [{ name: 'a', outcome: 'failure' }, { name: 'b' }] as const;
    const run = await github.run('acme/api', 'CI', 'failure', { jobs });
    const job = run.attempts[0]!.jobs[1]!;
    await client().actions.reRunJobForWorkflowRun({ ...acme, job_id: job.id });
    await github.asks.settled();
    expect(run.attempts[1]?.jobs.map((one) => one.status)).toEqual(['completed', 'in_progress']);
  });

  it('refuses to rerun a run that is still running, and to cancel one that ended', async () => {
    const run = await github.start('acme/api', 'CI');
    const path = `/repos/acme/api/actions/runs/${run.id}`;
    expect((await ask(`${path}/rerun`, { method: 'POST' })).status).toBe(403);
    await github.finish(run, 'success');
    expect((await ask(`${path}/cancel`, { method: 'POST' })).status).toBe(409);
  });

  it('cancels a run', async () => {
    const run = await github.start('acme/api', 'CI');
    await client().actions.cancelWorkflowRun({ ...acme, run_id: run.id });
    await github.asks.settled();
    expect(run.attempts[0]).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
  });

  it('dispatches a workflow, and says why it does not', async () => {
    const to = { type: 'choice', required: true, options: ['prod', 'test'] } as const;
    const inputs = { to, many: { type: 'number', default: 2 }, dry: { type: 'boolean' } } as const;
    github.repo('acme/api', { workflows: [{ name: 'Deploy', inputs }] });
    await github.run('acme/api', 'Deploy', 'success');
    const octokit = client();
    const deploy = (inputs: object, ref = 'main') =>
      octokit.actions.createWorkflowDispatch({
        ...{ ...acme, workflow_id: 'deploy.yml', ref, inputs: { ...inputs } },
        return_run_details: true,
      });
    const { status, data } = await deploy({ to: 'prod' });
    await github.asks.settled();
    const run = github.asks.list[0]?.run;
    expect(github.asks.list).toMatchObject([
      { kind: 'dispatch', inputs: { to: 'prod', many: '2' } },
    ]);
    expect([status, data]).toEqual([
      200,
      {
        workflow_run_id: run?.id,
        run_url: `${github.apiUrl}/repos/acme/api/actions/runs/${run?.id}`,
        html_url: run?.url,
      },
    ]);
    for (const [given, ref, said] of [
      [{ to: 'prod' }, 'nowhere', 'No ref found for: nowhere'],
      [{}, 'main', "Required input 'to' not provided"],
      [{ to: 'moon' }, 'main', "'moon' for input 'to' not in the list of allowed values"],
      [{ to: 'prod', many: 'x' }, 'main', "'x' for input 'many' is not a valid number"],
      [{ to: 'prod', dry: 'x' }, 'main', "'x' for input 'dry' is not a valid boolean"],
      [{ to: 'prod', so: 'x' }, 'main', 'Unexpected inputs provided: ["so"]'],
    ] as const)
      await expect(deploy(given, ref)).rejects.toThrow(said);
  });

  it('approves an environment that a run waits for', async () => {
    github.environment('acme/api', 'production', ['baton-bot']);
    const jobs = [{ name: 'deploy', environment: 'production' }];
    const run = await github.start('acme/api', 'Deploy', { jobs });
    const octokit = client();
    const target = { ...acme, run_id: run.id };
    const { data } = await octokit.actions.getPendingDeploymentsForRun(target);
    expect(run.attempts[0]?.status).toBe('waiting');
    await octokit.actions.reviewPendingDeploymentsForRun({
      ...target,
      environment_ids: data.map((one) => Number(one.environment.id)),
      state: 'approved',
      comment: 'Go',
    });
    await github.asks.settled();
    expect(run.attempts[0]?.status).toBe('in_progress');
    await github.finish(run, 'success');
    const deployments = await octokit.repos.listDeployments(acme);
    const [latest] = deployments.data;
    const statuses = await octokit.repos.listDeploymentStatuses({
      ...acme,
      deployment_id: latest!.id,
    });
    expect(statuses.data.map((one) => one.state)).toEqual(['success', 'in_progress', 'waiting']);
  });
});

describe('a comparison', () => {
  it('names the commits between the last green and the first red', async () => {
    const green = await github.push('acme/api', { commits: [{ message: 'Green' }] });
    const red = await github.push('acme/api', {
      commits: [
        { message: 'One', files: ['a.ts'] },
        { message: 'Two', files: ['a.ts', 'b.ts'] },
      ],
    });
    const { data } = await client().repos.compareCommitsWithBasehead({
      ...acme,
      basehead: `${green.sha}...${red.sha}`,
    });
    expect(data.status).toBe('ahead');
    expect(data.commits.map((one) => one.commit.message)).toEqual(['One', 'Two']);
    expect(data.merge_base_commit.sha).toBe(green.sha);
    expect(data.files?.map((file) => file.filename)).toEqual(['a.ts', 'b.ts']);
  });
});
