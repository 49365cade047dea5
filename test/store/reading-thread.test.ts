import { expect, test } from 'vitest';
import { runFact } from '../helpers/facts.ts';
import { eachEngine } from '../helpers/store.ts';

const api = { repositories: ['acme/api'], from: 0, to: 9_000 };
const main = { repository: 'acme/api', branch: 'main', lane: 'branch', workflow: 'CI' } as const;

eachEngine('reading in a thread', (open, { engine }) => {
  /** SQLite's thread hands five hundred over at once. */
  const many = engine === 'sqlite' ? 1_203 : 3;

  test('answers thousands of rows, whole and in order of asking', async () => {
    const store = await open();
    await store.transaction(async (tx) => {
      for (let at = 0; at < many; at += 1) {
        const branch = { branch: `b${at}`, lane: 'branch', workflow: 'CI', workflowId: 7 } as const;
        await tx.streams.lock({ repository: 'acme/api', ...branch, now: 5 });
      }
    });
    const asked = [1, 2, 3].map(() => store.reports.streams({ ...api, since: 1 }));
    for (const answer of await Promise.all(asked)) {
      expect(new Set(answer.map((stream) => stream.branch)).size).toBe(many);
    }
  });

  test('takes more streams than one question may name', async () => {
    const store = await open();
    const { id } = await store.streams.lock({ ...main, workflowId: 7, now: 5 });
    await store.runs.merge(runFact(), id);
    const streams = Array.from({ length: 70_000 }, (_, at) => id + at);
    const slices = [{ from: 0, to: 9_000 }];
    const counts = [{ slice: 0, green: 0, red: 1 }];
    expect(await store.reports.outcomes({ streams, slices })).toEqual([{ stream: id, counts }]);
    const runs = await store.reports.runs({ ...api, outcome: 'red', streams, limit: 5 });
    expect(runs.map((run) => run.id)).toEqual([101]);
  });

  test('sees what was written before it was asked', async () => {
    const store = await open();
    const scope = { scope: 'C1', from: 1, to: 2 };
    await store.reports.keepSavings({ ...scope, body: [1] });
    expect(await store.reports.keptSavings({ scope: 'C1', until: 2 })).toEqual({
      from: 1,
      to: 2,
      body: [1],
    });
    await store.reports.keepSavings({ ...scope, body: [2] });
    expect(await store.reports.keptSavings({ scope: 'C1', until: 9 })).toMatchObject({ body: [2] });
    expect(await store.reports.keptSavings({ scope: 'C1', until: 1 })).toBeUndefined();
    await store.streams.lock({ ...main, workflowId: 7, now: 5 });
    expect(await store.reports.streams({ ...api, since: 1 })).toHaveLength(1);
    expect(await store.reports.purge(3)).toBe(1);
  });

  test('says what is wrong with a question, and answers the next one', async () => {
    const store = await open();
    const wrong = { ...api, from: 'never' as unknown as number };
    await expect(store.reports.incidents({ ...wrong, to: {} as number })).rejects.toThrow();
    expect(await store.reports.incidents(api)).toEqual([]);
  });

  test.skipIf(engine === 'postgres')('closes while a question waits', async () => {
    const store = await open();
    const asked = store.reports
      .streams({ ...api, since: 1 })
      .catch((error: Error) => error.message);
    await store.close();
    expect(['the store was closed', []]).toContainEqual(await asked);
  });
});
