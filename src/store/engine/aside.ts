import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import {
  type CompiledQuery,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { withCleanText } from './clean-text.ts';

/** The thread ends after so long without a question: it holds some memory. */
const idleMs = 30_000;

const script = `
  const { parentPort, workerData } = require('node:worker_threads');
  const file = new (require(workerData.sqlite))(workerData.path, { readonly: true, timeout: 5000 });
  parentPort.on('message', ({ id, sql, parameters }) => {
    try {
      parentPort.postMessage({ id, rows: file.prepare(sql).all(parameters) });
    } catch (error) {
      parentPort.postMessage({ id, error: error.message });
    }
  });
`;

type Answer = { id: number; rows: unknown[] } | { id: number; error: string };
type Asked = { resolve(rows: unknown[]): void; reject(error: Error): void };

/**
 * Reads a SQLite file in a thread of its own, for questions about many rows: SQLite answers at once,
 * and a second of it on the main thread would be a second in which no command is acknowledged.
 */
export function asideDialect(path: string): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => asideDriver(createReader(path)),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => withCleanText(new SqliteQueryCompiler()),
  };
}

type Reader = {
  all(sql: string, parameters: readonly unknown[]): Promise<unknown[]>;
  close(): Promise<void>;
};

function asideDriver(reader: Reader): Driver {
  const connection = {
    async executeQuery<R>({ sql, parameters }: CompiledQuery) {
      return { rows: (await reader.all(sql, parameters)) as R[] };
    },
    streamQuery(): never {
      throw new Error('read in pages');
    },
  };
  const never = async (): Promise<void> => {
    throw new Error('this connection only reads');
  };
  return {
    async init() {},
    acquireConnection: async () => connection,
    beginTransaction: never,
    commitTransaction: never,
    rollbackTransaction: never,
    async releaseConnection() {},
    destroy: reader.close,
  };
}

function createReader(path: string): Reader {
  const asked = new Map<number, Asked>();
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;

  /** What was asked of this thread and not answered fails with it; the next question starts another. */
  function ended(worker: Worker, error: Error): void {
    if (thread !== worker) return;
    thread = undefined;
    for (const { reject } of asked.values()) reject(error);
    asked.clear();
  }

  function start(): Worker {
    const sqlite = createRequire(import.meta.url).resolve('better-sqlite3');
    const worker = new Worker(script, { eval: true, workerData: { sqlite, path } });
    worker.on('message', (answer: Answer) => {
      const one = asked.get(answer.id);
      asked.delete(answer.id);
      if (asked.size === 0) rest(worker);
      if ('error' in answer) one?.reject(new Error(answer.error));
      else one?.resolve(answer.rows);
    });
    worker.once('error', (error) => ended(worker, error));
    worker.once('exit', () => ended(worker, new Error('the reading thread ended')));
    return worker;
  }

  /** A thread that has nothing to do keeps no process alive, and ends by and by. */
  function rest(worker: Worker): void {
    worker.unref();
    idle = setTimeout(() => {
      thread = undefined;
      void worker.terminate();
    }, idleMs).unref();
  }

  return {
    all: (sql, parameters) =>
      new Promise((resolve, reject) => {
        clearTimeout(idle);
        thread ??= start();
        thread.ref();
        last += 1;
        asked.set(last, { resolve, reject });
        thread.postMessage({ id: last, sql, parameters });
      }),
    async close() {
      clearTimeout(idle);
      const worker = thread;
      if (worker) ended(worker, new Error('the store was closed'));
      await worker?.terminate();
    },
  };
}
