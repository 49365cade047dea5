import { existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
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
 * The folder where Baton stands as `npm start` runs it, built once by whichever process asks first. A program
 * that is started often starts three times as quickly as from its sources.
 */
export function built(): Promise<string> {
  ready ??= builtIn(inject('builds'));
  return ready;
}

async function builtIn(builds: string): Promise<string> {
  const folder = join(builds, 'baton');
  const [done, claim] = [join(builds, 'done'), join(builds, 'claimed')];
  while (!existsSync(done)) {
    if (!claims(claim)) {
      await pause(50);
      continue;
    }
    try {
      await bundle(folder);
      writeFileSync(done, '');
    } catch (error) {
      // The next one tries, and hears why not.
      rmdirSync(claim);
      throw error;
    }
  }
  return folder;
}

/** Whether nobody else builds: a folder is made once. */
function claims(claim: string): boolean {
  try {
    mkdirSync(claim);
    return true;
  } catch {
    return false;
  }
}

/** Vitest's global setup: a folder for this run, gone after it. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  mkdirSync(cache, { recursive: true });
  const builds = mkdtempSync(join(cache, 'baton-test-'));
  provide('builds', builds);
  return () => rmSync(builds, { recursive: true });
}
