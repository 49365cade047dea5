import { channelLink } from '../../core/inline.ts';
import type { Message } from '../../core/message.ts';
import type { Handover, Page, PageCall } from '../../core/oncall.ts';
import type { Team } from '../../core/settings.ts';
import {
  calendarBroken,
  offered,
  offerMessage,
  overrideEnded,
  overrideEndedNotice,
  overrideMade,
  overrideNotice,
  paged,
  rotaMoved,
} from '../../oncall/messages/changes.ts';
import {
  handoverMessage,
  handoverPrivately,
  handoverReminder,
} from '../../oncall/messages/handover.ts';
import { callMessage, pageCard, pageNote, stillOnIt } from '../../oncall/messages/page.ts';
import {
  myShiftsToOffer,
  nowAndNext,
  overrideList,
  rotaTable,
} from '../../oncall/messages/rota.ts';
import type { PageView } from '../../oncall/view.ts';

/** One of each message about being on call; `incident` is what a page can be about. */
export function onCallGallery(incident: Message, now: number): Record<string, Message> {
  const view = pageView(now);
  const [first, second] = view.calls;
  if (!first || !second) return {};
  const over = { ...view, page: { ...view.page, closedAt: now, resolvedBy: 'U0SAMPLE' } };
  const asked = { about: 'acme/api · CI on main', at: now, answerBy: now };
  const chain = [{ layer: 'primary', person: 'omar', ackWithin: 600_000 }];
  const notes = ['call-1', `gave-up-${now}`, `lapsed-${now}`].flatMap((what) => {
    const said = pageNote(view, { what, about: incident });
    return said ? [[`page, reply ${what.replace(/\d+/, 'n')}`, said] as const] : [];
  });
  return {
    'page, private': callMessage(view, second, { about: incident, now }),
    'page, passed on': callMessage(view, first, { about: incident, now }),
    'page, by hand': pageCard(view, now),
    'page, by hand and over': pageCard(over, now),
    'page, still on it?': stillOnIt({ ...view, page: { ...view.page, askedAt: now } }, asked, now),
    'page, asked for': paged(view.page, chain, { team, faces: new Map() }),
    'page, asked for in vain': paged(view.page, [], { team, faces: new Map() }),
    ...Object.fromEntries(notes),
    ...shiftGallery(now),
  };
}

/** One of each message about shifts. */
function shiftGallery(now: number): Record<string, Message> {
  const faces = new Map([['omar', { name: 'Omar', slack: 'U0SAMPLE' }]]);
  const span = {
    team: 'ops',
    layer: 'primary',
    person: 'omar',
    from: now,
    until: now + 604_800_000,
  };
  const shift = { ...span, override: 1 };
  const made = { ...span, id: 7, createdBy: 'U0SAMPLE', createdAt: now };
  const free = {
    ...span,
    id: 1,
    offeredBy: 'U0SAMPLE',
    offeredAt: now,
    takenBy: null,
    takenAt: null,
  };
  const layer = { layer: 'primary', now: shift, next: undefined };
  const handover: Handover = {
    ...{ id: 1, team: 'ops', layer: 'primary', at: now, leaving: 'omar', coming: 'omar', since: 0 },
    ...{ writtenAt: now, acceptedBy: null, acceptedAt: null },
  };
  const report = { open: [], pages: [], flaked: [], handoffs: [], deploys: [], calls: 3 };
  const view = { handover, team, report, faces };
  const told = { team, faces };
  return {
    'on call, now and next': nowAndNext([{ team, layers: [layer], broken: ['secondary'] }], faces),
    'on call, rota': rotaTable(team, [shift], { weeks: 4, faces, now }),
    'on call, overrides': overrideList([made], { teams: [team], faces }),
    'on call, override': overrideMade(made, ['omar'], told),
    'on call, override taken back': overrideEnded(made, told),
    'on call, override told': overrideNotice(made, { ...told, coming: true }),
    'on call, override over': overrideEndedNotice({ ...made, by: 'U0SAMPLE', again: true }, team),
    'on call, which shift': myShiftsToOffer([shift], { teams: [team] }),
    'on call, offered': offered(channelLink('C0OPS')),
    'on call, offer': offerMessage(free, team, now),
    'on call, offer taken': offerMessage({ ...free, takenBy: 'U0SAMPLE' }, team, now),
    'on call, moved': rotaMoved(
      { layer: 'primary', was: 'omar', now: 'omar', byCalendar: true },
      told,
    ),
    'on call, calendar broken': calendarBroken(
      { error: 'it answers 404' },
      { team, layer: 'primary' },
    ),
    'on call, calendar mended': calendarBroken({ error: null }, { team, layer: 'primary' }),
    'shift handover': handoverMessage(view, now),
    'shift handover, off': handoverMessage({ ...view, instead: 'omar' }, now),
    'shift handover, private': handoverPrivately(view, 'omar', now),
    'shift handover, reminder': handoverReminder(view, now),
  };
}

const team: Team = {
  ...{ id: 'ops', name: 'Operations', channel: '#ops', members: ['omar'], slackGroup: null },
  ...{ lead: 'mina', workingHours: [], timezone: 'Europe/Berlin', holidays: [] },
  handoffs: { acceptWithin: 1, finishWithin: 1, checklist: [] },
  ...{ onCall: [], onCallGroup: null },
  paging: { rounds: 3, stillOnIt: 1, quietHours: { low: [], normal: [], critical: [] } },
};

function pageView(now: number): PageView {
  const page: Page = {
    ...{ id: 1, team: 'ops', severity: 'critical', incident: null, title: 'checkout is down' },
    ...{ channel: '#ops', openedBy: 'U0SAMPLE', openedAt: now - 900_000 },
    ...{ callingSince: now - 900_000, gaveUpAt: null, askedAt: null, confirmedAt: null },
    ...{ acknowledgedBy: null, acknowledgedAt: null, snoozedUntil: null },
    ...{ resolvedBy: null, closedAt: null },
  };
  const subject = { acknowledgedBy: null, acknowledgedAt: null, snoozedUntil: null };
  return {
    ...{ page, team, first: 'omar', quietUntil: null },
    subject: { ...subject, state: 'triggered', movedAt: now },
    calls: [call(0, now - 900_000), call(1, now - 300_000)],
  };
}

const call = (nth: number, at: number): PageCall => ({
  ...{ page: 1, nth, round: 0, layer: ['primary', 'secondary'][nth] ?? 'lead', person: 'omar' },
  ...{ slack: `U0SAMPLE${nth}`, at, ackWithin: 600_000 },
});
