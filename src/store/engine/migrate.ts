import { type Migration, Migrator } from 'kysely';
import { messageOf } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Db } from '../schema.ts';

/**
 * Runs the migrations that the database has not seen, in one transaction and under a lock: of
 * several processes that start at once one runs them and the others wait. Throws where one fails,
 * and then none of them has happened.
 */
export async function migrate(
  db: Db,
  migrations: Record<string, Migration>,
  log: Log | undefined,
): Promise<void> {
  const provider = { getMigrations: async () => migrations };
  const migrator = new Migrator({ db: db.withoutPlugins(), provider });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error)
    throw explained(error, results.find(({ status }) => status === 'Error')?.migrationName);
  if (results.length === 0) return;
  log?.info({ migrations: results.map((result) => result.migrationName) }, 'database migrated');
}

function explained(error: unknown, failed: string | undefined): unknown {
  const [, unknown] = /executed migration (\S+) is missing/.exec(messageOf(error)) ?? [];
  if (unknown) return new Error(`a newer version of Baton has migrated it (${unknown})`);
  if (failed) return new Error(`migration ${failed} failed: ${messageOf(error)}`);
  return error;
}
