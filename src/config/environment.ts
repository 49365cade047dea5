import type { Secret } from '../core/secret.ts';
import { closest } from '../core/suggest.ts';
import type { Problem, Reading } from './problems.ts';
import {
  type Database,
  type LogLevel,
  privateKey,
  type Variables,
  variables,
} from './variables.ts';

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
  };
  database: Database;
  port: number;
  logLevel: LogLevel;
};

/** Where the configuration comes from; `readFile` throws an error with a `code` where it cannot. */
export type Sources = {
  env: Readonly<Record<string, string | undefined>>;
  readFile(path: string): string;
};

type Name = keyof Variables;
type Present = ReadonlySet<string>;

/** Reads the variables: what they say, or everything that is wrong with them. */
export function readEnvironment({ env, readFile }: Sources): Reading<Environment> {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const result = variables.safeParse(given);
  const problems: Problem[] = (result.error?.issues ?? []).map(({ path, message }) => ({
    path: String(path[0]),
    message,
  }));
  const present: Present = new Set(Object.keys(given));
  problems.push(...missing(present));
  if (!result.success) return { read: undefined, problems };
  const key = appKey(result.data, readFile);
  if (typeof key === 'string') problems.push({ path: 'GITHUB_APP_PRIVATE_KEY_FILE', message: key });
  const read =
    problems.length === 0 && typeof key !== 'string' ? assembled(result.data, key) : undefined;
  return { read, problems };
}

/** What must be there and is not, by what else is there. */
function missing(present: Present): Problem[] {
  const problems: Problem[] = [];
  const need = (name: Name, sentence: string): void => {
    if (present.has(name)) return;
    const near = closest(
      name,
      [...present].filter((other) => !(other in variables.shape)),
    );
    problems.push({
      path: name,
      message: near === undefined ? sentence : `${sentence}; did you mean it by ${near}?`,
    });
  };
  need(
    'SLACK_BOT_TOKEN',
    "is not set: the Bot User OAuth Token (xoxb-…) on the app's OAuth & Permissions page",
  );
  if (!present.has('SLACK_APP_TOKEN'))
    need(
      'SLACK_SIGNING_SECRET',
      'is not set: it is needed for HTTP mode; for Socket Mode set SLACK_APP_TOKEN (xapp-…) instead',
    );
  const keys = ['GITHUB_APP_PRIVATE_KEY', 'GITHUB_APP_PRIVATE_KEY_FILE'] as const;
  const [key, file] = keys.map((name) => present.has(name));
  const app = present.has('GITHUB_APP_ID');
  if (key && file)
    problems.push({ path: keys[0], message: `is set beside ${keys[1]}; set one of them` });
  if (app && !key && !file)
    need(keys[0], `is not set, nor is ${keys[1]}: a GitHub App needs its private key`);
  if (!app && (key || file)) need('GITHUB_APP_ID', 'is not set, although its private key is');
  if (!app && !key && !file)
    need(
      'GITHUB_TOKEN',
      `is not set: a GitHub token, or a GitHub App by GITHUB_APP_ID and ${keys[0]} or ${keys[1]}`,
    );
  return problems;
}

/** The App's key from either variable; a text says why the file does not hold one. */
function appKey(read: Variables, readFile: Sources['readFile']): Secret | string | undefined {
  const path = read.GITHUB_APP_PRIVATE_KEY_FILE;
  if (path === undefined) return read.GITHUB_APP_PRIVATE_KEY;
  try {
    return privateKey(readFile(path)) ?? 'names a file that holds no private key in PEM form';
  } catch {
    return 'names a file that cannot be read';
  }
}

function assembled(read: Variables, privateKey: Secret | undefined): Environment | undefined {
  const { SLACK_BOT_TOKEN: botToken, GITHUB_APP_ID: appId } = read;
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
    },
    database: read.DATABASE_URL ?? { engine: 'sqlite', file: './data/baton.db' },
    port: read.PORT ?? 3000,
    logLevel: read.LOG_LEVEL ?? 'info',
  };
}
