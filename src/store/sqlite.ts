import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { withCleanText } from './clean-text.ts';
import { sqliteDriver } from './sqlite-driver.ts';

/** How long opening and reading wait, which other processes hold up for moments only. */
const busyMs = 5_000;

/** Opens the file, and makes it and its folder where they are missing. */
export function sqliteDialect(path: string): Dialect {
  const inMemory = path === ':memory:';
  if (!inMemory) mkdirSync(dirname(path), { recursive: true });
  const writer = openFile(path, false);
  const reader = inMemory ? writer : openFile(path, true);
  return {
    createAdapter: () => new Adapter(),
    createDriver: () => sqliteDriver(writer, reader),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => withCleanText(new SqliteQueryCompiler()),
  };
}

function openFile(path: string, readonly: boolean): Sqlite.Database {
  const file = new Sqlite(path, { timeout: busyMs, readonly });
  try {
    file.pragma('foreign_keys = ON');
    if (readonly) return file;
    file.pragma('journal_mode = WAL');
    file.pragma('synchronous = FULL');
    file.pragma('busy_timeout = 0');
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Says that tables can be made in a transaction, so that migrations run under the write lock. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
