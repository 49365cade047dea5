import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Deploy, noChanges } from '../../src/core/deploys.ts';
import type { DeploymentFact } from '../../src/core/facts.ts';
import { repository } from '../helpers/facts.ts';
import { eachEngine } from '../helpers/store.ts';

const deployment: DeploymentFact = {
  ...{ kind: 'deployment', repository, id: 9, environment: 'production', sha: 'a1', ref: 'main' },
  ...{ creator: 'omar', state: null, url: null, runId: null, createdAt: 5, updatedAt: 5 },
};
const told = (state: string, updatedAt: number): DeploymentFact => ({
  ...{ ...deployment, state, updatedAt, runId: 7, url: 'https://acme.dev' },
});

const deploy: Omit<Deploy, 'id'> = {
  ...{ repository: 'acme/api', environment: 'production', kind: 'deploy', ref: 'v2', sha: 'b2' },
  ...{ fromSha: 'a1', startedBy: 'U1', startedLogin: null, channel: 'C1', state: 'started' },
  actId: 3,
  ...{ runId: 7, runUrl: null, environmentId: null, askedAt: 4, waitingAt: null, endedAt: null },
  ...{ decidedBy: null, decidedLogin: null, decidedAt: null, comment: null, error: null },
  changes: noChanges,
};

eachEngine('deployments', (open) => {
  test('end in the same row in whatever order they are reported', async () => {
    const { deployments } = await open();
    const reports = [deployment, told('in_progress', 5), told('success', 9), told('inactive', 30)];
    const orders = fc.shuffledSubarray(reports, { minLength: 4, maxLength: 4 });
    let id = 100;
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        id += 1;
        for (const fact of order) await deployments.note({ ...fact, id });
        expect(await deployments.byId(id)).toMatchObject({
          ...{ state: 'inactive', result: 'success', endedAt: 9, runId: 7, updatedAt: 30 },
        });
      }),
      { numRuns: 24 },
    );
  });

  test('end in the same row when several replicas are told of them at one moment', async () => {
    const { deployments } = await open();
    const reports = [told('success', 9), deployment, told('in_progress', 5), told('queued', 4)];
    for (let id = 200; id < 230; id += 1) {
      await Promise.all(reports.map((fact) => deployments.note({ ...fact, id })));
      expect(await deployments.byId(id)).toMatchObject({ state: 'success', endedAt: 9, runId: 7 });
    }
  });

  test('reported twice within a second stand at the further state', async () => {
    const { deployments } = await open();
    await deployments.note(told('failure', 9));
    await deployments.note(told('in_progress', 9));
    expect(await deployments.byId(9)).toMatchObject({ state: 'failure', result: 'failure' });
  });

  test('are listed by how and when they ended; those under way apart', async () => {
    const { deployments } = await open();
    await deployments.note(told('success', 9));
    await deployments.note({ ...told('error', 20), id: 10, createdAt: 8 });
    await deployments.note({ ...told('in_progress', 30), id: 11, createdAt: 25 });
    await deployments.note({ ...told('queued', 3), id: 12, createdAt: 2, environment: 'staging' });
    const ids = async (rows: Promise<{ id: number }[]>) => (await rows).map(({ id }) => id);
    expect(await ids(deployments.list({ repository: 'acme/api', limit: 2 }))).toEqual([11, 10]);
    expect(await ids(deployments.list({ since: 9, until: 20, limit: 9 }))).toEqual([9]);
    expect(await ids(deployments.list({ result: 'failure', limit: 9 }))).toEqual([10]);
    expect(await ids(deployments.inFlight({ since: 0, limit: 9 }))).toEqual([11, 12]);
    expect(await ids(deployments.inFlight({ since: 20, limit: 9 }))).toEqual([11]);
    expect(await ids(deployments.running('acme/api'))).toEqual([9]);
    expect(await ids(deployments.ofRun(7))).toEqual([11, 10, 9, 12]);
  });

  test('stay as they are where there is nothing to change', async () => {
    const { deploys } = await open();
    const { id, ...made } = await deploys.insert(deploy);
    expect(await deploys.update(id, {})).toEqual({ id, ...made });
  });

  test('carry the commit that a deploy handed to their workflow', async () => {
    const { deployments, deploys } = await open();
    await deployments.note(told('success', 9));
    await deploys.insert(deploy);
    expect(await deployments.running('acme/api')).toMatchObject([{ sha: 'b2', ref: 'main' }]);
    await deploys.insert({ ...deploy, actId: 4, environment: 'staging', sha: 'c3' });
    expect(await deployments.byId(9)).toMatchObject({ sha: 'b2' });
  });

  test('are forgotten in the end, but for what still runs', async () => {
    const { deployments } = await open();
    await deployments.note(told('success', 9));
    await deployments.note({ ...told('success', 12), id: 10 });
    await deployments.note({ ...told('failure', 14), id: 11 });
    expect(await deployments.purge(100)).toBe(2);
    expect(await deployments.running('acme/api')).toMatchObject([{ id: 10 }]);
  });
});

eachEngine('what is deployed', (open) => {
  test('keeps deploys with what they bring', async () => {
    const { deploys } = await open();
    const commit = { sha: 'b2', title: 'Totals', author: 'Dana', login: null };
    const made = await deploys.insert({
      ...deploy,
      changes: { total: 1, commits: [commit], pulls: [4] },
    });
    expect(await deploys.ofRun(7)).toEqual([made]);
    expect(await deploys.ofAct(3)).toEqual(made);
    const ended = await deploys.update(made.id, { state: 'succeeded', endedAt: 8 });
    expect(ended).toEqual({ ...made, state: 'succeeded', endedAt: 8 });
    expect(await deploys.list({ states: ['succeeded'], limit: 3 })).toEqual([ended]);
    expect(await deploys.list({ states: ['waiting'], limit: 3 })).toEqual([]);
    expect(await deploys.list({ repository: 'acme/web', limit: 3 })).toEqual([]);
  });

  test('knows environments, and keeps the id that GitHub gave one', async () => {
    const { environments } = await open();
    const one = { repository: 'acme/api', name: 'production', githubId: 3 };
    await environments.note(one, 1);
    await environments.note({ ...one, githubId: null }, 2);
    await environments.lock({ repository: 'acme/api', name: 'staging' }, 3);
    expect(await environments.list('acme/api')).toEqual([
      one,
      { ...one, name: 'staging', githubId: null },
    ]);
    expect(await environments.list('acme/web')).toEqual([]);
  });

  test('has one lock on an environment at a time, lifted once', async () => {
    const { locks } = await open();
    const lock = {
      ...{ repository: 'acme/api', environment: 'production', reason: 'Migration', until: null },
      ...{ lockedBy: 'U1', lockedAt: 1, channel: 'C1', liftedBy: null, liftedAt: null },
    };
    const made = await locks.insert(lock);
    await expect(locks.insert(lock)).rejects.toThrow(/unique/i);
    expect(await locks.held({ repository: 'acme/api', environment: 'production' })).toEqual([made]);
    expect(await locks.lift(made.id, 'U2', 5)).toBe(true);
    expect(await locks.lift(made.id, 'U3', 6)).toBe(false);
    expect(await locks.held()).toEqual([]);
    expect(await locks.byId(made.id)).toMatchObject({ liftedBy: 'U2', liftedAt: 5 });
    await locks.insert(lock);
  });
});
