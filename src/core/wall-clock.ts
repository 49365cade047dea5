import { IANAZone } from 'luxon';

const minute = 60_000;
const day = 24 * 60 * minute;

/** By zone and minute: to ask the engine for one takes as long as many lines of SQL. */
const offsets = new Map<string, Map<number, number>>();
const mostOffsets = 5_000;

/** By how many ms a zone is ahead of UTC. Since 1972, clocks have been changed on whole minutes alone. */
function aheadOf(zone: string, instant: number): number {
  const at = Math.floor(instant / minute);
  let known = offsets.get(zone);
  if (!known || known.size >= mostOffsets) {
    known = new Map();
    offsets.set(zone, known);
  }
  const ahead = known.get(at) ?? IANAZone.create(zone).offset(at * minute) * minute;
  known.set(at, ahead);
  return ahead;
}

/**
 * What the clock on the wall shows in a zone, as milliseconds since 1 January 1970 00:00 on that
 * clock. Whole days of it are days of the calendar there; arithmetic on it knows no daylight saving.
 */
export function wallOf(instant: number, zone: string): number {
  return instant + aheadOf(zone, instant);
}

/**
 * When the clock on the wall shows that. An hour that comes twice is meant the first time; one that
 * is left out is the moment at which the clock is put forward.
 */
export function instantOf(wall: number, zone: string): number {
  const shown = (instant: number) => instant + aheadOf(zone, instant);
  // No zone is further from UTC than 14 hours, and none changes its clock twice within two days.
  const guesses = [wall - day, wall + day].map((near) => wall - aheadOf(zone, near));
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
