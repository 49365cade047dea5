import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { startGitHub } from '../../sandbox/github/index.ts';
import { startWorkspace } from '../../sandbox/slack/index.ts';
import { startBaton } from './baton-process.ts';
import { environment, webhookSecret } from './environment.ts';

const minute = 60_000;

/** Processes of Baton on one database, between a Slack and a GitHub. */
export async function startReplicas(
  databaseUrl: string,
  { yml, many = 1 }: { yml: string; many?: number },
) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-replicas-'));
  let laterMs = 0;
  const clock = { now: () => Date.now() + laterMs };
  const slack = await startWorkspace({ clock, manifest: 'manifest.yml' });
  const github = await startGitHub({ clock, token: 'github_pat_sandbox' });
  const config = join(folder, 'baton.yml');
  writeFileSync(config, yml);
  const own = { BATON_CONFIG: config, LOG_LEVEL: 'info' };
  const env = environment({ slack, github, databaseUrl, env: own });
  const one = async () => {
    const baton = await startBaton(env, { laterMs });
    await baton.says('"ready"');
    const port = /"port":(\d+)/.exec(baton.lines.join('\n'))?.[1];
    github.webhooks.to(`http://127.0.0.1:${port}/github/webhooks`, webhookSecret);
    return baton;
  };
  const start = () => Promise.all(Array.from({ length: many }, one));
  let running = await start();
  const kill = () => Promise.all(running.map((baton) => baton.kill('SIGKILL')));
  onTestFinished(async () => {
    await kill();
    await Promise.all([slack.close(), github.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    slack,
    github,
    async kill() {
      await kill();
      // Slack is through with what it was still at: for real, nobody looks for that before a minute is over.
      const open = () => slack.calls.all.filter(({ result }) => result === undefined);
      await vi.waitFor(() => expect(open()).toEqual([]), { timeout: 10_000, interval: 10 });
    },
    /** By when whatever those before had taken up is free to be taken up again. */
    async startAgain() {
      laterMs += 6 * minute;
      running = await start();
    },
  };
}
