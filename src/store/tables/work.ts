import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { Work } from '../../core/records.ts';
import { skipLocked } from '../engine/dialect.ts';
import type { Database, Db } from '../schema.ts';
import type { Kinds, WorkQueue } from '../types/queues.ts';
import { claimed, countsOf, dead, failed, replayDead, waiting } from './queue-rows.ts';
import { inSteps } from './steps.ts';

type Asked = Parameters<WorkQueue['ask']>[0];
type Row = Selectable<Database['work']>;

export function work(db: Db): WorkQueue {
  return {
    async ask(asked) {
      const added = await db
        .insertInto('work')
        .values(rowOf(asked))
        .onConflict((conflict) => conflict.columns(['kind', 'key']).doNothing())
        .returning('id')
        .executeTakeFirst();
      return added !== undefined;
    },

    async reschedule(asked) {
      const row = rowOf(asked);
      const { payload, ...rest } = row;
      const change = asked.payload === undefined ? rest : row;
      await db
        .insertInto('work')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['kind', 'key']).doUpdateSet({ ...change, error: null, endedAt: null }),
        )
        .execute();
    },

    async cancel(kind, key) {
      await db
        .deleteFrom('work')
        .where('kind', '=', kind)
        .where('key', '=', key)
        .where('state', '<>', 'done')
        .execute();
    },

    async find(kind, key) {
      const row = await db
        .selectFrom('work')
        .selectAll()
        .where('kind', '=', kind)
        .where('key', '=', key)
        .executeTakeFirst();
      return row && { ...workOf(row), state: row.state };
    },

    claim: (options) => claim(db, options),

    done: (mine, now) => change(db, mine, { state: 'done', endedAt: now, error: null }),
    fail: (mine, failure) => change(db, mine, failed(failure)),
    async hold(mine, until) {
      await change(db, mine, { claimAt: until });
    },

    replay: (options) => replayDead(db, 'work', options),
    counts: () => countsOf(db, 'work', 'dueAt'),

    dead: (limit) =>
      db
        .selectFrom('work')
        .select(['id', 'kind', 'key', sql<string>`coalesce(error, '')`.as('error'), 'dueAt'])
        .where('state', '=', dead)
        .orderBy('dueAt', 'desc')
        .limit(limit)
        .execute(),

    async nextDue() {
      const row = await db
        .selectFrom('work')
        .select((eb) => eb.fn.min<number | null>('claimAt').as('next'))
        .where('state', '=', waiting)
        .executeTakeFirstOrThrow();
      return row.next;
    },

    purge: (before) => inSteps((limit) => purgeStep(db, before, limit)),
  };
}

function rowOf({ kind, key, payload, dueAt }: Asked) {
  return {
    kind,
    key,
    payload: JSON.stringify(payload ?? null),
    dueAt,
    state: 'waiting' as const,
    claimAt: dueAt,
    attempts: 0,
  };
}

function workOf({ id, kind, key, payload, dueAt, attempts }: Row): Work {
  return { id, kind, key, payload: JSON.parse(payload), dueAt, attempts };
}

async function claim(
  db: Db,
  { limit, now, leaseMs, kinds = { but: [] } }: Parameters<WorkQueue['claim']>[0],
): Promise<Work[]> {
  const rows = await db
    .with('picked', (qb) =>
      skipLocked(
        db,
        qb
          .selectFrom('work')
          .select('id')
          .where('state', '=', waiting)
          .where('claimAt', '<=', now)
          .where(isOf(kinds))
          .orderBy('claimAt')
          .orderBy('id')
          .limit(limit),
      ),
    )
    .updateTable('work')
    .set(claimed({ now, leaseMs }))
    .where('id', 'in', (eb) => eb.selectFrom('picked').select('id'))
    .returningAll()
    .execute();
  return rows.map(workOf).sort((a, b) => a.dueAt - b.dueAt || a.id - b.id);
}

/** PostgreSQL takes no empty list. */
function isOf(kinds: Kinds) {
  return (eb: ExpressionBuilder<Database, 'work'>) => {
    if ('only' in kinds) return kinds.only.length > 0 ? eb('kind', 'in', kinds.only) : no;
    return kinds.but.length > 0 ? eb('kind', 'not in', kinds.but) : eb.not(no);
  };
}

const no = sql<boolean>`1 = 0`;

/** Fenced by attempts, and by the due time too: rescheduling begins to count anew. */
async function change(
  db: Db,
  mine: Work,
  to: Partial<Pick<Row, 'state' | 'claimAt' | 'error' | 'endedAt'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('work')
    .set(to)
    .where('id', '=', mine.id)
    .where('attempts', '=', mine.attempts)
    .where('dueAt', '=', mine.dueAt)
    .where('state', '=', waiting)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function purgeStep(db: Db, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('work')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('work')
        .select('id')
        .where('state', '=', sql.lit<'done'>('done'))
        .where('endedAt', '<', before)
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
