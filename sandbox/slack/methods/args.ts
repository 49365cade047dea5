import type { Json } from '../wire.ts';
import { SlackError } from '../world/errors.ts';

/** A call's arguments: all text when they came as a form, typed when they came as JSON. */
export type Args = Json;

const missing = (name: string): SlackError =>
  new SlackError('invalid_arguments', {
    response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
  });

/** Arguments that are JSON themselves, and come as text in a form. */
const NESTED = ['attachments', 'blocks', 'files', 'message', 'metadata', 'view'];

/** Decodes what is JSON inside a form; what is not stays text, for the method to refuse. */
export function decodeArgs(args: Args): Args {
  const decoded = { ...args };
  for (const name of NESTED) {
    const value = args[name];
    if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) continue;
    try {
      decoded[name] = JSON.parse(value);
    } catch {
      // Left as it came.
    }
  }
  return decoded;
}

/** @throws SlackError `invalid_arguments` when it is absent or empty */
export function required(args: Args, name: string): string {
  const value = optional(args, name);
  if (value === undefined) throw missing(name);
  return value;
}

export function optional(args: Args, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' ? value : String(value);
}

export function flag(args: Args, name: string): boolean {
  const value = args[name];
  return value === true || value === 'true' || value === '1' || value === 1;
}

/** A number between 1 and `most`; Slack cuts what is over rather than refuse it. */
export function limit(args: Args, fallback: number, most: number): number {
  const value = Number(optional(args, 'limit') ?? fallback);
  if (!Number.isInteger(value) || value < 0) throw new SlackError('invalid_limit');
  return Math.min(value === 0 ? fallback : value, most);
}

/**
 * An argument that is itself JSON: as text in a form, as it is (or as text) in a JSON body.
 * @throws SlackError with `code` when the text is not JSON
 */
export function json(args: Args, name: string, code: string): unknown {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new SlackError(code);
  }
}

/** Comma-separated names, or an array of them. */
export function names(args: Args, name: string): string[] {
  const value = args[name];
  if (Array.isArray(value)) return value.map(String);
  return (optional(args, name) ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
}

/**
 * A page of a list and the cursor of the next one.
 * @throws SlackError `invalid_cursor`
 */
export function page<Item>(
  items: readonly Item[],
  args: Args,
  limits: { fallback: number; most: number },
): { page: Item[]; response_metadata: { next_cursor: string } } {
  const count = limit(args, limits.fallback, limits.most);
  const start = readCursor(optional(args, 'cursor'));
  const end = start + count;
  const next_cursor = end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { page: items.slice(start, end), response_metadata: { next_cursor } };
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (!match) throw new SlackError('invalid_cursor');
  return Number(match[1]);
}
