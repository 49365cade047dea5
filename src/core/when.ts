import type { ParsedComponents } from 'chrono-node';
import { casual } from 'chrono-node/en';
import { DateTime } from 'luxon';
import { parseDuration } from './duration.ts';

/** A moment to come, in ms since the epoch, or why there is none. */
export type When = { at: number } | { reason: 'unclear' | 'past' | 'too_far' };

const year = 366 * 24 * 3_600_000;
/** What people mean by a day without a time. */
const morning = 9;

/**
 * Reads a moment to come as people write it: `2h`, `for 90 minutes`, `tomorrow 9:00`, `until 5pm`,
 * `monday`, `24 Dec 10:00`. A time without a zone is read in `zone`, daylight saving of that day
 * included; a time that has passed today is tomorrow's; a day without a time is nine in the morning.
 */
export function parseWhen(text: string, { now, zone }: { now: number; zone: string }): When {
  const words = text
    .trim()
    .replace(/^(for|until|till|til|to|by|at)\s+/i, '')
    .slice(0, 100);
  const span = parseDuration(words);
  const at = span === undefined ? moment(words, now, zone) : now + span;
  if (at === undefined) return { reason: 'unclear' };
  if (at <= now) return { reason: 'past' };
  return at - now > year ? { reason: 'too_far' } : { at };
}

const dayAfter = /^(?:the )?day after (?=tomorrow\b)/i;
/** Chrono reckons one date from another on the machine's own clock, hours and even a day off. */
const fromAnother = /\b(?:after|before)\b/i;

function moment(words: string, now: number, zone: string): number | undefined {
  if (!dayAfter.test(words))
    return fromAnother.test(words) ? undefined : plainMoment(words, now, zone);
  const tomorrow = plainMoment(words.replace(dayAfter, ''), now, zone);
  if (tomorrow === undefined) return undefined;
  return DateTime.fromMillis(tomorrow, { zone }).plus({ days: 1 }).toMillis();
}

function plainMoment(words: string, now: number, zone: string): number | undefined {
  const { offset } = DateTime.fromMillis(now, { zone });
  const reference = { instant: new Date(now), timezone: offset };
  // “last friday” is not the next one.
  const forwardDate = !/\b(last|past|previous|ago)\b/i.test(words);
  const found = casual.parse(words, reference, { forwardDate });
  const [only] = found;
  if (found.length !== 1 || only?.text !== words || only.end) return undefined;
  if (only.start.isCertain('timezoneOffset')) return only.start.date().getTime();
  const read = wallClock(only.start, zone);
  if (read === undefined || !forwardDate || !isWeekday(only.start)) return read;
  return coming(DateTime.fromMillis(read, { zone }), now, words);
}

const isWeekday = (read: ParsedComponents): boolean =>
  read.isCertain('weekday') && !read.isCertain('day') && !read.isCertain('month');

/** Chrono holds noon of a weekday against the machine's own clock, and may take the week before or after. */
function coming(read: DateTime, now: number, words: string): number {
  if (read.toMillis() <= now) return read.plus({ weeks: 1 }).toMillis();
  const before = read.minus({ weeks: 1 }).toMillis();
  return before > now && !/\bnext\b/i.test(words) ? before : read.toMillis();
}

/** Chrono knows one offset, that of now: the day and time that it read are put into the zone here. */
function wallClock(read: ParsedComponents, zone: string): number | undefined {
  const [year, month, day] = [read.get('year'), read.get('month'), read.get('day')];
  if (year === null || month === null || day === null) return undefined;
  const time = DateTime.fromObject({ year, month, day, ...timeOfDay(read) }, { zone });
  return time.isValid ? time.toMillis() : undefined;
}

function timeOfDay(read: ParsedComponents): { hour: number; minute: number } {
  const [hour, minute] = [read.get('hour') ?? morning, read.get('minute') ?? 0];
  if (read.isCertain('hour')) return { hour, minute };
  const named = [...read.tags()].some((tag) => /relativeDate|night|evening|afternoon/.test(tag));
  return named ? { hour, minute } : { hour: morning, minute: 0 };
}
