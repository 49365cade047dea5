import { type Inline, localTime } from './inline.ts';

const hourMs = 3_600_000;

/**
 * A time as each reader's clock shows it: the hour alone within the last 20 hours and the next six,
 * the day with it otherwise: of “from 9:00”, said in the evening, nobody knows which. Where a client cannot format it, UTC stands there and says so.
 */
export function at(ms: number, now: number): Inline {
  const iso = new Date(ms).toISOString();
  const near = now - ms < 20 * hourMs && ms - now < 6 * hourMs;
  const fallback = near
    ? `${iso.slice(11, 16)} UTC`
    : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
  return localTime(ms, near ? '{time}' : '{date_short_pretty} {time}', fallback);
}

/** The day alone, where nobody needs the hour; within the last 20 hours the hour alone. */
export function on(ms: number, now: number): Inline {
  if (Math.abs(now - ms) < 20 * hourMs) return at(ms, now);
  return localTime(ms, '{date_short_pretty}', new Date(ms).toISOString().slice(0, 10));
}
