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

/** Rows handed over at once: what comes from a thread is unpacked on the main one. */
const portion = 500;

/** A report reads some hundred MB of pages, again and again the same ones. */
const cacheKiB = 64 * 1024;

const script = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { sqlite, path, portion, cacheKiB } = workerData;
  const file = new (require(sqlite))(path, { readonly: true, timeout: 5000 });
  file.pragma('cache_size = -' + cacheKiB);
  file.pragma('temp_store = memory');
  const waiting = new Map();
  const hand = (id, rows) => {
    if (rows.length > portion) waiting.set(id, rows.slice(portion));
    else waiting.delete(id);
    parentPort.postMessage({ id, rows: rows.slice(0, portion), more: waiting.has(id) });
  };
  parentPort.on('message', ({ id, sql, parameters }) => {
    try {
      hand(id, waiting.get(id) ?? file.prepare(sql).all(parameters));
    } catch (error) {
      parentPort.postMessage({ id, error: error.message });
    }
  });
`;

type Answer = { id: number; rows: unknown[]; more: boolean } | { id: number; error: string };
type Asked = { rows: unknown[]; resolve(rows: unknown[]): void; reject(error: Error): void };

/**
 * Reads a SQLite file in a thread of its own, for questions about many rows: SQLite answers at once,
 * and a second of it on the main thread would be a second in which no command is acknowledged.
 */
export function readingDialect(path: string): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => readingDriver(createReader(path)),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => withCleanText(new SqliteQueryCompiler()),
  };
}

type Reader = {
  all(sql: string, parameters: readonly unknown[]): Promise<unknown[]>;
  close(): Promise<void>;
};

function readingDriver(reader: Reader): Driver {
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
    const workerData = { sqlite, path, portion, cacheKiB };
    const worker = new Worker(script, { eval: true, workerData });
    worker.on('message', (answer: Answer) => heard(worker, answer));
    worker.once('error', (error) => ended(worker, error));
    worker.once('exit', () => ended(worker, new Error('the reading thread ended')));
    return worker;
  }

  function heard(worker: Worker, answer: Answer): void {
    const one = asked.get(answer.id);
    if ('rows' in answer) {
      for (const row of answer.rows) one?.rows.push(row);
      if (answer.more) {
        worker.postMessage({ id: answer.id });
        return;
      }
    }
    asked.delete(answer.id);
    if (asked.size === 0) rest(worker);
    if ('error' in answer) one?.reject(new Error(answer.error));
    else one?.resolve(one.rows);
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
        asked.set(last, { rows: [], resolve, reject });
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
