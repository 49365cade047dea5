import type { Secret } from '../core/secret.ts';
import { missing } from './missing.ts';
import type { Problem, Reading } from './problems.ts';
import { type Database, type LogLevel, type Variables, variables } from './variables.ts';

/** What the environment says. */
export type Environment = {
  slack: {
    botToken: Secret;
    /** Ends with a slash, as Slack's client wants it. */
    apiUrl: string;
    connection: { mode: 'socket'; appToken: Secret } | { mode: 'http'; signingSecret: Secret };
  };
  github: {
    /** Without a slash at the end, as Octokit wants it. */
    apiUrl: string;
    auth: { kind: 'token'; token: Secret } | { kind: 'app'; appId: string; privateKey: Secret };
    /** Null: no webhooks, polling alone. */
    webhookSecret: Secret | null;
    /** The GitHub App by which people link themselves; null: nobody can. */
    linking: { clientId: string; clientSecret: Secret | null } | null;
  };
  /** What tokens are kept with: the first closes, each opens. */
  secretKeys: readonly Secret[];
  database: Database;
  port: number;
  logLevel: LogLevel;
};

/** Where the configuration comes from; `readFile` throws an error with a `code` where it cannot. */
export type Sources = {
  env: Readonly<Record<string, string | undefined>>;
  readFile(path: string): string;
};

/** Reads the variables: what they say, or everything that is wrong with them. */
export function readEnvironment({ env, readFile }: Sources): Reading<Environment> {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const { bare, problems: quotes } = withoutQuotes(given);
  const result = variables.safeParse(withKey(bare, readFile));
  const wrong = (result.error?.issues ?? []).map(({ path, message }) => ({
    path: String(path[0]),
    message,
  }));
  const problems = [...quotes, ...wrong, ...missing(new Set(Object.keys(given)))];
  const read = result.success && problems.length === 0 ? assembled(result.data) : undefined;
  return { read, problems };
}

/** Some readers of env files take quotes away, others leave them: they are told of, and what is in them is read. */
function withoutQuotes(given: Record<string, string>) {
  const problems: Problem[] = [];
  const bare = Object.entries(given).map(([name, value]) => {
    const [, , inside] = (name in variables.shape && /^(["'])(.*)\1$/s.exec(value)) || [];
    if (inside === undefined) return [name, value];
    const message = 'stands in quotes, which became part of it: take them away';
    problems.push({ path: name, message });
    return [name, inside];
  });
  return { bare: Object.fromEntries(bare) as Record<string, string>, problems };
}

/** With the content of the key's file in place of its path; empty where it cannot be read. */
function withKey(given: Record<string, string>, readFile: Sources['readFile']) {
  const { GITHUB_APP_PRIVATE_KEY_FILE: path } = given;
  if (path === undefined) return given;
  try {
    return { ...given, GITHUB_APP_PRIVATE_KEY_FILE: readFile(path) };
  } catch {
    return { ...given, GITHUB_APP_PRIVATE_KEY_FILE: '' };
  }
}

function assembled(read: Variables): Environment | undefined {
  const { SLACK_BOT_TOKEN: botToken, GITHUB_APP_ID: appId } = read;
  const privateKey = read.GITHUB_APP_PRIVATE_KEY ?? read.GITHUB_APP_PRIVATE_KEY_FILE;
  const connection = read.SLACK_APP_TOKEN
    ? { mode: 'socket' as const, appToken: read.SLACK_APP_TOKEN }
    : read.SLACK_SIGNING_SECRET && {
        mode: 'http' as const,
        signingSecret: read.SLACK_SIGNING_SECRET,
      };
  const auth =
    appId !== undefined && privateKey
      ? { kind: 'app' as const, appId, privateKey }
      : read.GITHUB_TOKEN && { kind: 'token' as const, token: read.GITHUB_TOKEN };
  if (!botToken || !connection || !auth) return undefined;
  return {
    slack: { botToken, apiUrl: `${read.SLACK_API_URL ?? 'https://slack.com/api'}/`, connection },
    github: {
      apiUrl: read.GITHUB_API_URL ?? 'https://api.github.com',
      auth,
      webhookSecret: read.GITHUB_WEBHOOK_SECRET ?? null,
      linking: linkingOf(read),
    },
    secretKeys: read.BATON_SECRET_KEY ?? [],
    database: read.DATABASE_URL ?? { engine: 'sqlite', file: './data/baton.db' },
    port: read.PORT ?? 3000,
    logLevel: read.LOG_LEVEL ?? 'info',
  };
}

function linkingOf(read: Variables): Environment['github']['linking'] {
  const { GITHUB_APP_CLIENT_ID: clientId, GITHUB_APP_CLIENT_SECRET: clientSecret = null } = read;
  return clientId === undefined ? null : { clientId, clientSecret };
}
