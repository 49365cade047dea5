import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** Bytes of the -wal file; below it there is nothing worth a thread. */
const worthMoving = 4 * 1024 * 1024;
/** What a flood made larger than this is cut off once it is over. */
const worthCutting = 16 * 1024 * 1024;

export type Pace = {
  everyMs: number;
  /** Pages of 4 KB; who writes more than these from one look to the next is not to be held up. */
  muchPages: number;
  /** Past these, what waits is moved whoever writes. */
  mostPages: number;
  /** Past these, writers wait for the -wal file to begin anew. */
  tooManyPages: number;
};

const pace: Pace = { everyMs: 1_000, muchPages: 500, mostPages: 65_536, tooManyPages: 131_072 };

/**
 * A passive checkpoint lets writers go on; once they pause for a moment, the -wal file begins anew by itself. It takes
 * a processor and the disk for some 50 ms, which the slowest of a hundred webhooks were waiting for, so that
 * it waits while much is written, until there are 256 MB to be moved. Under a flood that never pauses the file would
 * grow without end: past 512 MB a checkpoint has the writers wait for what the one right before it left, which is
 * little. Doing so at 8 MB had them wait for 50 ms five times a second.
 * A file that is larger than it need be is cut when next to nothing is written: SQLite's `journal_size_limit` has
 * whoever writes next do it, which held up all for 60 ms after each pause of a flood.
 * What cannot be moved now (another process is at it, or somebody reads for long) can be moved next time.
 */
const script = `
  const { statSync } = require('node:fs');
  const { workerData } = require('node:worker_threads');
  const { everyMs, muchPages, mostPages, tooManyPages } = workerData.pace;
  const file = new (require(workerData.sqlite))(workerData.path);
  const checkpoint = (mode, patienceMs) => {
    file.pragma('busy_timeout = ' + patienceMs);
    return file.pragma('wal_checkpoint(' + mode + ')')[0];
  };
  let before = checkpoint('NOOP', 0).log;
  setInterval(() => {
    try {
      const { log: pages, checkpointed } = checkpoint('NOOP', 0);
      const written = pages < before ? pages : pages - before;
      before = pages;
      if (written > muchPages && pages - checkpointed < mostPages) return;
      checkpoint('PASSIVE', 0);
      if (pages > tooManyPages) {
        checkpoint('PASSIVE', 0);
        checkpoint('RESTART', 1000);
      } else if (written <= muchPages && statSync(workerData.path + '-wal').size > workerData.worthCutting) {
        checkpoint('TRUNCATE', 50);
      }
    } catch {}
  }, everyMs);
`;

/**
 * Moves what was committed from the -wal file into the database, in a thread of its own, once a store
 * has written enough to need that. SQLite's own way does it within some unlucky commit, which stops
 * the whole process: under a storm of webhooks that was half of all the time spent writing, and up to
 * 140 ms at once.
 */
export function startCheckpoints(
  path: string,
  { everyMs, ...pages }: Pace = pace,
): { stop(): Promise<void> } {
  let worker: Worker | undefined;

  function start(): Worker {
    const sqlite = createRequire(import.meta.url).resolve('better-sqlite3');
    const workerData = { sqlite, path, worthCutting, pace: { everyMs, ...pages } };
    const thread = new Worker(script, { eval: true, workerData });
    thread.once('error', () => {
      worker = undefined;
    });
    thread.unref();
    return thread;
  }

  const timer = setInterval(() => {
    if (sizeOf(`${path}-wal`) >= worthMoving) worker ??= start();
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await worker?.terminate();
    },
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
