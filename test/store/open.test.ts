import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'baton-store-'));

test('a SQLite file is made with its folder, and what was kept is there at the next start', async () => {
  const path = join(folder(), 'data', 'baton.db');
  const before = await openStore(path);
  await before.memory.set('space', 'key', { a: [1] }, 5);
  await before.close();
  const after = await openStore(`sqlite:${path}`);
  expect(await after.memory.get('space', 'key')).toEqual({ a: [1] });
  await after.close();
});

test('a place that cannot be written is one line that names DATABASE_URL', async () => {
  const file = join(folder(), 'file');
  writeFileSync(file, 'not a database, but long enough to be read as the header of one');
  await expect(openStore(file)).rejects.toThrow(
    `DATABASE_URL: cannot open ${file}: file is not a database.`,
  );
  await expect(openStore(join(file, 'baton.db'))).rejects.toThrow(/^DATABASE_URL: .*\.$/);
});

test('a PostgreSQL that does not answer is named without its password', async () => {
  const opening = openStore('postgres://baton:s3cret@127.0.0.1:9/baton');
  await expect(opening).rejects.toThrow(
    'DATABASE_URL: cannot open postgres://127.0.0.1:9/baton: connect ECONNREFUSED 127.0.0.1:9.',
  );
});

test('a URL of another kind is refused with the kinds that there are', async () => {
  await expect(openStore('mysql://baton:s3cret@localhost/x')).rejects.toThrow(
    'DATABASE_URL is neither a path nor a URL of a kind that Baton knows.',
  );
});
