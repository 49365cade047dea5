import { CamelCasePlugin, Kysely, Migrator } from 'kysely';
import { messageOf, UserError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { migrationsFor } from './migrations/index.ts';
import { postgresDialect } from './postgres.ts';
import type { Database, Db } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';
import { tablesOf } from './tables.ts';
import { transaction } from './transaction.ts';
import type { Store } from './types.ts';
import { nameOf, type Place, placeOf } from './url.ts';

/**
 * Opens the store that DATABASE_URL names and brings its tables up to date; several processes may
 * do so at once. Throws a UserError of one line, without the password, where it cannot.
 */
export async function openStore(url: string, options: { log?: Log } = {}): Promise<Store> {
  const place = placeOf(url);
  try {
    const db = await openDatabase(place, options.log);
    return storeOf(db, place);
  } catch (error) {
    throw cannotOpen(place, error);
  }
}

async function openDatabase(place: Place, log: Log | undefined): Promise<Db> {
  if (place.engine === 'sqlite') {
    const db = kyselyOn(sqliteDialect(place.path));
    await migrate(db, place, log).catch(async (error) => {
      await db.destroy();
      throw error;
    });
    return db;
  }
  const patient = kyselyOn(postgresDialect(place.url, { log, patient: true }));
  await migrate(patient, place, log).finally(() => patient.destroy());
  return kyselyOn(postgresDialect(place.url, { log }));
}

function kyselyOn(dialect: ConstructorParameters<typeof Kysely<Database>>[0]['dialect']): Db {
  return new Kysely<Database>({ dialect, plugins: [new CamelCasePlugin()] });
}

async function migrate(db: Db, place: Place, log: Log | undefined): Promise<void> {
  const migrations = migrationsFor(place.engine);
  const provider = { getMigrations: async () => migrations };
  const migrator = new Migrator({ db: db.withoutPlugins(), provider });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  const names = (results ?? []).map((result) => result.migrationName);
  if (names.length > 0) log?.info({ migrations: names }, 'the database is up to date');
}

function storeOf(db: Db, place: Place): Store {
  return {
    ...tablesOf(db),
    engine: place.engine,
    transaction: (work) => transaction(db, (tx) => work(tablesOf(tx))),
    async ping() {
      await db.selectNoFrom((eb) => eb.lit(1).as('one')).execute();
    },
    close: () => db.destroy(),
  };
}

function cannotOpen(place: Place, error: unknown): UserError {
  // Several addresses that all refuse come as one error without a message.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const [reason] = messageOf(first).split('\n');
  return new UserError(`DATABASE_URL: cannot open ${nameOf(place)}: ${reason}.`);
}
