import { setTimeout as pause } from 'node:timers/promises';
import type Sqlite from 'better-sqlite3';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SelectQueryNode,
} from 'kysely';
import { createBreath } from '../../core/breath.ts';
import type { Mutex } from './mutex.ts';
import { createStatements, type Statements } from './statements.ts';

const patienceMs = 30_000;

type File = {
  writer: Sqlite.Database;
  reader: Sqlite.Database;
  /** Of all who write to the file in this process. */
  turn: Mutex;
  /** Ends what else works on the file. */
  stop(): Promise<void>;
};

type Connection = DatabaseConnection & { inTransaction: boolean };

/**
 * Two connections on one file. All writes and all transactions take turns on `writer`; what is read
 * outside of a transaction goes to `reader`, which WAL lets in while a transaction is open.
 * Transactions begin IMMEDIATE: one that read first and wrote later could not upgrade its lock once
 * another process had written, and would fail however long it waited.
 */
export function sqliteDriver({ writer, reader, turn, stop }: File): Driver {
  // SQLite answers at once, so a loop of statements would never let a request in.
  const breathe = createBreath();
  const writes = createStatements(writer);
  const reads = createStatements(reader);

  function connect(): Connection {
    const connection: Connection = {
      inTransaction: false,
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        if (connection.inTransaction) {
          await breathe();
          return run(writes, query);
        }
        if (SelectQueryNode.is(query.query)) return run(reads, query);
        await turn.lock();
        try {
          return await untilFree(() => run(writes, query));
        } finally {
          turn.unlock();
        }
      },
      streamQuery() {
        throw new Error(
          'an open cursor would close the connection to everyone else; read in pages',
        );
      },
    };
    return connection;
  }

  return {
    async init() {},
    async acquireConnection() {
      await breathe();
      return connect();
    },
    async beginTransaction(connection) {
      await turn.lock();
      try {
        await untilFree(() => writer.exec('begin immediate'));
      } catch (error) {
        turn.unlock();
        throw error;
      }
      (connection as Connection).inTransaction = true;
    },
    async commitTransaction(connection) {
      writer.exec('commit');
      (connection as Connection).inTransaction = false;
      turn.unlock();
    },
    async rollbackTransaction(connection) {
      (connection as Connection).inTransaction = false;
      try {
        if (writer.inTransaction) writer.exec('rollback');
      } finally {
        turn.unlock();
      }
    },
    async releaseConnection() {},
    async destroy() {
      await stop();
      reader.close();
      writer.close();
    },
  };
}

function run<R>(statements: Statements, { sql, parameters }: CompiledQuery): QueryResult<R> {
  const statement = statements.prepare(sql);
  if (statement.reader) return { rows: statement.all(parameters) as R[] };
  const { changes } = statement.run(parameters);
  return { rows: [], numAffectedRows: BigInt(changes) };
}

/**
 * Another process may be writing. SQLite's own way to wait (`busy_timeout`) would stop the whole
 * process meanwhile, and for ever where the one that writes is a store of this very process.
 */
async function untilFree<T>(write: () => T): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return write();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
      await pause(1 + Math.random() * 4);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
}
