import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

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
