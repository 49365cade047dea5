import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { messageOf } from '../../core/errors.ts';
import type { Mutex } from './mutex.ts';

/** A second thread that writes to the same file, so that this one can go on with what it is at. */
export type WritingThread = {
  /**
   * Runs a statement for each of these rows of parameters, in one transaction, and answers how many
   * rows each run changed. Waits its turn among the writers of this process.
   */
  runAll(sql: string, rows: readonly unknown[][]): Promise<number[]>;
  /** Whether it is at something: then one row more costs it less than it would cost this thread. */
  isBusy(): boolean;
  stop(): Promise<void>;
};

type Answer = { changes: number[] } | { error: string };

/** `timeout` is for writers of other processes; those of this one take turns. */
const script = `
  const { parentPort, workerData } = require('node:worker_threads');
  const file = new (require(workerData.sqlite))(workerData.path, { timeout: 30_000 });
  file.pragma('synchronous = NORMAL');
  file.pragma('foreign_keys = ON');
  file.pragma('wal_autocheckpoint = 0');
  const statements = new Map();
  const prepare = (sql) => statements.get(sql) ?? statements.set(sql, file.prepare(sql)).get(sql);
  const runAll = file.transaction((statement, rows) =>
    rows.map((row) => statement.run(row).changes));
  parentPort.on('message', ({ sql, rows }) => {
    try {
      parentPort.postMessage({ changes: runAll.immediate(prepare(sql), rows) });
    } catch (error) {
      parentPort.postMessage({ error: error.message });
    }
  });
`;

/** Starts the thread when there is something for it to write; one that died is followed by another. */
export function createWritingThread(path: string, turn: Mutex): WritingThread {
  let worker: Worker | undefined;
  /** The thread answers in the order in which it is asked. */
  const waiting: ((answer: Answer) => void)[] = [];
  /** How many hold the turn together. */
  let holders = 0;

  function lost(error: string): void {
    for (const settle of waiting.splice(0)) settle({ error });
  }

  function start(): Worker {
    const sqlite = createRequire(import.meta.url).resolve('better-sqlite3');
    const thread = new Worker(script, { eval: true, workerData: { sqlite, path } });
    thread.on('message', (answer: Answer) => waiting.shift()?.(answer));
    thread.on('error', (error) => lost(messageOf(error)));
    thread.once('exit', () => {
      worker = undefined;
      lost('the thread that writes ended');
    });
    return thread;
  }

  async function ask(sql: string, rows: readonly unknown[][]): Promise<number[]> {
    worker ??= start();
    const thread = worker;
    // The process must not end before the answer, and need not stay for a thread at rest.
    thread.ref();
    const answer = await new Promise<Answer>((resolve) => {
      waiting.push(resolve);
      thread.postMessage({ sql, rows });
    });
    if (waiting.length === 0) thread.unref();
    if ('error' in answer) throw new Error(answer.error);
    return answer.changes;
  }

  return {
    async runAll(sql, rows) {
      // The next is handed over before the answer has come, so that the thread never waits for this one; but only
      // until somebody else wants to write.
      if (holders === 0 || turn.isWanted()) await turn.lock();
      holders += 1;
      try {
        return await ask(sql, rows);
      } finally {
        holders -= 1;
        if (holders === 0) turn.unlock();
      }
    },
    isBusy: () => waiting.length > 0,
    async stop() {
      await worker?.terminate();
    },
  };
}
