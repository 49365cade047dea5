import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../sandbox/demo/listen.ts';
import { type GitHub, startGitHub } from '../sandbox/github/index.ts';
import { startWorkspace, type Workspace } from '../sandbox/slack/index.ts';
import { type Child, startBaton } from './child.ts';

/** Baton, as `npm start` runs it, between a local Slack and a simulated GitHub that stand in this process. */
export type Place = {
  slack: Workspace;
  github: GitHub;
  baton: Child;
  /** The SQLite file. */
  database: string;
  stop(): Promise<void>;
};

export type PlaceOptions = {
  /** `repositories` of baton.yml: which repositories speak to which channel. */
  rules: readonly { match: string; channel: string }[];
  /** How Slack reaches Baton; default Socket Mode. */
  mode?: 'socket' | 'http';
  /** Said to the simulated GitHub before Baton starts. */
  past?: (github: GitHub) => void;
  /** Default: a SQLite file of its own. */
  database?: string;
  /** Default: as `npm start` does. */
  start?: (env: Record<string, string> & { PORT: string }, log: string) => Promise<Child>;
};

export const githubToken = 'github_pat_bench';

export async function openPlace(options: PlaceOptions): Promise<Place> {
  const { rules, mode = 'socket', past, start = startBaton } = options;
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const channels = [...new Set(rules.map((rule) => rule.channel))].map((name) => ({ name }));
  const slack = await startWorkspace({ manifest: 'manifest.yml', channels });
  const github = await startGitHub({ token: githubToken, rateLimit: 1_000_000 });
  past?.(github);
  const port = await freePort();
  github.webhooks.to(`http://127.0.0.1:${port}/github/webhooks`, webhookSecret);
  if (mode === 'http') slack.sendEventsTo(`http://127.0.0.1:${port}/slack/events`);
  const database = join(folder, 'baton.db');
  const config = join(folder, 'baton.yml');
  writeFileSync(config, JSON.stringify({ repositories: rules }));
  const env = {
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    ...(mode === 'http'
      ? { SLACK_SIGNING_SECRET: slack.signingSecret }
      : { SLACK_APP_TOKEN: slack.appToken }),
    GITHUB_API_URL: github.apiUrl,
    GITHUB_TOKEN: githubToken,
    GITHUB_WEBHOOK_SECRET: webhookSecret,
    DATABASE_URL: options.database ?? `sqlite:${database}`,
    BATON_CONFIG: config,
    PORT: String(port),
  };
  const baton = await start(env, join(folder, 'baton.log'));
  return {
    slack,
    github,
    baton,
    database,
    async stop() {
      await baton.stop();
      await Promise.all([slack.close(), github.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}

const webhookSecret = 'the webhook secret of the bench';
