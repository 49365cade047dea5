import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, inject } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import type { Store } from '../../src/store/types/index.ts';
import { quickFolder } from './folder.ts';
import { copyDatabase, emptyDatabase } from './postgres.ts';
import { copyFile } from './sqlite.ts';

/** Opens an empty store, or one more on the place that `url` names; closed after the test. */
export type Open = (url?: string) => Promise<Store>;

type Place = {
  engine: 'sqlite' | 'postgres';
  /** The URL of an empty database; `once` where its tables will be changed. */
  fresh: (use?: 'once') => Promise<string>;
};

/** Runs the same tests on SQLite and on PostgreSQL. */
export function eachEngine(what: string, tests: (open: Open, place: Place) => void): void {
  const server = inject('postgres');
  describe(`${what} (sqlite)`, () => runOn('sqlite', freshFiles(), tests));
  describe.skipIf(server === null)(`${what} (postgres)`, () => {
    if (server) runOn('postgres', freshDatabases(server), tests);
  });
}

type Fresh = { next: Place['fresh']; release(): void };

function runOn(
  engine: Place['engine'],
  fresh: Fresh,
  tests: (open: Open, place: Place) => void,
): void {
  const stores: Store[] = [];
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    fresh.release();
  });
  async function open(url?: string): Promise<Store> {
    const store = await openStore(url ?? (await fresh.next()));
    stores.push(store);
    return store;
  }
  tests(open, { engine, fresh: fresh.next });
}

function freshFiles(): Fresh {
  const folders: string[] = [];
  return {
    async next(use) {
      const folder = quickFolder('baton-store-');
      folders.push(folder);
      return use === 'once' ? join(folder, 'baton.db') : copyFile(folder);
    },
    release() {
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A database is used again by the next test, emptied. */
function freshDatabases(server: { url: string; template: string }): Fresh {
  const used: string[] = [];
  const free: string[] = [];
  return {
    async next(use) {
      const again = use === 'once' ? undefined : free.pop();
      if (again) await emptyDatabase(again);
      const url = again ?? (await copyDatabase(server));
      if (use !== 'once') used.push(url);
      return url;
    },
    release() {
      free.push(...used.splice(0));
    },
  };
}
