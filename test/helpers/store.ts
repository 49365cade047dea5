import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, inject } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import type { Store } from '../../src/store/types.ts';
import { copyDatabase } from './postgres.ts';

/** Opens an empty store, or one more on the place that `url` names; closed after the test. */
export type Open = (url?: string) => Promise<Store>;

type Place = {
  engine: 'sqlite' | 'postgres';
  /** The URL of an empty database of its own. */
  fresh: () => Promise<string>;
};

/** Runs the same tests on SQLite and on PostgreSQL. */
export function eachEngine(what: string, tests: (open: Open, place: Place) => void): void {
  const server = inject('postgres');
  describe(`${what} (sqlite)`, () => {
    const { open, folder } = withCleanup();
    const fresh = async () => join(folder(), 'baton.db');
    tests(async (url) => open(url ?? (await fresh())), { engine: 'sqlite', fresh });
  });
  describe.skipIf(server === null)(`${what} (postgres)`, () => {
    const { open } = withCleanup();
    const fresh = async () => copyDatabase(server ?? { url: '', template: '' });
    tests(async (url) => open(url ?? (await fresh())), { engine: 'postgres', fresh });
  });
}

function withCleanup() {
  const stores: Store[] = [];
  const folders: string[] = [];
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return {
    async open(url: string): Promise<Store> {
      const store = await openStore(url);
      stores.push(store);
      return store;
    },
    folder(): string {
      const folder = mkdtempSync(join(tmpdir(), 'baton-store-'));
      folders.push(folder);
      return folder;
    },
  };
}
