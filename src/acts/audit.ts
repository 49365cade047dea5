import { parseDuration } from '../core/duration.ts';
import { UserError } from '../core/errors.ts';
import type { Entry } from './entries.ts';
import { nobodySuch, noSuchTime } from './messages/audit.ts';

/** Where somebody may read all of it, whose role counts for every repository. */
export const everywhere = 'every repository';

/**
 * `7d` ago, or a day such as 2026-11-01 in UTC.
 *
 * @throws UserError where it is neither
 */
export function sinceOf(text: string, now: number): number {
  const span = parseDuration(text);
  if (span !== undefined) return now - span;
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(day)) throw new UserError(...noSuchTime(text));
  return day;
}

/**
 * A Slack id from a mention, or `baton`.
 *
 * @throws UserError where it is neither
 */
export function whoOf(text: string): string {
  const id = /^@?([UW][A-Z0-9]{4,})$/.exec(text)?.[1];
  if (id) return id;
  if (/^@?baton$/i.test(text)) return 'baton';
  throw new UserError(...nobodySuch(text));
}

const columns = [
  ...['time', 'who', 'name', 'github_login', 'what', 'repository', 'target', 'from', 'result'],
  'request_id',
];

/** A header, and a line for each entry (RFC 4180); `nameOf` is of a Slack id. */
export function auditCsv(entries: readonly Entry[], nameOf: (id: string) => string): string {
  const rows = entries.map((entry) => [
    ...[new Date(entry.at).toISOString(), entry.who, nameOf(entry.who), entry.asLogin ?? ''],
    ...[entry.what, entry.repository ?? '', entry.target, entry.from, entry.result],
    entry.requestId ?? '',
  ]);
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** What a spreadsheet takes for the beginning of a formula, in full width too (OWASP, CSV Injection). */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Quoted; what would be a formula begins with an apostrophe. */
function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
