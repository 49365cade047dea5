import type { GitHub } from '../../sandbox/github/index.ts';
import type { Workspace } from '../../sandbox/slack/index.ts';

export const webhookSecret = 'a-secret-of-github';

/** What an operator tells a Baton between these two. */
export function environment(options: {
  slack: Workspace;
  github: GitHub;
  databaseUrl: string;
  env?: Record<string, string | undefined>;
}): Record<string, string | undefined> {
  const { slack, github, databaseUrl } = options;
  return {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    GITHUB_TOKEN: 'github_pat_sandbox',
    GITHUB_API_URL: github.apiUrl,
    GITHUB_WEBHOOK_SECRET: webhookSecret,
    DATABASE_URL: databaseUrl,
    PORT: '0',
    ...options.env,
  };
}
