import { readFileSync } from 'node:fs';
import { type Config, loadConfig } from '../config/load.ts';
import { problemLines } from '../config/problems.ts';
import type { Log } from '../core/log.ts';
import { openStore } from '../store/index.ts';
import type { Store } from '../store/types/index.ts';

/** What every command-line tool begins with: the configuration and the store, or one line a problem and exit code 1. */
export async function open(): Promise<{ config: Config; store: Store }> {
  try {
    const config = loadConfig({ env: process.env, readFile: (path) => readFileSync(path, 'utf8') });
    const { database } = config;
    const url = database.engine === 'sqlite' ? database.file : database.url.reveal();
    return { config, store: await openStore(url) };
  } catch (thrown) {
    for (const line of problemLines(thrown)) console.error(line);
    process.exit(1);
  }
}

/** Command-line tools say what they have to say themselves. */
export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
