import { type Inline, localTime } from './inline.ts';

/**
 * A time as each reader's clock shows it: the hour alone within the last 20 hours, the day with it
 * before that. Where a client cannot format it, UTC stands there and says so.
 */
export function at(ms: number, now: number): Inline {
  const iso = new Date(ms).toISOString();
  const near = Math.abs(now - ms) < 20 * 60 * 60 * 1000;
  const fallback = near
    ? `${iso.slice(11, 16)} UTC`
    : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
  return localTime(ms, near ? '{time}' : '{date_short_pretty} {time}', fallback);
}
