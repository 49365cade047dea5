import { closest } from '../core/suggest.ts';
import type { Problem } from './problems.ts';
import { type Variables, variables } from './variables.ts';

type Name = keyof Variables;

/** Which variables must be there and are not, by the names of those that are. */
export function missing(present: ReadonlySet<string>): Problem[] {
  return [...forSlack(present), ...forGitHub(present), ...forLinking(present)];
}

function forSlack(present: ReadonlySet<string>): Problem[] {
  const botToken = absent(
    present,
    'SLACK_BOT_TOKEN',
    "is not set: the Bot User OAuth Token (xoxb-…) on the app's OAuth & Permissions page",
  );
  if (present.has('SLACK_APP_TOKEN')) return botToken;
  const signingSecret = absent(
    present,
    'SLACK_SIGNING_SECRET',
    'is not set: it is needed for HTTP mode; for Socket Mode set SLACK_APP_TOKEN (xapp-…) instead',
    'SLACK_APP_TOKEN',
  );
  return [...botToken, ...signingSecret];
}

/** A token, or an App with its key in one of two places. */
function forGitHub(present: ReadonlySet<string>): Problem[] {
  const [inline, file] = ['GITHUB_APP_PRIVATE_KEY', 'GITHUB_APP_PRIVATE_KEY_FILE'] as const;
  const keys = [inline, file].filter((name) => present.has(name)).length;
  const app = present.has('GITHUB_APP_ID');
  if (keys === 2) return [{ path: inline, message: `is set beside ${file}; set one of them` }];
  if (app && keys === 0)
    return absent(
      present,
      inline,
      `is not set, nor is ${file}: a GitHub App needs its private key`,
    );
  if (keys === 1)
    return absent(present, 'GITHUB_APP_ID', 'is not set, although its private key is');
  if (app) return [];
  const sentence = `is not set: a GitHub token, or a GitHub App by GITHUB_APP_ID and ${inline} or ${file}`;
  return absent(present, 'GITHUB_TOKEN', sentence);
}

/** Tokens of people are not kept without a key. */
function forLinking(present: ReadonlySet<string>): Problem[] {
  if (present.has('GITHUB_APP_CLIENT_ID'))
    return absent(
      present,
      'BATON_SECRET_KEY',
      'is not set: it is needed with GITHUB_APP_CLIENT_ID, to keep what people link (openssl rand -base64 32)',
    );
  if (present.has('GITHUB_APP_CLIENT_SECRET'))
    return absent(present, 'GITHUB_APP_CLIENT_ID', 'is not set, although its secret is');
  return [];
}

/** Says that a variable is not set, and which other one was perhaps meant for it, or for what would do `instead`. */
function absent(
  present: ReadonlySet<string>,
  name: Name,
  sentence: string,
  instead: Name = name,
): Problem[] {
  if (present.has(name)) return [];
  const names = Object.keys(variables.shape);
  const near = [...present].find((other) => {
    const meant = names.includes(other) ? undefined : closest(other, names);
    return meant === name || meant === instead;
  });
  const hint = near === undefined ? '' : `; did you mean it by ${near}?`;
  return [{ path: name, message: `${sentence}${hint}` }];
}
