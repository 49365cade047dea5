import { expect, test } from 'vitest';
import type { CommitFact, PullRequestFact } from '../../src/core/facts.ts';
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
eachEngine('changes', (open) => {
  test('of a pull request: the latest report stands', async () => {
    const { changes } = await open();
    const merged = { ...pull, state: 'merged', mergeSha: 'm1', updatedAt: 20 } as const;
    await changes.notePullRequest(merged);
    await changes.notePullRequest(pull);
    expect(await changes.pullRequest('acme/api', 4)).toEqual(merged);
    expect(await changes.pullRequest('acme/api', 5)).toBeUndefined();
    expect([...(await changes.mergedAs('acme/api', ['m1', 'm2']))]).toEqual([['m1', 4]]);
    expect((await changes.mergedAs('acme/web', ['m1'])).size).toBe(0);
    expect((await changes.mergedAs('acme/api', [])).size).toBe(0);
  });

  test('of a pull request in one second: closing stands, whichever came first', async () => {
    const { changes } = await open();
    await changes.notePullRequest({ ...pull, state: 'closed' });
    await changes.notePullRequest(pull);
    expect(await changes.pullRequest('acme/api', 4)).toMatchObject({ state: 'closed' });
  });
});
