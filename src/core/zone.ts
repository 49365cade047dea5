import { DateTime, IANAZone } from 'luxon';

/** Whether it names a time zone of the IANA database: `Europe/Berlin`, `UTC`. */
export const isZone = (name: string): boolean => IANAZone.isValidZone(name);

/**
 * The time of day in a zone, `09:12`; with `now` and another day than its, the day too: `21 Nov 09:12`,
 * and the year where that differs: `21 Nov 2025 09:12`. Times are milliseconds since the epoch.
 */
export function formatTime(at: number, zone: string, now?: number): string {
  const time = inZone(at, zone);
  const today = now === undefined ? time : inZone(now, zone);
  if (time.hasSame(today, 'day')) return time.toFormat('HH:mm');
  return time.toFormat(time.year === today.year ? 'd MMM HH:mm' : 'd MMM yyyy HH:mm');
}

/** The day in a zone: `Mon 23 Nov`. */
export function formatDay(at: number, zone: string): string {
  return inZone(at, zone).toFormat('ccc d MMM');
}

/** A zone that the platform does not know, as an old profile may name, is read as UTC. */
function inZone(at: number, zone: string): DateTime {
  return DateTime.fromMillis(at, { zone: isZone(zone) ? zone : 'utc', locale: 'en' });
}

/** What the clock on the wall shows in a zone, as if that were UTC: ms to count with. */
export function wallClock(at: number, zone: string): number {
  return at + offset(zone, at);
}

/**
 * When the clock on the wall shows this (see {@link wallClock}): the first time where it shows it
 * twice. A time that is left out when the clock is put forward is as much later as it was put.
 */
export function momentOnWall(wall: number, zone: string): number {
  const [before, after] = [offset(zone, wall - day), offset(zone, wall + day)];
  const moments = [wall - Math.max(before, after), wall - Math.min(before, after)];
  return moments.find((at) => wallClock(at, zone) === wall) ?? wall - before;
}

const day = 24 * 60 * 60 * 1000;

function offset(zone: string, at: number): number {
  return (isZone(zone) ? IANAZone.create(zone).offset(at) : 0) * 60_000;
}
