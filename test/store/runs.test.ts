import { expect, test } from 'vitest';
import type { RunFact } from '../../src/core/facts.ts';
import type { Store } from '../../src/store/types/index.ts';
import { jobFact, repository, runFact } from '../helpers/facts.ts';
import { eachEngine } from '../helpers/store.ts';

/** Keeps runs numbered from 1, one a second, save for what is said of each. */
async function keep(store: Store, changes: Partial<RunFact>[]): Promise<number> {
  const key = { repository: 'acme/api', workflowId: 7, workflow: 'CI', branch: 'main' } as const;
  const stream = await store.streams.lock({ ...key, lane: 'branch', now: 1 });
  for (const [i, change] of changes.entries()) {
    const fact = runFact({ id: i + 1, number: i + 1, createdAt: (i + 1) * 1_000, ...change });
    await store.runs.merge(fact, stream.id);
  }
  return stream.id;
}

const ids = (rows: { id: number }[]) => rows.map((row) => row.id);

eachEngine('runs', (open) => {
  test('are listed newest first, page by page', async () => {
    const { runs, ...store } = await open();
    await keep({ runs, ...store }, [{}, {}, { createdAt: 2_000 }, {}]);
    const first = await runs.list({ limit: 2 });
    expect(ids(first)).toEqual([4, 3]);
    expect(ids(await runs.list({ limit: 9, before: first[1]! }))).toEqual([2, 1]);
  });

  test('are listed by repository, workflow, branch and outcome', async () => {
    const store = await open();
    const other = { ...repository, name: 'acme/web' };
    const nightly = { id: 8, name: 'Nightly', path: 'nightly.yml' };
    await keep(store, [
      { repository: other },
      { workflow: nightly },
      { branch: 'release/1' },
      { outcome: 'success' },
      { outcome: 'timed_out' },
    ]);
    const list = async (filter: object) => ids(await store.runs.list({ ...filter, limit: 9 }));
    expect(await list({ repository: 'acme/web' })).toEqual([1]);
    expect(await list({ repository: 'acme/api', workflow: 'Nightly' })).toEqual([2]);
    expect(await list({ repository: 'acme/api', branch: 'release/1' })).toEqual([3]);
    expect(await list({ repository: 'acme/api', outcome: 'red' })).toEqual([5, 3, 2]);
    expect(await list({ repository: 'acme/api', outcome: 'any' })).toEqual([5, 4, 3, 2]);
    expect(await list({ repository: 'acme/api', branch: 'main', outcome: 'red' })).toEqual([5, 2]);
  });

  test('of a stream come newest first by number, down to a given one', async () => {
    const store = await open();
    const stream = await keep(store, [{}, {}, {}, {}]);
    expect(ids(await store.runs.ofStream(stream, { limit: 2 }))).toEqual([4, 3]);
    expect(ids(await store.runs.ofStream(stream, { limit: 9, since: 3 }))).toEqual([4, 3]);
  });

  test('are found by the number that people see', async () => {
    const store = await open();
    await keep(store, [{ number: 12 }, { number: 12 }, {}]);
    expect(ids(await store.runs.byNumber('acme/api', 12))).toEqual([2, 1]);
    expect(await store.runs.byNumber('acme/web', 12)).toEqual([]);
  });

  test('that have not ended are found, oldest first', async () => {
    const store = await open();
    const going = { progress: 'in_progress', outcome: null } as const;
    await keep(store, [{}, going, { ...going, progress: 'queued' }]);
    expect(ids(await store.runs.unfinished('acme/api', 9))).toEqual([2, 3]);
    expect(ids(await store.runs.unfinished('acme/api', 1))).toEqual([2]);
  });

  test('tell where to go on reading', async () => {
    const store = await open();
    expect(await store.runs.newest('acme/api')).toBeNull();
    await keep(store, [{}, {}]);
    expect(await store.runs.newest('acme/api')).toBe(2_000);
  });

  test('are forgotten with their attempts and jobs', async () => {
    const store = await open();
    await keep(store, [{}, {}]);
    await store.jobs.annotate({ kind: 'check', repository, jobId: 11, annotations: 2 });
    await store.jobs.merge(jobFact({ id: 11, runId: 1 }));
    await store.jobs.merge(jobFact({ id: 12, runId: 2 }));
    expect(await store.runs.purge(2_000)).toBe(1);
    expect(await store.runs.byId(1)).toBeUndefined();
    expect(await store.runs.attempts(1)).toEqual([]);
    expect(await store.jobs.ofRun(1)).toEqual([]);
    expect(await store.jobs.ofRun(2)).toHaveLength(1);
    expect(await store.runs.byId(2)).toBeDefined();
  });

  test('are forgotten by the thousand in steps', async () => {
    const store = await open();
    await store.transaction((tx) =>
      keep(
        { ...store, ...tx },
        Array.from({ length: 1_100 }, () => ({ createdAt: 5 })),
      ),
    );
    expect(await store.runs.purge(6)).toBe(1_100);
    expect(await store.runs.list({ limit: 1 })).toEqual([]);
  });
});

eachEngine('jobs', (open) => {
  test('of one attempt are told from those of another', async () => {
    const { jobs } = await open();
    await jobs.merge(jobFact({ id: 1 }));
    await jobs.merge(jobFact({ id: 2, attempt: 2 }));
    expect(ids(await jobs.ofRun(101))).toEqual([1, 2]);
    expect(ids(await jobs.ofRun(101, 2))).toEqual([2]);
  });

  test('of green runs are forgotten early; those of red ones stay with their run', async () => {
    const store = await open();
    await keep(store, [{ outcome: 'success' }, {}]);
    await store.transaction(async (tx) => {
      for (let i = 0; i < 600; i += 1) {
        await tx.jobs.merge(jobFact({ id: 1_000 + i, runId: 1 + (i % 2), completedAt: i }));
      }
    });
    expect(await store.jobs.purgeGreen(590)).toBe(295);
    expect(ids(await store.jobs.ofRun(1))).toHaveLength(5);
    expect(ids(await store.jobs.ofRun(2))).toHaveLength(300);
  });
});
