import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export type PageFile = { body: string | Uint8Array; type: string };

const root = fileURLToPath(new URL('../page/', import.meta.url));

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/**
 * Builds the page with Vite, in memory, by its path: about a second on one slow core, and there is
 * no folder that could be stale.
 */
export async function buildPage(): Promise<Map<string, PageFile>> {
  const { build } = await import('vite');
  const output = await build({
    root,
    configFile: false,
    logLevel: 'error',
    // Also where a test runner says otherwise: the page is the one that visitors get.
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: { write: false, chunkSizeWarningLimit: 4000 },
  });
  const files = new Map<string, PageFile>();
  if (!Array.isArray(output) && !('output' in output)) return files;
  for (const { output: parts } of [output].flat()) {
    for (const part of parts) {
      const body = part.type === 'chunk' ? part.code : part.source;
      files.set(`/${part.fileName}`, { body, type: typeOf(part.fileName) });
    }
  }
  const icon = await readFile(`${root}public/icon.svg`);
  return files.set('/icon.svg', { body: icon, type: typeOf('icon.svg') });
}

function typeOf(name: string): string {
  return types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}
