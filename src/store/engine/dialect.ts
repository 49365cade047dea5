import { PostgresAdapter, type SelectQueryBuilder, sql } from 'kysely';
import type { Database, Db } from '../schema.ts';
import { FileAdapter } from './sqlite.ts';
import type { WritingThread } from './writing-thread.ts';

/** All that differs between the two engines in the files of the tables stands here. */
export function isPostgres(db: Db): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** Locks the rows and passes over those that another worker is taking. SQLite has one writer. */
export function skipLocked<T extends keyof Database, O>(
  db: Db,
  rows: SelectQueryBuilder<Database, T, O>,
): SelectQueryBuilder<Database, T, O> {
  return isPostgres(db) ? rows.forUpdate().skipLocked() : rows;
}

/** Locks the rows until the transaction ends. SQLite's transactions hold the write lock already. */
export function forUpdate<T extends keyof Database, O>(
  db: Db,
  rows: SelectQueryBuilder<Database, T, O>,
): SelectQueryBuilder<Database, T, O> {
  return isPostgres(db) ? rows.forUpdate() : rows;
}

/** Keeps others who ask for the same number out until the transaction ends. */
export async function alone(db: Db, number: number): Promise<void> {
  if (!isPostgres(db)) return;
  await sql`select pg_advisory_xact_lock(${sql.lit(number)})`.execute(db);
}

/** Waits until what was committed outlives a power cut. PostgreSQL's commits do; SQLite's do not yet. */
export async function persisted(db: Db): Promise<void> {
  const { adapter } = db.getExecutor();
  if (adapter instanceof FileAdapter) await adapter.disk?.sync();
}

/** The thread that writes beside this one; undefined where there is none, or a transaction is open here. */
export function writingThreadOf(db: Db): WritingThread | undefined {
  const { adapter } = db.getExecutor();
  return adapter instanceof FileAdapter && !db.isTransaction ? adapter.thread : undefined;
}

/** Runs `work` in the transaction that is open, or in one of its own. */
export async function atomically<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
