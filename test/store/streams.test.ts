import { expect, test } from 'vitest';
import type { Incident } from '../../src/core/records.ts';
import type { Store } from '../../src/store/types/index.ts';
import { eachEngine } from '../helpers/store.ts';

const ci = { repository: 'acme/api', workflowId: 7, workflow: 'CI', branch: 'main' } as const;

function streamOf(store: Store, change: object = {}) {
  return store.streams.lock({ ...ci, lane: 'branch', now: 10, ...change });
}

eachEngine('streams', (open) => {
  test('are made once, and remember when they last ran', async () => {
    const store = await open();
    const made = await streamOf(store);
    expect(made).toEqual({
      ...{ id: expect.any(Number), ...ci, lane: 'branch' },
      ...{ health: 'unknown', healthAt: null, lastRunAt: 10 },
    });
    expect(await streamOf(store, { now: 20 })).toEqual({ ...made, lastRunAt: 20 });
    expect(await streamOf(store, { now: 15 })).toEqual({ ...made, lastRunAt: 20 });
    expect((await streamOf(store, { lane: 'pull_request' })).id).not.toBe(made.id);
  });

  test('take the new name of their workflow, and not an old one again', async () => {
    const store = await open();
    await streamOf(store);
    expect(await streamOf(store, { workflow: 'Build', now: 20 })).toMatchObject({
      workflow: 'Build',
    });
    expect(await streamOf(store, { now: 15 })).toMatchObject({ workflow: 'Build' });
  });

  test('keep the health that was decided last, also by a run that ended earlier', async () => {
    const store = await open();
    const { id } = await streamOf(store);
    await store.streams.noteHealth(id, 'red', 50);
    await store.streams.noteHealth(id, 'green', 40);
    expect(await store.streams.byId(id)).toMatchObject({ health: 'green', healthAt: 40 });
  });

  test('are listed by repository, then workflow; pull requests apart', async () => {
    const store = await open();
    await streamOf(store, { repository: 'b/b' });
    await streamOf(store, { repository: 'a/a', workflow: 'Z', workflowId: 1 });
    await streamOf(store, { repository: 'a/a', workflow: 'A', workflowId: 2, branch: 'next' });
    await streamOf(store, { repository: 'a/a', lane: 'pull_request', branch: 'fork:x' });
    const list = async (filter: object) =>
      (await store.streams.list({ limit: 9, ...filter })).map(
        (s) => `${s.repository} ${s.workflow}`,
      );
    expect(await list({})).toEqual(['a/a A', 'a/a Z', 'b/b CI']);
    expect(await list({ limit: 1 })).toEqual(['a/a A']);
    expect(await list({ repository: 'a/a', branch: 'next' })).toEqual(['a/a A']);
    expect(await list({ lane: 'pull_request' })).toEqual(['a/a CI']);
  });
});

const opened: Omit<Incident, 'id' | 'streamId'> = {
  ...{ state: 'triggered', firstRedRun: 1, lastRedRun: 1, redRuns: 1, redSince: 5 },
  ...{ lastGreenRun: null, openedAt: 6, announcedAt: null },
  ...{ acknowledgedBy: null, acknowledgedAt: null, snoozedUntil: null, snoozedBy: null },
  ...{ resolvedAt: null, resolvedByRun: null, resolution: null, mendedHow: null, mendedBy: null },
};

eachEngine('incidents', (open) => {
  test('are at most one unresolved for a stream', async () => {
    const store = await open();
    const { id: streamId } = await streamOf(store);
    const incident = await store.incidents.insert({ ...opened, streamId });
    expect(await store.incidents.open(streamId)).toEqual(incident);
    await expect(store.incidents.insert({ ...opened, streamId })).rejects.toThrow(/unique/i);
    await store.incidents.update(incident.id, { state: 'resolved', resolvedAt: 9 });
    expect(await store.incidents.open(streamId)).toBeUndefined();
    const next = await store.incidents.insert({ ...opened, streamId });
    expect(next.id).toBeGreaterThan(incident.id);
  });

  test('change in what is said and stay as they are in the rest', async () => {
    const store = await open();
    const { id: streamId } = await streamOf(store);
    const incident = await store.incidents.insert({ ...opened, streamId });
    const acknowledged = {
      state: 'acknowledged',
      acknowledgedBy: 'U1',
      acknowledgedAt: 8,
    } as const;
    const after = await store.incidents.update(incident.id, acknowledged);
    expect(after).toEqual({ ...incident, ...acknowledged });
    expect(await store.incidents.update(incident.id, {})).toEqual(after);
    expect(await store.incidents.byId(incident.id)).toEqual(after);
  });

  test('are listed newest first, with their stream', async () => {
    const store = await open();
    const [api, web] = [await streamOf(store), await streamOf(store, { repository: 'acme/web' })];
    const fork = await streamOf(store, { lane: 'pull_request' });
    await store.incidents.insert({ ...opened, streamId: api.id, openedAt: 1 });
    const mine = { state: 'acknowledged', acknowledgedBy: 'U1' } as const;
    await store.incidents.insert({ ...opened, streamId: web.id, openedAt: 3, ...mine });
    await store.incidents.insert({ ...opened, streamId: fork.id, openedAt: 2 });
    const list = async (filter: object) => {
      const filters = { states: ['triggered', 'acknowledged'], limit: 9, ...filter } as const;
      return (await store.incidents.list(filters)).map((incident) => incident.stream.id);
    };
    expect(await list({})).toEqual([web.id, fork.id, api.id]);
    expect(await list({ limit: 1 })).toEqual([web.id]);
    expect(await list({ lane: 'branch' })).toEqual([web.id, api.id]);
    expect(await list({ repository: 'acme/api', lane: 'branch' })).toEqual([api.id]);
    expect(await list({ acknowledgedBy: 'U1' })).toEqual([web.id]);
    expect(await list({ states: ['resolved'] })).toEqual([]);
    expect(await list({ states: [] })).toEqual([]);
  });
});
