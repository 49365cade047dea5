import type { Team, Weekday, WorkingHours } from './settings.ts';
import { instantOf, wallOf } from './wall-clock.ts';

/** When a team works: its hours in its zone, but for its holidays. Empty hours are every hour. */
export type WorkingTime = Pick<Team, 'workingHours' | 'timezone' | 'holidays'>;

type Span = { from: number; to: number };

const minute = 60_000;
const day = 24 * 60 * minute;
const always: readonly WorkingHours[] = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 24 * 60 }];

/**
 * The moment at which a team has worked for `ms` since `instant`: a deadline in its working hours.
 * It is always a working moment, the end of a day's work included; of no time at all it is
 * `instant` itself while they work, else the moment at which they begin.
 */
export function addWorkingTime(instant: number, ms: number, team: WorkingTime): number {
  let left = ms;
  for (const span of spansSince(instant, team)) {
    const begin = Math.max(span.from, instant);
    if (left <= span.to - begin) return begin + left;
    left -= span.to - begin;
  }
  return instant + ms;
}

/**
 * A span that a team promises, in its working time: of `1d` people mean a day of work, not 24 hours of
 * it. Whole weeks are a week's work, whole days a day's (its mean, where days differ); what is left
 * over is taken as it is.
 */
export function workingTerm(
  ms: number,
  { workingHours }: Pick<WorkingTime, 'workingHours'>,
): number {
  if (workingHours.length === 0) return ms;
  const perWeek = workingHours.reduce((sum, { days, from, to }) => {
    return sum + days.length * (to > from ? to - from : to + 24 * 60 - from);
  }, 0);
  const daysWorked = new Set(workingHours.flatMap(({ days }) => days)).size;
  const weeks = Math.floor(ms / (7 * day));
  const days = Math.floor((ms % (7 * day)) / day);
  return Math.round((weeks + days / daysWorked) * perWeek * minute) + (ms % day);
}

/** The first moment from `instant` on at which the team works; a day's end is not one. */
export function nextWorkingInstant(instant: number, team: WorkingTime): number {
  for (const span of spansSince(instant, team)) {
    if (span.to > instant) return Math.max(span.from, instant);
  }
  return instant;
}

/** Whether the team works at that moment. */
export const worksAt = (instant: number, team: WorkingTime): boolean =>
  nextWorkingInstant(instant, team) === instant;

/** How long the team worked between two moments, in ms; 0 where the second is not later. */
export function workingTimeBetween(from: number, to: number, team: WorkingTime): number {
  let total = 0;
  for (const span of spansSince(from, team)) {
    if (span.from >= to) break;
    total += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
  }
  return total;
}

/** Further than this nobody looks: a team whose hours never come would be waited for forever. */
const horizonDays = 4000;

/** The team's spans of work that do not end before `instant`, in order, none over another. */
export function* spansSince(instant: number, team: WorkingTime): Generator<Span> {
  const hours = team.workingHours.length > 0 ? team.workingHours : always;
  const today = Math.floor(wallOf(instant, team.timezone) / day);
  let last = Number.NEGATIVE_INFINITY;
  // A span of the day before may go on after midnight.
  for (let date = today - 1; date < today + horizonDays; date += 1) {
    if (team.holidays.includes(isoDate(date))) continue;
    for (const span of spansOf(date, hours, team.timezone)) {
      const from = Math.max(span.from, last);
      if (span.to <= from) continue;
      last = span.to;
      if (span.to >= instant) yield { from, to: span.to };
    }
  }
}

function spansOf(date: number, hours: readonly WorkingHours[], zone: string): Span[] {
  const at = (minutes: number) => instantOf(date * day + minutes * minute, zone);
  return hours
    .filter(({ days }) => days.includes(weekday(date)))
    .map(({ from, to }) => ({ from: at(from), to: at(to > from ? to : to + 24 * 60) }))
    .sort((a, b) => a.from - b.from);
}

/** Dates are counted in days since 1 January 1970, which was a Thursday. */
const weekday = (date: number): Weekday => (((((date + 3) % 7) + 7) % 7) + 1) as Weekday;
const isoDate = (date: number): string => new Date(date * day).toISOString().slice(0, 10);
