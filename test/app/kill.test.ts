import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { mulberry } from '../../sandbox/github/random.ts';
import { openStore } from '../../src/store/index.ts';
import { quickFolder } from '../helpers/folder.ts';
import { startReplicas } from '../helpers/replicas.ts';
import { expectShownOnce } from '../helpers/shown.ts';

const channels = ['builds', 'dev', 'qa', 'ops', 'engineering', 'general'];
const repositories = channels.map((channel) => `acme/${channel}`);

const yml = `repositories:\n${channels
  .map((channel) => `  - { match: acme/${channel}, channel: '#${channel}' }\n`)
  .join('')}`;

test('killed at random points under load, it loses nothing and posts nothing twice', async () => {
  const seed = Date.now() % 100_000;
  console.info(`kill -9: seed ${seed}`);
  const random = mulberry(seed);
  const folder = quickFolder('baton-kill-');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const databaseUrl = join(folder, 'baton.db');
  const { slack, github, kill, startAgain } = await startReplicas(databaseUrl, { yml });

  /** Something happens on every repository at once. */
  const burst = (outcome: () => 'success' | 'failure'): Promise<unknown> =>
    Promise.all(
      repositories.map(async (repository) => {
        for (let run = 0; run < 2; run += 1) {
          await github.run(repository, 'CI', outcome(), { log: `${repository} is broken` });
        }
      }),
    );

  // Slow enough that a kill often finds a message on its way, and an answer that is lost.
  slack.faults.set(
    { method: 'chat.postMessage', kind: 'slow', ms: 150, rate: 0.5 },
    { kind: 'drop_after', rate: 0.05 },
  );
  for (let killed = 0; killed < 3; killed += 1) {
    const load = burst(() => (random() < 0.6 ? 'failure' : 'success'));
    await pause(100 + random() * 900);
    await kill();
    await load;
    await startAgain();
  }
  slack.faults.clear();
  const red = new Set(repositories.filter(() => random() < 0.5));
  for (const repository of repositories) {
    await github.run(repository, 'CI', red.has(repository) ? 'failure' : 'success');
  }
  const store = await openStore(databaseUrl);
  onTestFinished(() => store.close());
  await vi.waitFor(
    async () => {
      const open = await store.incidents.list({ states: ['triggered', 'acknowledged'], limit: 99 });
      expect(open.map(({ stream }) => stream.repository).sort()).toEqual([...red].sort());
      for (const queue of [store.deliveries, store.posts]) {
        expect(await queue.counts()).toMatchObject({ waiting: 0, dead: 0 });
      }
    },
    { timeout: 15_000, interval: 50 },
  );

  await expectShownOnce({ slack, store }, channels);
}, 60_000);
