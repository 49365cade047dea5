import { afterEach, beforeEach, expect, test } from 'vitest';
import { type GitHub, startGitHub } from '../../sandbox/github/index.ts';
import { connectGitHub } from '../../src/github/client.ts';
import { silentLog } from '../helpers/log.ts';

let github: GitHub;
const repo = 'acme/api';
const jobs = [{ name: 'deploy', environment: 'production' }];
const clock = { now: () => Date.now() };
const api = () =>
  connectGitHub({
    ...{ credentials: { token: 'good' }, apiUrl: github.apiUrl, log: silentLog, clock },
    ...{ secondMs: 1, paced: false },
  });

beforeEach(async () => {
  github = await startGitHub({ token: 'good' });
});
afterEach(() => github.close());

test('a commit is found by branch, tag or commit, and what is none by nothing', async () => {
  const { sha } = await github.push(repo, { commits: [{ message: 'One', author: 'dana-gh' }] });
  github.repo(repo).tags.set('v1', sha);
  for (const ref of ['main', 'v1', sha, sha.slice(0, 7)])
    expect(await api().commit(repo, ref)).toMatchObject({ sha, message: 'One' });
  expect(await api().commit(repo, 'nowhere')).toBeNull();
  expect(await api().refNames(repo)).toEqual({ branches: ['main'], tags: ['v1'] });
  expect(await api().refsAt(repo, sha)).toEqual({ branches: ['main'], tags: ['v1'] });
  await github.push(repo, { commits: [{ message: 'Two' }] });
  expect(await api().refsAt(repo, sha)).toEqual({ branches: [], tags: ['v1'] });
});

test('what lies between two commits names the pull requests that were merged', async () => {
  const base = await github.push(repo);
  const head = await github.push(repo, {
    commits: [
      { message: 'Totals (#12)' },
      { message: 'Merge pull request #13 from acme/rates\n\nRates (#9)' },
      { message: 'Not (#1) one' },
    ],
  });
  const there = await api().between(repo, base.sha, head.sha);
  expect(there).toMatchObject({ total: 3, behind: 0, pulls: [13, 12] });
  expect(there.commits[0]?.message).toBe('Not (#1) one');
  expect(await api().between(repo, head.sha, base.sha)).toMatchObject({ total: 0, behind: 3 });
});

test('approvals that are pending are read, given and read back', async () => {
  github.environment(repo, 'production', ['omar-gh', 'baton-bot']);
  expect(await api().environments(repo)).toMatchObject([{ repository: repo, name: 'production' }]);
  const run = await github.start(repo, 'Deploy', { jobs });
  const [pending] = await api().pendingApprovals(repo, run.id);
  expect(pending).toMatchObject({ environment: 'production', mine: true });
  expect(pending?.reviewers).toEqual(['omar-gh', 'baton-bot']);
  const { environmentId = 0 } = pending ?? {};
  await api().review(repo, run.id, { environmentId, approve: true, comment: 'Go' });
  expect(await api().pendingApprovals(repo, run.id)).toEqual([]);
  expect(await api().approvalsGiven(repo, run.id)).toEqual([
    { environments: ['production'], state: 'approved', login: 'baton-bot', comment: 'Go' },
  ]);
  expect(await api().pendingApprovals(repo, 1)).toEqual([]);
});

test('a deployment is read with its newest state and its run', async () => {
  const run = await github.run(repo, 'Deploy', 'failure', { jobs });
  const page = await api().deployments(repo);
  expect(page.deployments).toMatchObject([{ environment: 'production', state: null, runId: null }]);
  const [made] = page.deployments;
  expect(made && (await api().statesOf(made))).toMatchObject([{ state: 'failure', runId: run.id }]);
  expect(await api().deployments(repo, page.etag)).toMatchObject({ notModified: true });
});

test('of a deployment that a later one replaced it is read how it had ended, too', async () => {
  const first = await github.run(repo, 'Deploy', 'success', { jobs });
  await github.run(repo, 'Deploy', 'success', { jobs });
  const { deployments } = await api().deployments(repo);
  const told = await Promise.all(deployments.map((made) => api().statesOf(made)));
  expect(told.map((states) => states.map(({ state }) => state))).toEqual([
    ['success'],
    ['success', 'inactive'],
  ]);
  expect(told[1]).toMatchObject([{ runId: first.id }, { runId: first.id }]);
  const [ended, replaced] = told[1] ?? [];
  expect(ended?.updatedAt).toBeLessThanOrEqual(Number(replaced?.updatedAt));
});
