import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startGitHub } from '../../sandbox/github/index.ts';
import { mulberry } from '../../sandbox/github/random.ts';
import { startWorkspace } from '../../sandbox/slack/index.ts';
import { openStore } from '../../src/store/index.ts';
import { startBaton } from '../helpers/baton-process.ts';
import { expectShownOnce } from '../helpers/shown.ts';

const channels = ['builds', 'dev', 'qa', 'ops', 'engineering', 'general'];
const repositories = channels.map((channel) => `acme/${channel}`);
const minute = 60_000;

const yml = `repositories:\n${channels
  .map((channel) => `  - { match: acme/${channel}, channel: '#${channel}' }\n`)
  .join('')}`;

test('killed at random points under load, it loses nothing and posts nothing twice', async () => {
  const seed = Date.now() % 100_000;
  console.info(`kill -9: seed ${seed}`);
  const random = mulberry(seed);
  const folder = mkdtempSync(join(tmpdir(), 'baton-kill-'));
  let laterMs = 0;
  const clock = { now: () => Date.now() + laterMs };
  const slack = await startWorkspace({ clock, manifest: 'manifest.yml' });
  const github = await startGitHub({ clock, token: 'github_pat_sandbox' });
  const databaseUrl = join(folder, 'baton.db');
  writeFileSync(join(folder, 'baton.yml'), yml);
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    GITHUB_TOKEN: 'github_pat_sandbox',
    GITHUB_API_URL: github.apiUrl,
    GITHUB_WEBHOOK_SECRET: 'a-secret-of-github',
    DATABASE_URL: databaseUrl,
    BATON_CONFIG: join(folder, 'baton.yml'),
    PORT: '0',
    LOG_LEVEL: 'info',
  };

  async function start() {
    const baton = await startBaton(env, { laterMs });
    await baton.says('"ready"');
    const port = /"port":(\d+)/.exec(baton.lines.join('\n'))?.[1];
    github.webhooks.to(`http://127.0.0.1:${port}/github/webhooks`, 'a-secret-of-github');
    return baton;
  }

  let baton = await start();
  onTestFinished(async () => {
    await baton.kill('SIGKILL');
    await Promise.all([slack.close(), github.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

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
  for (let kill = 0; kill < 3; kill += 1) {
    const load = burst(() => (random() < 0.6 ? 'failure' : 'success'));
    await pause(100 + random() * 900);
    await baton.kill('SIGKILL');
    await load;
    // By the time it is back, whatever it had taken up is free to be taken up again.
    laterMs += 6 * minute;
    baton = await start();
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
