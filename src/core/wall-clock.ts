import { IANAZone } from 'luxon';

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * What the clock on the wall shows in a zone, as milliseconds since 1 January 1970 00:00 on that
 * clock. Whole days of it are days of the calendar there; arithmetic on it knows no daylight saving.
 */
export function wallOf(instant: number, zone: string): number {
  return instant + IANAZone.create(zone).offset(instant) * minute;
}

/**
 * When the clock on the wall shows that. An hour that comes twice is meant the first time; one that
 * is left out is the moment at which the clock is put forward.
 */
export function instantOf(wall: number, zone: string): number {
  const iana = IANAZone.create(zone);
  const shown = (instant: number) => instant + iana.offset(instant) * minute;
  // No zone is further from UTC than 14 hours, and none changes its clock twice within two days.
  const guesses = [wall - day, wall + day].map((near) => wall - iana.offset(near) * minute);
  const [first = wall, last = wall] = guesses.sort((a, b) => a - b);
  if (shown(first) === wall) return first;
  if (shown(last) === wall) return last;
  let [before, after] = [first, last];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (shown(middle) < wall) before = middle;
    else after = middle;
  }
  return after;
}
