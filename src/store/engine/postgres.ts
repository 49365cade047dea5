import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { messageOf } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { withCleanText } from './clean-text.ts';

const connectMs = 10_000;
const statementMs = 30_000;

/** PostgreSQL sends 64-bit numbers as text; ours are times, ids and counts, all below 2^53. */
const int8 = 20;

/** `patient` is for migrations: they wait for one another, and may take their time. */
export function postgresDialect(url: string, options: { log: Log | undefined; patient?: boolean }) {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'baton',
    connectionTimeoutMillis: connectMs,
    ...(options.patient
      ? { max: 1 }
      : { statement_timeout: statementMs, idle_in_transaction_session_timeout: statementMs }),
    types: { getTypeParser },
  });
  pool.on('error', (error) => {
    options.log?.warn({ error: messageOf(error) }, 'a database connection was lost');
  });
  const dialect = new PostgresDialect({ pool });
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => dialect.createDriver(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => withCleanText(dialect.createQueryCompiler()),
  } satisfies Dialect;
}

const getTypeParser: typeof pg.types.getTypeParser = (id, format) =>
  id === int8 ? Number : pg.types.getTypeParser(id, format);
