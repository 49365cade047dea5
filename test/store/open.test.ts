import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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

/** Root may write everything, whatever a file says of it. */
async function withoutRights(work: () => Promise<void>): Promise<void> {
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    if (root) process.seteuid?.(0);
  }
}

test('a SQLite file put back by somebody else, which can be read alone, is no place to work', async () => {
  const path = join(folder(), 'baton.db');
  await (await openStore(path)).close();
  chmodSync(path, 0o444);
  chmodSync(dirname(path), 0o777);
  await withoutRights(async () => {
    await expect(openStore(path)).rejects.toMatchObject({
      message: `DATABASE_URL: cannot open ${path}: attempt to write a readonly database.`,
      hint: expect.stringMatching(/^The user whom Baton runs as .*must be able to write/),
    });
  });
});

test('a folder that may not be written, or that is a file, says who has to be able to', async () => {
  const shut = folder();
  chmodSync(shut, 0o555);
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  await withoutRights(async () => {
    for (const path of [join(shut, 'baton.db'), join(shut, 'data', 'baton.db'), join(file, 'b.db')])
      await expect(openStore(path), path).rejects.toMatchObject({
        hint: expect.stringMatching(/must be able to write/),
      });
  });
});

test('a PostgreSQL that refuses tells what to look at', async () => {
  await expect(openStore('postgres://baton@127.0.0.1:9/baton')).rejects.toMatchObject({
    hint: 'Is PostgreSQL running, and is the host in the address the one that it runs on?',
  });
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
