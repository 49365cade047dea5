import { type ExpressionBuilder, sql } from 'kysely';
import type { Database, Db } from '../schema.ts';
import type { QueueCounts } from '../types/queues.ts';

type Queue = 'deliveries' | 'work' | 'posts';

/** Written out in the SQL, not bound: only then does SQLite know that a partial index serves. */
export const waiting = sql.lit<'waiting'>('waiting');
export const dead = sql.lit<'dead'>('dead');

/**
 * See {@link QueueCounts}; `since` is the column that says how long a row has waited. The rows
 * themselves stay unread, but for one: a webhook's body lies before its times, some pages long.
 */
export async function countsOf(db: Db, queue: Queue, since: string): Promise<QueueCounts> {
  const many = async (state: typeof waiting | typeof dead): Promise<number> => {
    const counted = db
      .selectFrom(queue as 'work')
      .select((eb) => eb.fn.countAll<number>().as('many'));
    return (await counted.where('state', '=', state).executeTakeFirstOrThrow()).many;
  };
  const next = db
    .selectFrom(queue as 'work')
    .select(sql<number>`${sql.ref(since)}`.as('at'))
    .where('state', '=', waiting)
    .orderBy('claimAt')
    .limit(1);
  const [waits, died, first] = await Promise.all([
    many(waiting),
    many(dead),
    next.executeTakeFirst(),
  ]);
  return { waiting: waits, dead: died, oldest: first?.at ?? null };
}

/** Makes dead rows due again with a clean slate: the one of that id, or all. */
export async function replayDead(
  db: Db,
  queue: Queue,
  options: { id?: number | string; now: number },
): Promise<number> {
  const rows = db
    .updateTable(queue as 'work')
    .set({ state: 'waiting', claimAt: options.now, attempts: 0, error: null })
    .where('state', '=', dead);
  const { id } = options;
  const one = id === undefined ? rows : rows.where('id', '=', id as number);
  return Number((await one.executeTakeFirst()).numUpdatedRows);
}

/** What a failed attempt leaves behind: a time to try again, or death. */
export function failed(failure: { error: string; retryAt: number | null; now: number }) {
  return {
    state: failure.retryAt === null ? ('dead' as const) : ('waiting' as const),
    claimAt: failure.retryAt ?? failure.now,
    error: failure.error,
  };
}

/** What a claim changes in a row. */
export function claimed(options: { now: number; leaseMs: number }) {
  return (eb: ExpressionBuilder<Database, Queue>) => ({
    attempts: eb('attempts', '+', 1),
    claimAt: options.now + options.leaseMs,
  });
}
