import type { Message } from '../../core/message.ts';
import { handoffsMessage, pagesMessage } from '../../reports/messages/behind.ts';
import { handoffSample } from './gallery-handoffs.ts';

/** One of each message that shows what a number rests on. */
export function behindGallery(
  about: Parameters<typeof handoffSample>[0],
  now: number,
): Record<string, Message> {
  const { handoff } = handoffSample(about, now);
  const told = { title: '“Handoffs waiting”', now, teamName: (id: string) => id, more: true };
  const link = 'https://acme.slack.com/archives/C1/p1';
  const late = { ...handoff.current, acceptedAt: handoff.current.acceptBy + 60_000 };
  const call = { team: 'ops', layer: 'primary', title: 'Disk full', calls: 2, firstAt: now };
  const { run, incident } = about;
  return {
    'report, handoffs': handoffsMessage(
      [
        { ...handoff, link },
        { ...handoff, state: 'accepted', current: late, link: undefined },
      ],
      told,
    ),
    'report, no handoffs': handoffsMessage([], told),
    'report, pages': pagesMessage(
      [
        { ...call, acknowledgedAt: null, about: undefined },
        { ...call, acknowledgedAt: now, about: { stream: incident.stream, run } },
      ],
      { ...told, title: '“Pages in a shift”' },
    ),
  };
}
