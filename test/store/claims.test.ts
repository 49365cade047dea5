import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, expect, inject, test } from 'vitest';
import type { Store } from '../../src/store/types/index.ts';
import { eachEngine } from '../helpers/store.ts';

const source = fileURLToPath(new URL('./claimer.ts', import.meta.url));
const worker = join(inject('builds'), 'claimer.js');

// To run from its sources costs each process 0.7 s of CPU.
beforeAll(async () => {
  await build({
    ...{ entryPoints: [source], outfile: worker, bundle: true, packages: 'external' },
    ...{ platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning' },
  });
});

const lease = { leaseMs: 60_000, now: 10 };

async function ask(store: Store, count: number): Promise<void> {
  await store.transaction(async (tx) => {
    for (let i = 0; i < count; i += 1) {
      await tx.work.ask({ kind: 'job', key: `${i}`, dueAt: i % 10, now: 1 });
    }
  });
}

/** Claims until there is nothing left, and answers the keys that it got. */
async function drain(store: Store, limit: number): Promise<string[]> {
  const keys: string[] = [];
  for (;;) {
    const rows = await store.work.claim({ ...lease, limit });
    if (rows.length === 0) return keys;
    for (const row of rows) if (await store.work.done(row, 11)) keys.push(row.key);
  }
}

/** Runs a process that claims work, and answers the lines that it prints. */
function start(url: string, mode: 'drain' | 'hang') {
  const child = spawn(process.execPath, [worker, url, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, lines: createInterface({ input: child.stdout }) };
}

eachEngine('a claim', (open, { fresh }) => {
  test('by ten workers at once hands each of 1,000 rows to one of them', async () => {
    const url = await fresh();
    const stores = await Promise.all(Array.from({ length: 10 }, () => open(url)));
    await ask(stores[0]!, 1_000);
    const keys = await Promise.all(stores.map((store) => drain(store, 7)));
    expect(new Set(keys.flat()).size).toBe(1_000);
    expect(keys.flat()).toHaveLength(1_000);
  });

  test('by two processes hands each row to one of them', async () => {
    const url = await fresh();
    const store = await open(url);
    await ask(store, 300);
    const keys: string[] = [];
    await Promise.all(
      [start(url, 'drain'), start(url, 'drain')].map(async ({ child, lines }) => {
        lines.on('line', (key) => keys.push(key));
        await once(child, 'close');
      }),
    );
    expect(new Set(keys).size).toBe(300);
    expect(keys).toHaveLength(300);
  });

  test('of a process that is killed comes back after its lease', async () => {
    const url = await fresh();
    const store = await open(url);
    await ask(store, 1);
    const { child, lines } = start(url, 'hang');
    await once(lines, 'line');
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(await store.work.claim({ limit: 1, now: 60_009, leaseMs: 1 })).toEqual([]);
    const [row] = await store.work.claim({ limit: 1, now: 60_010, leaseMs: 1 });
    expect(row).toMatchObject({ key: '0', attempts: 2 });
  });

  test('of posts by many workers never has two in one channel', async () => {
    const url = await fresh();
    const stores = await Promise.all(Array.from({ length: 6 }, () => open(url)));
    for (let i = 0; i < 60; i += 1) {
      const channel = `C${i % 3}`;
      await stores[0]!.posts.show({ key: `${i}`, kind: 'k', subject: 's', channel, now: 1 });
    }
    const busy = new Set<string>();
    const shown: string[] = [];
    async function send(store: Store): Promise<void> {
      for (let idle = 0; idle < 20; idle += 1) {
        for (const post of await store.posts.claim({ ...lease, limit: 2 })) {
          expect(busy.has(post.channel)).toBe(false);
          busy.add(post.channel);
          await store.ping();
          busy.delete(post.channel);
          await store.posts.shown(post, {
            channelId: post.channel,
            ts: post.key,
            hash: '',
            now: 11,
          });
          shown.push(post.key);
          idle = 0;
        }
      }
    }
    await Promise.all(stores.map(send));
    expect(shown.sort()).toEqual(Array.from({ length: 60 }, (_, i) => `${i}`).sort());
  });
});

eachEngine('streams', (open, { fresh }) => {
  test('are locked until the decision is made', async () => {
    const url = await fresh();
    const stores = await Promise.all([open(url), open(url)]);
    const key = { repository: 'acme/api', workflowId: 7, workflow: 'CI', branch: 'main' } as const;
    let inside = 0;
    const add = (store: Store) =>
      store.transaction(async (tx) => {
        const stream = await tx.streams.lock({ ...key, lane: 'branch', now: 1 });
        inside += 1;
        const count = (await tx.memory.get<number>('count', `${stream.id}`)) ?? 0;
        expect(inside).toBe(1);
        await tx.memory.set('count', `${stream.id}`, count + 1, 1);
        inside -= 1;
        return stream.id;
      });
    const ids = await Promise.all(Array.from({ length: 20 }, (_, i) => add(stores[i % 2]!)));
    expect(new Set(ids).size).toBe(1);
    expect(await stores[0]!.memory.get('count', `${ids[0]}`)).toBe(20);
  });
});
