import { CalendarFailure, type Fetched, fetchCalendar } from '../../../calendars/fetch.ts';
import { type CalendarEvent, readCalendar } from '../../../calendars/read.ts';
import type { CalendarEntry } from '../../../core/oncall.ts';
import type { Layer, Team } from '../../../core/settings.ts';
import { emailsIn, type Known, personMeant } from '../../../oncall/calendar.ts';
import { lookAtShifts } from '../../../oncall/change.ts';
import type { CalendarState } from '../../../store/types/oncall.ts';
import type { Handler } from '../../loops/due.ts';
import type { Desk } from '../feature.ts';
import type { Reach } from './reach.ts';

type Services = Pick<Desk, 'config' | 'store' | 'now' | 'log' | 'people' | 'channelId'>;

const day = 86_400_000;
/** What of a calendar is kept: as much as anybody asks for. */
const window = { behind: 8 * day, ahead: 190 * day };
/** A calendar that cannot be read for so long is told to the team. */
const tellAfterMs = 60 * 60_000;
const unread: CalendarState = {
  entries: [],
  etag: null,
  readAt: null,
  error: null,
  failingSince: null,
};

/** Every calendar that baton.yml names, as the key of its work: `ops/secondary`. */
export const calendarKeys = (teams: readonly Team[]): string[] =>
  teams.flatMap(({ id, onCall }) =>
    onCall.flatMap(({ layer, calendar }) => (calendar ? [`${id}/${layer}`] : [])),
  );

/** Reads a calendar that says who is on call, and keeps what it said last where it cannot be read. */
export function createCalendarReader(desk: Services, reach: Reach): Handler {
  const { config, store, now, log } = desk;

  async function entriesOf(text: string, team: Team): Promise<CalendarEntry[]> {
    const span = { from: now() - window.behind, until: now() + window.ahead, zone: team.timezone };
    const events = readCalendar(text, span);
    const people = await known();
    const entries: CalendarEntry[] = [];
    for (const event of events) {
      const person = personMeant(event, people) ?? (await inSlack(event));
      if (person === undefined)
        log.warn({ team: team.id, from: event.from }, 'the calendar means nobody whom I know');
      else entries.push({ person, from: event.from, until: event.until });
    }
    return entries;
  }

  async function known(): Promise<Known[]> {
    const faces = await reach.faces(config.people.map(({ id }) => id));
    return config.people.map(({ id, email }) => ({
      person: id,
      email,
      name: faces.get(id)?.name ?? null,
    }));
  }

  async function inSlack(event: CalendarEvent): Promise<string | undefined> {
    for (const email of emailsIn(event)) {
      const id = await desk.people.idOf({ email });
      if (id !== undefined) return id;
    }
    return undefined;
  }

  async function read(address: string, team: Team, before: CalendarState): Promise<CalendarState> {
    try {
      // What lies ahead comes nearer: after a day the same text is read anew.
      const fresh = before.readAt !== null && now() - before.readAt < day;
      const answer: Fetched = await fetchCalendar(address, { etag: fresh ? before.etag : null });
      if (answer.kind === 'same') return { ...before, error: null, failingSince: null };
      const entries = await entriesOf(answer.text, team);
      return { ...unread, entries, etag: answer.etag, readAt: now() };
    } catch (thrown) {
      if (!(thrown instanceof CalendarFailure)) throw thrown;
      return { ...before, error: thrown.message, failingSince: before.failingSince ?? now() };
    }
  }

  return async ({ key }) => {
    const { team, layer } = named(key, config.teams);
    if (!team || !layer?.calendar) return async () => {};
    const before = (await store.calendars.find(team.id, layer.layer)) ?? unread;
    const after = await read(layer.calendar.reveal(), team, before);
    if (after.error !== null && after.error !== before.error)
      log.warn(
        { team: team.id, layer: layer.layer, error: after.error },
        'cannot read a calendar; what it said last counts',
      );
    return async (tx) => {
      await tx.calendars.put(team.id, layer.layer, after);
      if (after.error !== before.error) await tx.posts.touch('calendar-broken', key, now());
      if (JSON.stringify(after.entries) !== JSON.stringify(before.entries))
        await lookAtShifts(team.id, { tx, now: now() });
      const { failingSince } = after;
      if (failingSince === null || team.channel === null || now() - failingSince < tellAfterMs)
        return;
      const post = {
        key: `calendar:${key}@${failingSince}`,
        kind: 'calendar-broken',
        subject: key,
      };
      const known = await tx.posts.byKey(post.key);
      if (!known)
        await tx.posts.show({ ...post, channel: desk.channelId(team.channel), now: now() });
    };
  };
}

/** The team and layer of a key. */
export function named(
  key: string,
  teams: readonly Team[],
): { team: Team | undefined; layer: Layer | undefined } {
  const [id, ...rest] = key.split('/');
  const team = teams.find((each) => each.id === id);
  return { team, layer: team?.onCall.find(({ layer }) => layer === rest.join('/')) };
}
