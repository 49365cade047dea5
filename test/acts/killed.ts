import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startGitHub } from '../../sandbox/github/index.ts';
import { startWorkspace } from '../../sandbox/slack/index.ts';
import { startBaton } from '../helpers/baton-process.ts';

const minute = 60_000;

/** Processes of Baton on one database, between a Slack and a GitHub. */
export async function startReplicas(url: string, { yml, many }: { yml: string; many: number }) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-act-'));
  let laterMs = 0;
  const clock = { now: () => Date.now() + laterMs };
  const slack = await startWorkspace({ clock, manifest: 'manifest.yml' });
  const github = await startGitHub({ clock, token: 'github_pat_sandbox' });
  const config = join(folder, 'baton.yml');
  writeFileSync(config, yml);
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    GITHUB_TOKEN: 'github_pat_sandbox',
    GITHUB_API_URL: github.apiUrl,
    GITHUB_WEBHOOK_SECRET: 'a-secret-of-github',
    DATABASE_URL: url,
    BATON_CONFIG: config,
    PORT: '0',
    LOG_LEVEL: 'info',
  };
  const one = async () => {
    const baton = await startBaton(env, { laterMs });
    await baton.says('"ready"');
    const port = /"port":(\d+)/.exec(baton.lines.join('\n'))?.[1];
    github.webhooks.to(`http://127.0.0.1:${port}/github/webhooks`, 'a-secret-of-github');
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
    async killAndStartAgain() {
      await kill();
      // By then, whatever they had taken up is free to be taken up again.
      laterMs += 6 * minute;
      running = await start();
    },
  };
}
