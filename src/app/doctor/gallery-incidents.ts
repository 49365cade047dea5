import { incidentMessage } from '../../builds/messages/incident.ts';
import { howModal, mendedNote } from '../../builds/messages/mended.ts';
import { incidentNote } from '../../builds/messages/note.ts';
import type { IncidentView } from '../../builds/view.ts';
import type { Message } from '../../core/message.ts';

const nobody: ReadonlyMap<string, string> = new Map();

/** One of each message about an incident, by how it stands. */
export function incidentGallery(
  views: { red: IncidentView; green: IncidentView; closed: IncidentView },
  now: number,
): Record<string, Message> {
  const { red, green, closed } = views;
  const shown = (view: IncidentView) => incidentMessage(view, nobody, now);
  const reply = (view: IncidentView, what: string) =>
    incidentNote(view, what, { now, person: 'Dana' }) ?? shown(view);
  return {
    'incident, new': shown(untaken(red)),
    'incident, red': shown(red),
    'incident, outage': shown(many(red)),
    'incident, outage over': shown(many(green)),
    'incident, green': shown(green),
    'incident, closed': shown(closed),
    'incident, how was it fixed?': { text: 'Modal', blocks: [...howModal(green).blocks] },
    'incident, how it was fixed': mendedNote(green.incident) ?? shown(green),
    'incident, reply green': reply(green, 'green'),
    'incident, reply outage green': reply(many(green), 'green'),
    'incident, reply acknowledged': reply(red, 'acknowledged'),
    'incident, reply another cause': reply(red, 'cause-2'),
    'incident, reply snooze over': reply(red, 'snooze-over'),
    'incident, reply outage snooze over': reply(many(red), 'snooze-over'),
    'incident, closed by': reply(closed, 'closed-by-U0SAMPLE'),
    'incident, closed with its pull request': reply(closed, 'closed-pull'),
    'incident, closed with its branch': reply(closed, 'closed-branch'),
    'incident, closed with its workflow': reply(closed, 'closed-workflow'),
    'incident, closed with its repository': reply(closed, 'closed-repository'),
  };
}

/** As it is first announced: nobody has it yet. */
export const untaken = (red: IncidentView): IncidentView => ({
  ...red,
  incident: {
    ...{ ...red.incident, state: 'triggered', acknowledgedBy: null, acknowledgedAt: null },
    ...{ snoozedUntil: null, snoozedBy: null },
  },
});

/** The same with another workflow told under it. */
const many = (view: IncidentView): IncidentView => ({
  ...view,
  members: [{ incident: view.incident, stream: view.stream, run: view.lastRed }],
});
