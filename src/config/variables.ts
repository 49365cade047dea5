import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { type Secret, secret } from '../core/secret.ts';

/** The environment variables one by one: what each may hold. Which are needed together, environment.ts knows. */

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export type Database = { engine: 'sqlite'; file: string } | { engine: 'postgres'; url: Secret };

/** A variable that `read` turns into what it means; the message never shows what it held. */
function variable<T>(message: string, read: (text: string) => T | undefined) {
  const schema = z.string().transform((text, context): T => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
  return schema.optional();
}

/** Of visible characters of ASCII alone: nothing else goes into a header, and the … of a manual is none. */
const token = (pattern: RegExp, message: string) =>
  variable(message, (text) => (pattern.test(text) ? secret(text) : undefined));

const address = (example: string) =>
  variable(`must be a web address such as ${example}`, addressOf);

export const variables = z.object({
  SLACK_BOT_TOKEN: token(
    /^(xoxe\.)?xoxb-[!-~]+$/,
    "must be a whole token that starts with xoxb-: the Bot User OAuth Token on the app's OAuth & Permissions page",
  ),
  SLACK_APP_TOKEN: token(
    /^xapp-[!-~]+$/,
    "must be a whole token that starts with xapp-: an App-Level Token with connections:write from the app's Basic Information page",
  ),
  SLACK_SIGNING_SECRET: token(
    /^(?!xox|xapp-)[!-~]{8,}$/,
    "must be the Signing Secret on the app's Basic Information page, which is no token",
  ),
  SLACK_API_URL: address('https://slack.com/api/'),
  GITHUB_TOKEN: token(
    /^(?!xox|xapp-)[!-~]{8,}$/,
    'must be a GitHub token (github_pat_…, ghp_… or ghs_…), whole and without spaces',
  ),
  GITHUB_APP_ID: variable(
    "must be the App ID (digits) or Client ID on the app's settings page",
    (text) => (/^(\d+|Iv\S+)$/.test(text) ? text : undefined),
  ),
  GITHUB_APP_PRIVATE_KEY: variable(
    'must be the text of the .pem file that GitHub made, whole and not in Base64; \\n may stand for line breaks; a path belongs in GITHUB_APP_PRIVATE_KEY_FILE',
    privateKey,
  ),
  GITHUB_APP_PRIVATE_KEY_FILE: variable(
    'must name a file that can be read and holds the .pem that GitHub made',
    privateKey,
  ),
  GITHUB_APP_CLIENT_ID: variable(
    "must be the Client ID (Iv…) on the GitHub App's settings page",
    (text) => (/^[\w.]{8,64}$/.test(text) ? text : undefined),
  ),
  GITHUB_APP_CLIENT_SECRET: token(
    /^[!-~]{16,}$/,
    "must be a client secret from the GitHub App's settings page",
  ),
  BATON_SECRET_KEY: variable(
    'must be 32 random bytes in Base64 (openssl rand -base64 32); an old key may follow behind a comma',
    secretKeys,
  ),
  GITHUB_WEBHOOK_SECRET: token(/^\S.*$/, 'must be the secret that the webhook was given'),
  GITHUB_API_URL: address('https://api.github.com or https://github.acme.dev/api/v3'),
  DATABASE_URL: variable(
    'must be a file (sqlite:./data/baton.db) or a PostgreSQL address (postgres://user:password@host/name; in a password write @ as %40, / as %2F, : as %3A, ? as %3F, # as %23, % as %25)',
    databaseOf,
  ),
  BATON_CONFIG: variable('must be a path', (text) => text),
  PORT: variable('must be a port from 0 to 65535', portOf),
  LOG_LEVEL: variable(`must be one of ${logLevels.join(', ')}`, (text) =>
    logLevels.find((level) => level === text.toLowerCase()),
  ),
});

export type Variables = z.output<typeof variables>;

/** GitHub's .pem as it is, or on one line with `\n` for the line breaks, as env files want it. */
function privateKey(text: string): Secret | undefined {
  const pem = text.replace(/\\n/g, '\n');
  try {
    createPrivateKey(pem);
    return secret(pem);
  } catch {
    return undefined;
  }
}

/** The newest first; those behind it still open what was closed with them. */
function secretKeys(text: string): Secret[] | undefined {
  const keys = text.split(',').map((key) => key.trim());
  const whole = keys.every((key) => Buffer.from(key, 'base64').length === 32);
  return whole ? keys.map(secret) : undefined;
}

/** Without a slash at the end. A password in it would end in logs, so there may be none. */
function addressOf(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const extras = url && `${url.username}${url.password}${url.search}${url.hash}`;
  const plain = url && /^https?:$/.test(url.protocol) && extras === '';
  return plain ? text.replace(/\/$/, '') : undefined;
}

function databaseOf(text: string): Database | undefined {
  if (/^postgres(ql)?:\/\//.test(text))
    return isAddress(text) ? { engine: 'postgres', url: secret(text) } : undefined;
  const [, file] = /^(?:sqlite|file):(?:\/\/)?(.+)$/.exec(text) ?? [];
  if (file !== undefined) return { engine: 'sqlite', file };
  return /^[a-z][a-z\d+.-]+:/i.test(text) ? undefined : { engine: 'sqlite', file: text };
}

/** An @ behind the host is that of a password which ended early, and what stands before it a part of that. */
function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { password, pathname, search, hash } = new URL(text);
  return !`${pathname}${search}${hash}`.includes('@') && !/%(?![\da-f]{2})/i.test(password);
}

function portOf(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}
