import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { built } from './built.ts';

/** The unchanged program, as a process of its own. */
export type BatonProcess = {
  /** Every line that it has written so far, to either stream. */
  lines: string[];
  /** Resolves once it says so, and rejects when it ends first. */
  says(words: string): Promise<void>;
  /** Ends it with a signal and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Its exit code, once it ended by itself; null when a signal ended it. */
  ended: Promise<number | null>;
};

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Starts Baton with this environment and no other. `laterMs` moves its clock: it believes that it was
 * started so much later; `first` is JavaScript that runs before it.
 */
export async function startBaton(
  env: Record<string, string | undefined>,
  { laterMs = 0, first = '' } = {},
): Promise<BatonProcess> {
  const later = `data:text/javascript,const now=Date.now;Date.now=()=>now()+${laterMs};${encodeURIComponent(first)}`;
  const args = ['--import', later, join(await built(), 'src/main.js')];
  const path = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...path, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  const heard = (line: string): void => {
    lines.push(line);
    for (const listener of listeners) listener();
  };
  createInterface(child.stdout).on('line', heard);
  createInterface(child.stderr).on('line', heard);
  const ended = once(child, 'close').then(([code]) => code as number | null);

  return {
    lines,
    says: (words) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!lines.some((line) => line.includes(words))) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        void ended.then((code) => reject(new Error(`ended (${code}):\n${lines.join('\n')}`)));
        look();
      }),
    async kill(signal) {
      child.kill(signal);
      await ended;
    },
    ended,
  };
}
