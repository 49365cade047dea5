import { expect, test } from 'vitest';
import type { CommitFact, DeploymentFact, PullRequestFact } from '../../src/core/facts.ts';
import { repository } from '../helpers/facts.ts';
import { eachEngine } from '../helpers/store.ts';

eachEngine('repositories', (open) => {
  test('are found however their name is written, and keep the spelling of GitHub', async () => {
    const { repositories } = await open();
    await repositories.note({ ...repository, name: 'Acme/API' }, 1);
    expect(await repositories.byName('acme/api')).toMatchObject({ name: 'Acme/API' });
    await repositories.note(repository, 2);
    expect(await repositories.list()).toEqual([repository]);
  });

  test('keep the default branch when a report leaves it out', async () => {
    const { repositories } = await open();
    await repositories.note(repository, 1);
    expect(await repositories.note({ ...repository, defaultBranch: null }, 2)).toEqual(repository);
    const moved = { ...repository, defaultBranch: 'trunk' };
    expect(await repositories.note(moved, 3)).toEqual(moved);
    expect(await repositories.byName('nobody/knows')).toBeUndefined();
  });
});

const commit: CommitFact = {
  ...{ sha: 'a1', message: 'Fix', authorName: 'Dana', authorEmail: null, authorLogin: null },
  ...{ at: 5, files: null },
};

eachEngine('commits', (open) => {
  test('learn what an earlier report did not know, and forget nothing', async () => {
    const { commits } = await open();
    await commits.note('acme/api', null, [commit]);
    await commits.note('acme/api', 'main', [
      { ...commit, authorLogin: 'dana', files: ['src/cart.ts'] },
      { ...commit, sha: 'b2' },
    ]);
    await commits.note('acme/api', null, [commit]);
    expect(await commits.bySha('acme/api', 'a1')).toEqual({
      ...{ ...commit, repository: 'acme/api', authorLogin: 'dana', files: ['src/cart.ts'] },
    });
    expect(await commits.bySha('acme/web', 'a1')).toBeUndefined();
  });
});

const pull: PullRequestFact = {
  ...{ kind: 'pull_request', repository, number: 4, title: 'Totals', author: 'dana' },
  ...{ branch: 'totals', base: 'main', sha: 'a1', state: 'open', mergeSha: null },
  ...{ url: 'https://github.com/acme/api/pull/4', updatedAt: 10 },
};
const deployment: DeploymentFact = {
  ...{ kind: 'deployment', repository, id: 9, environment: 'production', sha: 'a1', ref: 'main' },
  ...{ creator: 'omar', state: null, url: null, createdAt: 5, updatedAt: 5 },
};

eachEngine('changes', (open) => {
  test('of a pull request: the latest report stands', async () => {
    const { changes } = await open();
    const merged = { ...pull, state: 'merged', mergeSha: 'm1', updatedAt: 20 } as const;
    await changes.notePullRequest(merged);
    await changes.notePullRequest(pull);
    expect(await changes.pullRequest('acme/api', 4)).toEqual(merged);
    expect(await changes.pullRequest('acme/api', 5)).toBeUndefined();
  });

  test('of a pull request in one second: closing stands, whichever came first', async () => {
    const { changes } = await open();
    await changes.notePullRequest({ ...pull, state: 'closed' });
    await changes.notePullRequest(pull);
    expect(await changes.pullRequest('acme/api', 4)).toMatchObject({ state: 'closed' });
  });

  test('of a deployment: a status stands, though the deployment is reported after it', async () => {
    const { changes } = await open();
    const done = { ...deployment, state: 'success', url: 'https://acme.dev', updatedAt: 9 };
    await changes.noteDeployment(done);
    await changes.noteDeployment(deployment);
    await changes.noteDeployment({ ...deployment, updatedAt: 9 });
    expect(await changes.deployments('acme/api', 5)).toEqual([done]);
  });

  test('of deployments come newest first', async () => {
    const { changes } = await open();
    await changes.noteDeployment(deployment);
    await changes.noteDeployment({ ...deployment, id: 10, createdAt: 6 });
    await changes.noteDeployment({ ...deployment, id: 11, createdAt: 4 });
    const rows = await changes.deployments('acme/api', 2);
    expect(rows.map((row) => row.id)).toEqual([10, 9]);
  });
});
