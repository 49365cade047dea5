import { type RawBuilder, sql } from 'kysely';
import { createBreath } from '../../core/breath.ts';
import type { Db } from '../schema.ts';
import type { Slice } from '../types/index.ts';

/** Pieces of the questions that reports ask; the same words on both engines. */

const red = sql`('failure', 'timed_out', 'startup_failure')`;
const telling = sql`('success', 'failure', 'timed_out', 'startup_failure')`;

export const isRed = (outcome: RawBuilder<unknown>) => sql<boolean>`${outcome} in ${red}`;
export const isTelling = (outcome: RawBuilder<unknown>) => sql<boolean>`${outcome} in ${telling}`;

/**
 * What run `r` says about health: the outcome of its last attempt that says something, since a rerun
 * that was cancelled takes nothing back.
 */
export const lastWord = sql<string | null>`case
  when r.outcome in ${telling} then r.outcome
  when r.attempt = 1 then null
  else (
    select a.outcome from attempts a
    where a.run_id = r.id and a.progress = 'completed' and a.outcome in ${telling}
    order by a.attempt desc limit 1
  ) end`;

/** `slices (slice, from_at, to_at)`, to be joined crosswise so that each is one range of an index. */
export function slicesTable(slices: readonly Slice[]): RawBuilder<unknown> {
  const rows = slices.map(
    ({ from, to }, at) =>
      sql`(cast(${at} as bigint), cast(${from} as bigint), cast(${to} as bigint))`,
  );
  return sql`slices (slice, from_at, to_at) as (values ${sql.join(rows)})`;
}

/** Within the whole of the slices: it tells PostgreSQL how few rows that are. */
export function withinAll(at: RawBuilder<unknown>, slices: readonly Slice[]): RawBuilder<unknown> {
  const from = Math.min(...slices.map((slice) => slice.from));
  const to = Math.max(...slices.map((slice) => slice.to));
  return sql`${at} >= ${from} and ${at} < ${to}`;
}

/** `(?, ?, …)` */
export const listOf = (values: readonly (string | number)[]) => sql`(${sql.join([...values])})`;

/** Whole numbers as `1,2,3`: thousands of them in one row of the answer instead of thousands of rows. */
export const packed = (value: RawBuilder<unknown>) => sql`string_agg(cast(${value} as text), ',')`;

/** Those numbers, ascending. */
export function unpacked(text: string | null): Float64Array {
  return Float64Array.from(text === null ? [] : (JSON.parse(`[${text}]`) as number[])).sort();
}

/** Turns rows into what is answered, and lets others in between. */
export async function each<Row, Made>(
  rows: readonly Row[],
  make: (row: Row) => Made,
): Promise<Made[]> {
  const breathe = createBreath(5);
  const all: Made[] = [];
  for (const row of rows) {
    all.push(make(row));
    await breathe();
  }
  return all;
}

/** Asks in words of SQL alone: the names of the columns come as they are written, at no cost for each row. */
export const plainly = (db: Db): Db => db.withoutPlugins();
