import { DateTime } from 'luxon';
import type { Slice } from '../store/types/index.ts';
import type { Period } from './numbers.ts';

/** A day or a part of one. */
export type DaySlice = Slice & { date: string; workday: boolean };

const baselineDays = 28;

/** So many days up to now, by the wall clock: over a change to daylight saving the hour stays the same. */
export function lastDays(days: number, now: number, zone: string): Period {
  return { from: daysBefore(days, now, zone), to: now, zone };
}

/** The four weeks before a period: what it is compared with. */
export function weeksBefore({ from, zone }: Period): Slice {
  return { from: daysBefore(baselineDays, from, zone), to: from };
}

/** The days of a stretch of time, cut at each midnight of the zone; the first and last may be partial. */
export function daysIn({ from, to }: Slice, zone: string): DaySlice[] {
  const days: DaySlice[] = [];
  for (let at = from; at < to; ) {
    const day = DateTime.fromMillis(at, { zone });
    const end = Math.min(to, day.plus({ days: 1 }).startOf('day').toMillis());
    const date = day.toISODate() ?? '';
    days.push({ from: at, to: end, date, workday: day.weekday <= 5 });
    at = end;
  }
  return days;
}

function daysBefore(days: number, at: number, zone: string): number {
  return DateTime.fromMillis(at, { zone }).minus({ days }).toMillis();
}
