import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { bundle } from '../../scripts/bundle.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the processes of this run may put what they built. */
    builds: string;
  }
}

const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
let ready: Promise<string> | undefined;

/**
 * The folder where Baton stands as `npm start` runs it, built once by each process that asks. A program
 * that is started often starts three times as quickly as from its sources.
 */
export function built(): Promise<string> {
  const folder = join(inject('builds'), String(process.pid));
  ready ??= bundle(folder).then(() => folder);
  return ready;
}

/** Vitest's global setup: a folder for this run, gone after it. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  mkdirSync(cache, { recursive: true });
  const builds = mkdtempSync(join(cache, 'baton-test-'));
  provide('builds', builds);
  return () => rmSync(builds, { recursive: true });
}
