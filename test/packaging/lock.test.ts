import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

type Package = { optionalDependencies?: Record<string, string> };
const lock: { packages: Record<string, Package> } = JSON.parse(
  readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
);

/** Where npm looks for a package that the one at `path` needs: beside it, then outwards. */
function candidates(path: string, name: string): string[] {
  const folders = path
    .split('/node_modules/')
    .map((_, index, parts) => parts.slice(0, index + 1).join('/node_modules/'));
  return ['', ...folders].map(
    (folder) => `${folder === '' ? '' : `${folder}/`}node_modules/${name}`,
  );
}

it('names the binaries of every platform, without which npm ci refuses to install anything', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !candidates(path, name).some((place) => place in lock.packages),
    ),
  );
  expect(missing).toEqual([]);
});
