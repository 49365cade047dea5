import { CamelCasePlugin, type Dialect, Kysely, sql } from 'kysely';
import { messageOf, UserError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { migrate } from './engine/migrate.ts';
import { postgresDialect } from './engine/postgres.ts';
import { readingDialect } from './engine/reading-thread.ts';
import { sqliteDialect } from './engine/sqlite.ts';
import { transaction } from './engine/transaction.ts';
import { nameOf, type Place, placeOf } from './engine/url.ts';
import { migrationsFor } from './migrations/index.ts';
import type { Database, Db } from './schema.ts';
import { reports } from './tables/reports.ts';
import { tablesOf } from './tables/tables.ts';
import type { Store } from './types/index.ts';

/**
 * Opens the store that DATABASE_URL names and brings its tables up to date; several processes may
 * do so at once. Throws a UserError of one line, without the password, where it cannot.
 */
export async function openStore(url: string, options: { log?: Log } = {}): Promise<Store> {
  const place = placeOf(url);
  try {
    const db = await openDatabase(place, options.log);
    return storeOf(db, place, readerOf(place, db));
  } catch (error) {
    throw cannotOpen(place, error);
  }
}

async function openDatabase(place: Place, log: Log | undefined): Promise<Db> {
  const migrations = migrationsFor(place.engine);
  if (place.engine === 'postgres') {
    const patient = kyselyOn(postgresDialect(place.url, { log, patient: true }));
    await migrate(patient, migrations, log).finally(() => patient.destroy());
    return kyselyOn(postgresDialect(place.url, { log }));
  }
  const db = kyselyOn(sqliteDialect(place.path));
  try {
    await migrate(db, migrations, log);
    // A file that can be read alone opens all the same, and refuses the first that is written.
    await sql`delete from memory where 1 = 0`.execute(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** For questions about many rows. PostgreSQL answers them in a process of its own; memory has one reader. */
function readerOf(place: Place, db: Db): Db {
  const apart = place.engine === 'sqlite' && place.path !== ':memory:';
  return apart ? kyselyOn(readingDialect(place.path)) : db;
}

/** For tests too: the tables on a dialect, migrated or not. */
export function kyselyOn(dialect: Dialect): Db {
  return new Kysely<Database>({ dialect, plugins: [new CamelCasePlugin()] });
}

function storeOf(db: Db, place: Place, reader: Db): Store {
  return {
    ...tablesOf(db),
    reports: reports(db, reader),
    engine: place.engine,
    transaction: (work) => transaction(db, (tx) => work(tablesOf(tx))),
    async ping() {
      await db.selectNoFrom((eb) => eb.lit(1).as('one')).execute();
    },
    async close() {
      if (reader !== db) await reader.destroy();
      await db.destroy();
    },
  };
}

function cannotOpen(place: Place, error: unknown): UserError {
  // Several addresses that all refuse come as one error without a message.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const [reason] = messageOf(first).split('\n');
  const code = first instanceof Error && 'code' in first ? String(first.code) : '';
  return new UserError(
    `DATABASE_URL: cannot open ${nameOf(place)}: ${reason}.`,
    hints.find(([codes]) => codes.test(code))?.[1],
  );
}

/** What to do, by the codes of Node.js, SQLite and PostgreSQL. */
const hints: readonly [RegExp, string][] = [
  [
    /^(EACCES|EROFS|EPERM|EEXIST|ENOTDIR|SQLITE_READONLY.*|SQLITE_CANTOPEN.*)$/,
    'The user whom Baton runs as must be able to write to the file and to its folder.',
  ],
  [
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH)$/,
    'Is PostgreSQL running, and is the host in the address the one that it runs on?',
  ],
  [/^(28P01|28000)$/, 'Are the user and the password in the address right?'],
  [/^3D000$/, 'Make that database, or put the name of another one at the end of the address.'],
];
