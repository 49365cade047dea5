import type { Cron } from './cron.ts';
import { instantOf, wallOf } from './wall-clock.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * One turn of a schedule. `wall` is what the clock on the wall in its zone shows then,
 * `2026-11-23T09:00`; it names the turn: an hour that comes twice when summer ends is one turn, and
 * one that is left out when summer begins is taken when the clock is put forward.
 */
export type Slot = { at: number; wall: string };

/** A cron expression and the IANA zone in which it is read. */
export type Recurring = { cron: Cron; zone: string };

/** The newest slot from `from` up to `to`, both included; times in ms. */
export function newestSlot(
  { cron, zone }: Recurring,
  { from, to }: { from: number; to: number },
): Slot | undefined {
  const [first, last] = [dayOf(from, zone) - day, dayOf(to, zone)];
  for (let date = last; date >= first; date -= day) {
    const inside = slotsOn(date, { cron, zone }).filter(({ at }) => at >= from && at <= to);
    const newest = inside.toSorted((a, b) => a.at - b.at).at(-1);
    if (newest) return newest;
  }
  return undefined;
}

/** Eight years: 29 February may be left out at the turn of a century. */
const farthest = 8 * 366;

/** The next slot after a moment. */
export function nextSlot({ cron, zone }: Recurring, after: number): Slot | undefined {
  const first = dayOf(after, zone) - day;
  for (let days = 0; days <= farthest; days += 1) {
    const later = slotsOn(first + days * day, { cron, zone }).filter(({ at }) => at > after);
    const next = later.toSorted((a, b) => a.at - b.at)[0];
    if (next) return next;
  }
  return undefined;
}

/** The calendar day in the zone, as midnight of that date in UTC: days of 24 hours to count with. */
function dayOf(at: number, zone: string): number {
  const wall = wallOf(at, zone);
  return wall - (wall % day);
}

function slotsOn(date: number, { cron, zone }: Recurring): Slot[] {
  const calendar = new Date(date);
  const month = calendar.getUTCMonth() + 1;
  const falls = { month, day: calendar.getUTCDate(), weekday: calendar.getUTCDay() };
  if (!cron.fallsOn(falls)) return [];
  return cron.hours.flatMap((hour) =>
    cron.minutes.map((minutes) => {
      const wall = date + (hour * 60 + minutes) * minute;
      return { at: instantOf(wall, zone), wall: new Date(wall).toISOString().slice(0, 16) };
    }),
  );
}
