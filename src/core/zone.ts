import { DateTime, IANAZone } from 'luxon';

/** Those asked about already: to ask the platform makes a formatter, some 100 µs. */
const known = new Set<string>();

/** Whether it names a time zone of the IANA database: `Europe/Berlin`, `UTC`. */
export function isZone(name: string): boolean {
  if (known.has(name)) return true;
  if (!IANAZone.isValidZone(name)) return false;
  known.add(name);
  return true;
}

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

/** Behind a time, where it is that: ` in Berlin`, ` in New York`, ` UTC`. */
export function whereItIs(zone: string): string {
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return city === 'UTC' ? ' UTC' : ` in ${city}`;
}

/** A zone that the platform does not know, as an old profile may name, is read as UTC. */
function inZone(at: number, zone: string): DateTime {
  return DateTime.fromMillis(at, { zone: isZone(zone) ? zone : 'utc', locale: 'en' });
}
