import { type RawBuilder, sql } from 'kysely';
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

/** `(?, ?, …)` */
export const listOf = (values: readonly (string | number)[]) => sql`(${sql.join([...values])})`;

/** Whole numbers as `1,2,3`: thousands of them in one row of the answer instead of thousands of rows. */
export const packed = (value: RawBuilder<unknown>) => sql`string_agg(cast(${value} as text), ',')`;

export function unpacked(text: string | null): number[] {
  return text === null ? [] : (JSON.parse(`[${text}]`) as number[]);
}
