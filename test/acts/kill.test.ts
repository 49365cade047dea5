import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { startGitHub } from '../../sandbox/github/index.ts';
import { startWorkspace } from '../../sandbox/slack/index.ts';
import { startBaton } from '../helpers/baton-process.ts';
import { copyDatabase } from '../helpers/postgres.ts';

const minute = 60_000;
const server = inject('postgres');

const yml = `
repositories: [{ match: acme/*, channel: '#builds' }]
people: { omar: { slack: U0OMAR }, mina: { slack: U0MINA } }
roles: { operator: [omar, mina] }
`;

/** Two replicas on one PostgreSQL, between a Slack and a GitHub. */
async function replicas(url: string) {
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
  let running = await Promise.all([one(), one()]);
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
      running = await Promise.all([one(), one()]);
    },
  };
}

test.skipIf(server === null)(
  'two replicas, impatient people and kill -9 between GitHub’s deed and its answer: rerun once',
  async () => {
    if (!server) return;
    const { slack, github, killAndStartAgain } = await replicas(await copyDatabase(server));
    await github.run('acme/api', 'CI', 'failure');
    await slack.until(() => slack.channel('#builds').messages.length > 0, { within: 10_000 });
    const [message] = slack.channel('#builds').messages;
    // GitHub does it at once, and is long in saying so.
    const path = /rerun-failed-jobs$/;
    github.faults.set({ path, method: 'POST', kind: 'slow', ms: 10_000, done: true, times: 1 });
    await Promise.all(
      ['omar', 'mina', 'omar'].map((who) => slack.as(who).press(message!, 'Rerun failed jobs')),
    );
    await vi.waitFor(() => expect(github.asks.list).toHaveLength(1), { timeout: 10_000 });
    await killAndStartAgain();
    const thread = () => slack.channel('#builds').thread(message!).slice(1);
    await slack.until(() => thread().some(({ plain }) => plain.includes('reran')), {
      within: 20_000,
    });
    expect(thread()).toHaveLength(1);
    expect(github.asks.list).toHaveLength(1);
  },
  60_000,
);
