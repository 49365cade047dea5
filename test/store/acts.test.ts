import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { postgresDialect } from '../../src/store/engine/postgres.ts';
import { sqliteDialect } from '../../src/store/engine/sqlite.ts';
import { kyselyOn } from '../../src/store/index.ts';
import { eachEngine } from '../helpers/store.ts';

const order = {
  ...{ key: 'rerun:101:1', requestId: 'r1', kind: 'rerun', repository: 'acme/api' },
  ...{ target: 'CI #1', detail: { attempt: 1 }, who: 'U0OMAR', from: 'button in C0BUILDS' },
  ...{ as: null, askedAt: 5, runId: 101 },
};

eachEngine('acts', (open, { fresh }) => {
  test('of one key are one act, whichever replica is asked first', async () => {
    const url = await fresh();
    const replicas = [await open(url), await open(url)];
    const asked = await Promise.all(
      [...replicas, ...replicas].map((store) =>
        store.transaction((tx) => tx.acts.ask({ ...order, requestId: crypto.randomUUID() }, 0)),
      ),
    );
    expect(asked.filter(({ fresh }) => fresh)).toHaveLength(1);
    expect(new Set(asked.map(({ act }) => act.requestId)).size).toBe(1);
    expect(asked[0]?.act).toMatchObject({
      ...{ state: 'asked', begunAt: null, detail: { attempt: 1 }, from: 'button in C0BUILDS' },
    });
  });

  test('that were refused free their key a moment later', async () => {
    const { acts } = await open();
    const { act } = await acts.ask(order, 0);
    await acts.update(act.id, { state: 'refused', said: 'No.', endedAt: 100 });
    expect(await acts.ask(order, 99)).toMatchObject({ fresh: false, act: { id: act.id } });
    const again = await acts.ask(order, 100);
    expect(again).toMatchObject({ fresh: true, act: { key: order.key, state: 'asked' } });
    expect(await acts.byId(act.id)).toMatchObject({ state: 'refused', said: 'No.' });
    expect(await acts.ask(order, 100)).toMatchObject({ fresh: false, act: { id: again.act.id } });
  });

  test('that were refused are asked for anew once, whichever replica is asked first', async () => {
    const url = await fresh();
    const replicas = [await open(url), await open(url)] as const;
    for (let round = 0; round < 5; round += 1) {
      const again = { ...order, key: `rerun:${round}` };
      const { act } = await replicas[0].acts.ask(again, 0);
      await replicas[0].acts.update(act.id, { state: 'refused', endedAt: 1 });
      const asked = await Promise.all(
        [...replicas, ...replicas].map((store) =>
          store.transaction((tx) => tx.acts.ask({ ...again, requestId: crypto.randomUUID() }, 1)),
        ),
      );
      expect(asked.filter(({ fresh }) => fresh)).toHaveLength(1);
      expect(new Set(asked.map((one) => one.act.requestId)).size).toBe(1);
    }
  });

  test('of one batch are found by it, and it is forgotten when it is old', async () => {
    const { acts, batches } = await open();
    const left = { repository: 'acme/web', target: 'CI #2', why: { kind: 'asked' } } as const;
    const batch = await batches.add({ kind: 'rerun', who: 'U0OMAR', askedAt: 5, leftOut: [left] });
    const one = await acts.ask(order, 0);
    const two = await acts.ask({ ...order, key: 'rerun:102:1', runId: 102 }, 0);
    await acts.ask({ ...order, key: 'rerun:103:1', runId: 103 }, 0);
    for (const { act } of [two, one]) await acts.update(act.id, { batch: batch.id });
    expect(await batches.byId(batch.id)).toEqual(batch);
    expect((await acts.ofBatch(batch.id)).map(({ id }) => id)).toEqual([one.act.id, two.act.id]);
    expect([await batches.purge(5), await batches.purge(6)]).toEqual([0, 1]);
    expect(await batches.byId(batch.id)).toBeUndefined();
  });

  test('are found by their run, and forgotten once they have ended', async () => {
    const { acts } = await open();
    const { act } = await acts.ask(order, 0);
    await acts.ask({ ...order, key: 'cancel:102:1', runId: 102 }, 0);
    expect(await acts.begin(act, 7)).toBe(true);
    // Whoever read it before that comes too late.
    expect(await acts.begin(act, 8)).toBe(false);
    expect(await acts.begin({ ...act, tries: 1 }, 9)).toBe(true);
    expect(await acts.ofRuns(101, 103)).toMatchObject([{ id: act.id, begunAt: 9, tries: 2 }]);
    expect(await acts.ofRuns()).toEqual([]);
    await acts.update(act.id, { state: 'done', endedAt: 9 });
    expect(await acts.purge(6)).toBe(1);
    expect(await acts.byId(act.id)).toBeUndefined();
  });
});

eachEngine('links', (open) => {
  test('are one a person, found by login in any case, and forgotten', async () => {
    const { links } = await open();
    const link = { user: 'U0OMAR', login: 'omar-gh', tokens: '1.x', linkedAt: 5 };
    await links.put(link);
    await links.put({ ...link, login: 'Omar-GH', linkedAt: 6 });
    expect(await links.of('U0OMAR')).toEqual({ ...link, login: 'Omar-GH', linkedAt: 6 });
    expect(await links.byLogin('OMAR-gh')).toMatchObject({ user: 'U0OMAR' });
    expect(await links.byLogin('dana-gh')).toBeUndefined();
    expect([await links.remove('U0OMAR'), await links.remove('U0OMAR')]).toEqual([1, 0]);
  });
});

eachEngine('the audit', (open, { engine, fresh }) => {
  const entry = { at: 1, who: 'U0OMAR', what: 'rerun', target: 'CI #1', from: 'x', result: 'done' };

  test('cannot be changed or shortened, not even by SQL', async () => {
    const url = await fresh();
    const { audit } = await open(url);
    await audit.note(entry);
    const dialect =
      engine === 'sqlite'
        ? sqliteDialect(url)
        : postgresDialect(url, { log: undefined, patient: true });
    const db = kyselyOn(dialect);
    const statements = ["update audit set who = 'nobody'", 'delete from audit'];
    if (engine === 'postgres') statements.push('truncate audit');
    for (const statement of statements)
      await expect(sql.raw(statement).execute(db)).rejects.toThrow('the audit is append-only');
    await db.destroy();
    expect(await audit.list({ limit: 9 })).toMatchObject([entry]);
  });

  test('is read newest first, by person, repository and time, page by page', async () => {
    const { audit } = await open();
    for (const at of [1, 2, 3, 4]) {
      const who = at % 2 ? 'U0OMAR' : 'U0MINA';
      await audit.note({ ...entry, at, who, repository: at > 2 ? 'acme/api' : null });
    }
    const times = async (filter: Parameters<typeof audit.list>[0]) =>
      (await audit.list(filter)).map(({ at }) => at);
    expect(await times({ limit: 9 })).toEqual([4, 3, 2, 1]);
    expect(await times({ limit: 9, who: 'U0OMAR' })).toEqual([3, 1]);
    expect(await times({ limit: 9, repository: 'acme/api' })).toEqual([4, 3]);
    expect(await times({ limit: 9, since: 2 })).toEqual([4, 3, 2]);
    const [newest] = await audit.list({ limit: 1 });
    expect(await times({ limit: 2, before: newest })).toEqual([3, 2]);
  });
});
