import { expect, test } from 'vitest';
import { failureBand, frequencyBand, leadTimeBand, restoreBand } from '../../src/reports/dora.ts';
import { report } from '../../src/reports/report.ts';
import type { Store, Tables } from '../../src/store/types/index.ts';
import { repository } from '../helpers/facts.ts';
import { eachEngine } from '../helpers/store.ts';
import { day, hour, minute, scopeOf } from './history.ts';
import { saidOf } from './said.ts';
import { handOver } from './work.ts';
import { workByHand } from './work-by-hand.ts';

const from = Date.UTC(2026, 10, 16);
/** Four days, and the four weeks before. */
const period = { from, to: from + 4 * day, zone: 'UTC' };

async function page(tx: Tables, at: number, team = 'ops') {
  const made = await tx.pages.insert({
    ...{ team, severity: 'normal', incident: null, title: 'Disk full', channel: 'C1' },
    ...{ openedBy: 'U1', openedAt: at },
  });
  const call = { nth: 0, round: 0, layer: 'primary', person: 'omar', slack: 'U2', ackWithin: 60 };
  await tx.pages.addCall({ ...call, page: made!.id, at });
}

let ids = 0;

type Ended = { at: number; state?: 'success' | 'failure'; where?: string };

async function deploy(
  tx: Tables,
  sha: string,
  { at: ended, state = 'success', where = 'production' }: Ended,
) {
  ids += 1;
  const fact = {
    kind: 'deployment' as const,
    repository,
    id: ids,
    environment: where,
    sha,
    ref: 'main',
  };
  const times = { createdAt: ended - 5 * minute, updatedAt: ended };
  await tx.deployments.note({ ...fact, ...times, creator: null, state, url: null, runId: null });
}

async function commit(tx: Tables, sha: string, at: number): Promise<void> {
  const author = { authorName: 'Dana', authorEmail: null, authorLogin: 'dana' };
  await tx.commits.note('acme/api', 'main', [{ sha, message: sha, ...author, at, files: null }]);
}

async function past(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    // Accepted within the hour, after two, never, declined at once; and one of before.
    await handOver(tx, {
      offeredAt: from + hour,
      acceptedAt: from + hour + 20 * minute,
      ended: 'done',
      endedAt: from + 5 * hour,
    });
    await handOver(tx, { offeredAt: from + 2 * hour, acceptedAt: from + 4 * hour });
    await handOver(tx, { offeredAt: from + 3 * hour });
    await handOver(tx, {
      offeredAt: from + 3 * hour,
      ended: 'declined',
      endedAt: from + 3 * hour + minute,
    });
    await handOver(tx, { offeredAt: from - 5 * day, acceptedAt: from - 5 * day + minute });
    await handOver(tx, { offeredAt: from + hour }, 'acme/web');

    for (const at of [from - 7 * day, from + hour, from + 2 * hour, from + 3 * day])
      await page(tx, at);

    // c1 went out before the period, c2 and c3 together in it; c4 was taken back by c3, and c5 failed.
    for (const [at, sha] of ['c1', 'c2', 'c3', 'c4', 'c5'].entries())
      await commit(tx, sha, from - 3 * day + at * day);
    await deploy(tx, 'c1', { at: from - 2 * day });
    await deploy(tx, 'c3', { at: from + hour });
    await deploy(tx, 'c4', { at: from + 10 * hour });
    await deploy(tx, 'c3', { at: from + 12 * hour });
    await deploy(tx, 'c5', { at: from + 2 * day, state: 'failure' });
    await deploy(tx, 'c5', { at: from + 2 * day + 4 * hour });
    await deploy(tx, 'c5', { at: from + hour, where: 'staging' });
  });
}

eachEngine('a report of work', (open) => {
  test('says of handoffs, pages and deployments what one works out by hand', async () => {
    const store = await open();
    await past(store);
    const said = Object.entries(saidOf(await report(scopeOf('acme/api'), period, store)));
    const work = said.filter(([path]) => /^(handoffs|load|deploys)\./.test(path));
    expect(Object.fromEntries(work)).toEqual(workByHand);
  });

  test('leaves out what nobody does with Baton, and what other teams do', async () => {
    const store = await open();
    const empty = await report(scopeOf('acme/api'), period, store);
    expect([empty.handoffs, empty.load, empty.deploys]).toEqual([undefined, undefined, undefined]);
    await past(store);
    const dev = await report({ ...scopeOf('acme/api'), teams: ['dev'] }, period, store);
    expect([dev.handoffs, dev.load]).toEqual([undefined, undefined]);
    const web = await report(scopeOf('acme/web'), period, store);
    expect(web.handoffs?.waiting.value).toBe(1);
    expect(web.deploys).toBeUndefined();
  });
});

test('DORA’s bands of 2024 begin where the report says', () => {
  expect([3, 1, 1 / 7, 1 / 30, 1 / 60, null].map(frequencyBand)).toEqual([
    'elite',
    'high',
    'high',
    'medium',
    'low',
    null,
  ]);
  expect([hour, day, 7 * day, 31 * day].map(leadTimeBand)).toEqual([
    'elite',
    'high',
    'medium',
    'low',
  ]);
  expect([0, 0.05, 0.1, 0.2, 0.4].map(failureBand)).toEqual([
    'elite',
    'elite',
    'medium',
    'high',
    'low',
  ]);
  expect([minute, hour, day].map(restoreBand)).toEqual(['elite', 'high', 'low']);
});
