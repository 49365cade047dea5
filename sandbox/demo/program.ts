import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundle } from '../../scripts/bundle.ts';

/** Baton as `npm start` runs it, and what the demo loads before it. */
export type Program = {
  main: string;
  backfill: string;
  shiftedTime: string;
  remove(): void;
};

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Bundles Baton into a folder of its own, where it finds the packages that stay packages. A start of what
 * came out takes a third of the time that one from the sources takes, and there are two.
 */
export async function buildProgram(): Promise<Program> {
  const cache = join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'baton-demo-'));
  const shiftedTime = join(folder, 'shifted-time.js');
  const preload = {
    entryPoints: [join(root, 'sandbox/demo/shifted-time.ts')],
    outfile: shiftedTime,
  };
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  await Promise.all([bundle(folder), build({ ...preload, format: 'esm', logLevel: 'error' })]);
  const backfill = join(folder, 'src/cli/backfill.js');
  return { main: join(folder, 'src/main.js'), backfill, shiftedTime, remove };
}
