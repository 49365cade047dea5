import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

export type Disk = {
  /** Resolves when all that was written before the call outlives a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
};

const datasync = promisify(fdatasync);

/** Syncs one file in the background. */
export function openDisk(path: string): Disk {
  const file = openSync(path, 'r');
  const sync = shared(() => datasync(file));
  return {
    sync,
    async close() {
      await sync().catch(() => {});
      closeSync(file);
    },
  };
}

/**
 * Runs `work` once for all who ask while it is at something else: none of them may share a turn
 * that began before they asked.
 */
export function shared(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function start(): Promise<void> {
    next = undefined;
    const turn = work().finally(() => {
      if (running === turn) running = undefined;
    });
    running = turn;
    return turn;
  }

  return () => {
    if (!running) return start();
    next ??= running.then(start, start);
    return next;
  };
}
