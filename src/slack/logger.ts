import { inspect } from 'node:util';
import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../core/log.ts';
import { redact } from '../core/redact.ts';

/**
 * Slack's libraries, writing to our log. They print whole requests and answers at debug: whatever
 * could be used to act as Baton (tokens, socket tickets, response URLs) is blacked out.
 * Their errors are warnings here, since each comes back to us as a thrown error as well.
 */
export function boltLogger(log: Log): Logger {
  const to =
    (write: (fields: object, message: string) => void) =>
    (...parts: unknown[]): void =>
      write({ from: 'slack-sdk' }, scrubbed(parts.map(worded).join(' ')));
  // To word and scrub what nobody reads costs more than to acknowledge a command.
  const debug = log.isLevelEnabled?.('debug') === false ? () => {} : to(log.debug.bind(log));
  return {
    debug,
    info: debug,
    warn: to(log.warn.bind(log)),
    error: to(log.warn.bind(log)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

const worded = (part: unknown): string =>
  typeof part === 'string' ? part : part instanceof Error ? part.message : inspect(part);

/** Blacks out what could be used to act as Baton, behind whatever is a secret anywhere. */
export function scrubbed(text: string): string {
  return redact(text)
    .replace(/\bx(?:ox[a-z]|app)-[\w-]+/gi, '[token]')
    .replace(/(ticket=)[^\s"'&]+/gi, '$1[ticket]')
    .replace(/("?(?:token|authorization|trigger_id)"?\s*[:=]\s*"?)[\w.-]+/gi, '$1[token]')
    .replace(/("?response_url"?\s*[:=]\s*["']?)[^\s"'\\]+/gi, '$1[response URL]');
}
