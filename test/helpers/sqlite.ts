import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { openStore } from '../../src/store/index.ts';
import { quickFolder } from './folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated, empty database to copy. */
    sqlite: string;
  }
}

/** Vitest's global setup: the tables are made once for the whole run. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  const folder = quickFolder('baton-template-');
  const file = join(folder, 'baton.db');
  const store = await openStore(file);
  await store.close();
  provide('sqlite', file);
  return () => rmSync(folder, { recursive: true });
}

/** Puts an empty database with all tables into a folder, and answers its path. */
export function copyFile(folder: string): string {
  const file = join(folder, 'baton.db');
  copyFileSync(inject('sqlite'), file);
  return file;
}
