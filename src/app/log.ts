import { type DestinationStream, type Logger, pino } from 'pino';
import { redactJson } from '../core/redact-json.ts';

/** Baton's log: a line of JSON each, every line without secrets, whoever wrote it. To stdout, or to another place. */
export function createLog(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite },
  };
  return to ? pino(options, to) : pino(options);
}

/** The last door before the line is written, behind pino's serializers. */
function streamWrite(line: string): string {
  const redacted = redactJson(line);
  return redacted.endsWith('\n') ? redacted : `${redacted}\n`;
}
