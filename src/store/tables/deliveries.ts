import { sql } from 'kysely';
import type { Delivery } from '../../core/records.ts';
import { atomically, skipLocked, writingThreadOf } from '../engine/dialect.ts';
import type { WritingThread } from '../engine/writing-thread.ts';
import type { Db } from '../schema.ts';
import type { Deliveries } from '../types/queues.ts';
import { claimed, countsOf, dead, failed, replayDead, waiting } from './queue-rows.ts';
import { inSteps, portionsOf } from './steps.ts';

export function deliveries(db: Db): Deliveries {
  return {
    async accept(rows) {
      const thread = writingThreadOf(db);
      if (thread && (rows.length >= worthAThread || thread.isBusy()))
        return acceptInThread(thread, rows);
      const portions = portionsOf(rows);
      // Not `persisted`: what a power cut took is read back from GitHub, whose polling finds it missing.
      const [only = [], ...more] = portions;
      return more.length === 0 ? accept(db, only) : acceptAll(db, portions);
    },

    claim: (options) => claim(db, options),

    async settle(id, { state, reason }) {
      await db
        .updateTable('deliveries')
        .set({ state, reason: reason ?? null, error: null })
        .where('id', '=', id)
        .execute();
    },

    async fail(id, failure) {
      await db
        .updateTable('deliveries')
        .set(failed(failure))
        .where('id', '=', id)
        .where('state', '=', waiting)
        .execute();
    },

    replay: (options) => replayDead(db, 'deliveries', options),
    counts: () => countsOf(db, 'deliveries', 'receivedAt'),

    async newest() {
      const row = await db
        .selectFrom('deliveries')
        .select((eb) => eb.fn.max('receivedAt').as('at'))
        .executeTakeFirst();
      return row?.at ?? null;
    },

    dead: (limit) =>
      db
        .selectFrom('deliveries')
        .select(['id', 'event', sql<string>`coalesce(error, '')`.as('error'), 'receivedAt'])
        .where('state', '=', dead)
        .orderBy('receivedAt', 'desc')
        .limit(limit)
        .execute(),

    purge: (before) => inSteps((limit) => purgeStep(db, before, limit)),
  };
}

type Arrived = Parameters<Deliveries['accept']>[0];

/** So many at once are a storm, and better written by a second thread while this one answers. */
const worthAThread = 8;

const acceptOne = `insert into deliveries (id, event, body, received_at, state, claim_at, attempts)
  values (?, ?, ?, ?, 'waiting', ?, 0) on conflict (id) do nothing`;

async function acceptInThread(thread: WritingThread, rows: Arrived): Promise<string[]> {
  const parameters = rows.map(({ id, event, body, receivedAt }) => {
    return [id, event, body, receivedAt, receivedAt];
  });
  const added = await thread.runAll(acceptOne, parameters);
  return rows.flatMap(({ id }, at) => (added[at] === 1 ? [id] : []));
}

function acceptAll(db: Db, portions: Arrived[]): Promise<string[]> {
  return atomically(db, async (tx) => {
    const added: string[] = [];
    for (const rows of portions) added.push(...(await accept(tx, rows)));
    return added;
  });
}

async function accept(db: Db, rows: Arrived): Promise<string[]> {
  if (rows.length === 0) return [];
  const added = await db
    .insertInto('deliveries')
    .values(
      rows.map(({ id, event, body, receivedAt }) => ({
        id,
        event,
        body,
        receivedAt,
        state: 'waiting' as const,
        claimAt: receivedAt,
        attempts: 0,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  return added.map((row) => row.id);
}

async function claim(
  db: Db,
  { limit, now, leaseMs }: Parameters<Deliveries['claim']>[0],
): Promise<Delivery[]> {
  const rows = await db
    .with('picked', (qb) =>
      skipLocked(
        db,
        qb
          .selectFrom('deliveries')
          .select('id')
          .where('state', '=', waiting)
          .where('claimAt', '<=', now)
          .orderBy('claimAt')
          .orderBy('id')
          .limit(limit),
      ),
    )
    .updateTable('deliveries')
    .set(claimed({ now, leaseMs }))
    .where('id', 'in', (eb) => eb.selectFrom('picked').select('id'))
    .returning(['id', 'event', 'body', 'receivedAt', 'attempts'])
    .execute();
  return rows.sort((a, b) => a.receivedAt - b.receivedAt);
}

async function purgeStep(db: Db, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('deliveries')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('deliveries')
        .select('id')
        .where('receivedAt', '<', before)
        .where('state', 'in', ['applied', 'ignored'])
        .orderBy('receivedAt')
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
