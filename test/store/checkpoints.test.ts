import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { startCheckpoints } from '../../src/store/engine/checkpoints.ts';
import { openStore } from '../../src/store/index.ts';

let folder: string;
const MiB = 1024 * 1024;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-checkpoints-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it('what a storm wrote moves into the database while Baton goes on, and nothing is lost', async () => {
  const path = join(folder, 'baton.db');
  const store = await openStore(path);
  const body = JSON.stringify({ text: 'x'.repeat(64 * 1024) });
  const accept = async (count: number) => {
    const rows = Array.from({ length: count }, () => ({
      ...{ id: randomUUID(), event: 'push', body },
      receivedAt: 1,
    }));
    await store.deliveries.accept(rows);
  };
  await accept(100);
  await vi.waitFor(() => expect(statSync(path).size).toBeGreaterThan(6 * MiB), { timeout: 10_000 });
  await accept(100);
  expect((await store.deliveries.counts()).waiting).toBe(200);
  await store.close();
  const again = await openStore(path);
  expect((await again.deliveries.counts()).waiting).toBe(200);
  await again.close();
});

it('the room that a storm took on the disk is given back once it is over', async () => {
  const path = join(folder, 'baton.db');
  const store = await openStore(path);
  const body = JSON.stringify({ text: 'x'.repeat(1024 * 1024) });
  for (let at = 0; at < 20; at++)
    await store.deliveries.accept([{ id: `${at}`, event: 'push', body, receivedAt: 1 }]);
  const taken = () => statSync(`${path}-wal`).size;
  expect(taken()).toBeGreaterThan(16 * MiB);
  await vi.waitFor(() => expect(taken()).toBeLessThan(MiB), { timeout: 10_000 });
  expect((await store.deliveries.counts()).waiting).toBe(20);
  await store.close();
});

it('while much is written the database waits, so that nobody waits for it, but not without end', async () => {
  const pace = { everyMs: 20, muchPages: 500, mostPages: 2_000, tooManyPages: 100_000 };
  const quiet = written('quiet.db', { ...pace, muchPages: 5_000 });
  const busy = written('busy.db', { ...pace, muchPages: -1 });
  const full = written('full.db', { ...pace, muchPages: -1, mostPages: 1_000 });
  for (const { size } of [quiet, full])
    await vi.waitFor(() => expect(size()).toBeGreaterThan(5 * MiB), { timeout: 10_000 });
  expect(busy.size()).toBeLessThan(MiB);
  await Promise.all([quiet.stop(), busy.stop(), full.stop()]);
});

/** A database of which 6 MB stand in the -wal file alone. */
function written(name: string, pace: Parameters<typeof startCheckpoints>[1]) {
  const path = join(folder, name);
  const file = new Sqlite(path);
  file.pragma('journal_mode = WAL');
  file.pragma('wal_autocheckpoint = 0');
  file.exec('create table texts (body text)');
  file.prepare('insert into texts values (?)').run('x'.repeat(6 * MiB));
  const { stop } = startCheckpoints(path, pace);
  return {
    size: () => statSync(path).size,
    async stop() {
      await stop();
      file.close();
    },
  };
}
