import ICAL from 'ical.js';
import { groupBy } from '../core/group.ts';
import { redact } from '../core/redact.ts';
import { short } from '../core/run-words.ts';
import { instantOf } from '../core/wall-clock.ts';
import { isZone } from '../core/zone.ts';
import { bounded } from './bounded.ts';
import { CalendarFailure } from './fetch.ts';

/** One event, or one occurrence of an event that comes again. Times are milliseconds since the epoch. */
export type CalendarEvent = {
  from: number;
  until: number;
  /** What it is called. */
  title: string;
  /** E-mail addresses of those who take part, in lower case, and their names. */
  attendees: { email: string; name: string | null }[];
};

type Window = { from: number; until: number };
/** Where times without a zone are meant. */
type Place = Window & { zone: string };

/** Four times as long as the largest calendar that is fetched takes; none may keep Baton busy. */
const mostMs = 2_000;
/** What comes more often than this is no shift. */
const mostOccurrences = 20_000;
const tooOften = /FREQ=(SECONDLY|MINUTELY)/i;

/**
 * The events of an iCalendar (RFC 5545) that reach into a window: recurrences spelt out, exceptions
 * and cancellations taken into account, times in their zones. Times without one, and whole days, are
 * meant in `zone`.
 *
 * @throws CalendarFailure where the text is no calendar, has an event that cannot be read, or takes longer than `withinMs`
 */
export function readCalendar(text: string, place: Place, withinMs = mostMs): CalendarEvent[] {
  return bounded(() => eventsOf(parsed(text), place), withinMs);
}

function eventsOf(calendar: Component, place: Place): CalendarEvent[] {
  const all = calendar
    .getAllSubcomponents('vevent')
    .filter((event) => event.hasProperty('dtstart'));
  const isException = (event: Component): boolean => event.hasProperty('recurrence-id');
  const found = [...groupBy(all, uid).values()].flatMap((series) => {
    const exceptions = series.filter(isException);
    const masters = series.filter((event) => !isException(event));
    // An excerpt of a calendar may hold one changed date of a series without the series.
    if (masters.length === 0) return exceptions.flatMap((event) => occurrences(event, [], place));
    return masters.flatMap((event) => occurrences(event, exceptions, place));
  });
  return found.sort((a, b) => a.from - b.from || a.until - b.until);
}

type Component = InstanceType<typeof ICAL.Component>;
type Event = InstanceType<typeof ICAL.Event>;
type Time = InstanceType<typeof ICAL.Time>;

function parsed(text: string): Component {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text.trim()));
    if (calendar.name === 'vcalendar') return calendar;
  } catch {
    // Its words are about columns of the text, which nobody here has written.
  }
  throw new CalendarFailure('what its server sends is no calendar');
}

const uid = (event: Component): unknown => event.getFirstPropertyValue('uid');

/** What ical.js throws of a rule that it cannot follow is about its own variables; whoever can mend it looks for the event. */
function occurrences(master: Component, exceptions: Component[], place: Place): CalendarEvent[] {
  try {
    return speltOut(master, exceptions, place);
  } catch {
    const title = short(redact(String(master.getFirstPropertyValue('summary') ?? '')));
    throw new CalendarFailure(`the dates of its event “${title}” cannot be read`);
  }
}

function speltOut(master: Component, exceptions: Component[], place: Place): CalendarEvent[] {
  const event = new ICAL.Event(master, { exceptions });
  if (!event.isRecurring()) return eventOf(event, event.startDate, event.endDate, place);
  if (master.getAllProperties('rrule').some((rule) => tooOften.test(rule.toICALString())))
    return [];
  const found: CalendarEvent[] = [];
  const each = event.iterator();
  for (let count = 0; count < mostOccurrences; count += 1) {
    const next = each.next();
    if (!next || instant(next, master, place.zone) >= place.until) break;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    found.push(...eventOf(item, startDate, endDate, place));
  }
  return found;
}

/** Nothing where it was called off, takes no time, or lies outside of the window. */
function eventOf(event: Event, start: Time, end: Time, place: Place): CalendarEvent[] {
  const { component, summary } = event;
  if (String(component.getFirstPropertyValue('status')).toUpperCase() === 'CANCELLED') return [];
  const [from, until] = [
    instant(start, component, place.zone),
    instant(end, component, place.zone),
  ];
  if (until <= from || until <= place.from || from >= place.until) return [];
  return [{ from, until, title: String(summary ?? ''), attendees: attendeesOf(component) }];
}

/** A time whose zone the file defines, or that names one that we know; all others are meant in `zone`. */
function instant(time: Time, component: Component, zone: string): number {
  const floating = time.isDate || time.zone === ICAL.Timezone.localTimezone;
  if (!floating) return time.toUnixTime() * 1000;
  const named = component.getFirstProperty('dtstart')?.getFirstParameter('tzid') ?? '';
  const { year, month, day, hour, minute, second } = time;
  const wall = time.isDate
    ? Date.UTC(year, month - 1, day)
    : Date.UTC(year, month - 1, day, hour, minute, second);
  return instantOf(wall, !time.isDate && isZone(named) ? named : zone);
}

function attendeesOf(component: Component): CalendarEvent['attendees'] {
  return component.getAllProperties('attendee').flatMap((attendee) => {
    const email = /^mailto:(.+@.+)$/i.exec(String(attendee.getFirstValue()))?.[1];
    const name = attendee.getFirstParameter('cn') ?? null;
    return email === undefined ? [] : [{ email: email.trim().toLowerCase(), name }];
  });
}
