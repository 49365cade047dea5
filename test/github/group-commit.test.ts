import { expect, it } from 'vitest';

import { groupCommit } from '../../src/github/group-commit.ts';

function gatedCommit() {
  const commits: number[][] = [];
  const open: (() => void)[] = [];
  const commit = async (rows: number[]) => {
    commits.push(rows);
    await new Promise<void>((go) => open.push(go));
    if (rows.includes(13)) throw new Error('disk full');
    return rows.map((row) => row * 2);
  };
  return { commits, open, commit };
}

const turn = () => new Promise(setImmediate);

it('rows that come together are committed together, later ones in the next commit', async () => {
  const { commits, open, commit } = gatedCommit();
  const keep = groupCommit(commit, { maxRows: 100, enough: 100, lanes: 1 });
  const first = [keep(1), keep(2)];
  await turn();
  const second = [keep(3), keep(4), keep(5)];
  await turn();
  expect(commits).toEqual([[1, 2]]);
  open[0]?.();
  expect(await Promise.all(first)).toEqual([2, 4]);
  await turn();
  expect(commits).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
  open[1]?.();
  expect(await Promise.all(second)).toEqual([6, 8, 10]);
});

it('a second commit is begun while the first waits, a third is not', async () => {
  const { commits, open, commit } = gatedCommit();
  const keep = groupCommit(commit, { maxRows: 100, enough: 100, lanes: 2 });
  const kept: Promise<number>[] = [];
  for (const row of [1, 2, 3, 4]) {
    kept.push(keep(row));
    await turn();
  }
  expect(commits).toEqual([[1], [2]]);
  open[1]?.();
  expect(await kept[1]).toBe(4);
  await turn();
  expect(commits).toEqual([[1], [2], [3, 4]]);
  for (const go of open) go();
  expect(await Promise.all(kept)).toEqual([2, 4, 6, 8]);
});

it('a commit takes no more rows than the store may', async () => {
  const sizes: number[] = [];
  const keep = groupCommit(
    async (rows: number[]) => {
      sizes.push(rows.length);
      return rows;
    },
    { maxRows: 4, enough: 100, lanes: 1 },
  );
  const rows = Array.from({ length: 10 }, (_, at) => at);
  expect(await Promise.all(rows.map(keep))).toEqual(rows);
  expect(sizes).toEqual([4, 4, 2]);
});

it('a failed commit refuses its own rows only', async () => {
  const { open, commit } = gatedCommit();
  const keep = groupCommit(commit, { maxRows: 1, enough: 100, lanes: 1 });
  const results = Promise.allSettled([keep(13), keep(2)]);
  for (const at of [0, 1]) {
    while (!open[at]) await turn();
    open[at]?.();
  }
  expect(await results).toMatchObject([
    { status: 'rejected', reason: { message: 'disk full' } },
    { status: 'fulfilled', value: 4 },
  ]);
});

it('enough rows are committed before more have been read', async () => {
  const { commits, open, commit } = gatedCommit();
  const keep = groupCommit(commit, { maxRows: 100, enough: 2, lanes: 2 });
  const kept = [1, 2, 3].map(keep);
  expect(commits).toEqual([[1, 2]]);
  await turn();
  expect(commits).toEqual([[1, 2], [3]]);
  for (const go of open) go();
  expect(await Promise.all(kept)).toEqual([2, 4, 6]);
});
