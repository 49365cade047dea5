import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../schema.ts';

const tries = 5;

/** What PostgreSQL asks to run again: a serialization failure, a deadlock. */
const again = new Set(['40001', '40P01']);

/** All or nothing; runs `work` again where the database asks for it. */
export async function transaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (left === 0 || !again.has(codeOf(error))) throw error;
      await pause(Math.random() * 50);
    }
  }
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
