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
    const walls = wallsOn(date, cron);
    const newest = slotAt(walls[comeBy(to, { walls, zone }) - 1], zone);
    if (newest) return newest.at >= from ? newest : undefined;
  }
  return undefined;
}

/** Eight years: 29 February may be left out at the turn of a century. */
const farthest = 8 * 366;

/** The next slot after a moment. */
export function nextSlot({ cron, zone }: Recurring, after: number): Slot | undefined {
  const first = dayOf(after, zone) - day;
  for (let days = 0; days <= farthest; days += 1) {
    const walls = wallsOn(first + days * day, cron);
    const next = slotAt(walls[comeBy(after, { walls, zone })], zone);
    if (next) return next;
  }
  return undefined;
}

/** The calendar day in the zone, as midnight of that date in UTC: days of 24 hours to count with. */
function dayOf(at: number, zone: string): number {
  const wall = wallOf(at, zone);
  return wall - (wall % day);
}

/** What the clock on the wall shows at the slots of a day, in their order. */
function wallsOn(date: number, cron: Cron): number[] {
  const calendar = new Date(date);
  const month = calendar.getUTCMonth() + 1;
  const falls = { month, day: calendar.getUTCDate(), weekday: calendar.getUTCDay() };
  if (!cron.fallsOn(falls)) return [];
  return cron.hours.flatMap((hour) =>
    cron.minutes.map((minutes) => date + (hour * 60 + minutes) * minute),
  );
}

/**
 * How many of them have come by a moment. What the wall shows later never comes earlier, so that
 * halving finds it: to ask a zone for its time is dear, and a day may have 1,440 slots.
 */
function comeBy(moment: number, { walls, zone }: { walls: number[]; zone: string }): number {
  let [come, open] = [0, walls.length];
  while (come < open) {
    const middle = Math.floor((come + open) / 2);
    if (instantOf(walls[middle] ?? 0, zone) <= moment) come = middle + 1;
    else open = middle;
  }
  return come;
}

function slotAt(wall: number | undefined, zone: string): Slot | undefined {
  if (wall === undefined) return undefined;
  return { at: instantOf(wall, zone), wall: new Date(wall).toISOString().slice(0, 16) };
}
