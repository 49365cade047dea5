import { lines } from '../../core/blocks.ts';
import { bold, code, emoji, type Inline } from '../../core/inline.ts';
import { type Message, message, replyAbout } from '../../core/message.ts';
import { count } from '../../core/text.ts';
import type { IncidentView } from '../view.ts';
import { excerpt, failedLine, verdictLine } from './cause.ts';
import { greenLine } from './incident.ts';
import { mendedNote } from './mended.ts';
import { said, short, streamName } from './words.ts';

/** A reply in the incident's thread: only what a person there needs. `person` is the name of whoever it tells of. */
export function incidentNote(
  view: IncidentView,
  what: string,
  told: { now: number; person?: string | undefined },
): Message | undefined {
  const note = noteOf(view, what, told);
  const more = view.members.length;
  const about = [streamName(view.stream), more > 0 ? ` and ${count(more, 'other')}` : ''];
  return note && replyAbout(about, note);
}

function noteOf(
  view: IncidentView,
  what: string,
  { now, person }: { now: number; person?: string | undefined },
): Message | undefined {
  const { incident } = view;
  if (what.startsWith('closed-')) return said(closedLine(view, what, person));
  if (what === 'green') {
    if (view.members.length > 0)
      return said([emoji('large_green_circle'), ' All of it is green again.']);
    // Whoever mended it knows: their name stands there, without pinging them.
    return said([emoji('large_green_circle'), ' ', ...greenLine(view, new Map())]);
  }
  if (what.startsWith('cause-') && view.finding) {
    const { url } = view.repository;
    const [job] = view.failed;
    const line = verdictLine(view.finding, { now, url });
    return message(
      ['Another cause: ', ...line],
      [
        lines(
          [bold('Another cause now. '), ...line],
          ...(job ? [failedLine(job, view.finding)] : []),
        ),
        ...excerpt(view.finding.cause, 8),
      ],
    );
  }
  if (what === 'acknowledged' && isHeld(view)) {
    return said([emoji('eyes'), ' ', bold(person ?? 'Somebody'), ' has it.']);
  }
  if (what === 'mended') return mendedNote(incident);
  if (what === 'snooze-over') return snoozeOver(view);
  return undefined;
}

/** Whether anybody has it, or any of what is told under it. */
const isHeld = ({ incident, members }: IncidentView): boolean =>
  [incident, ...members.map((each) => each.incident)].some((one) => one.acknowledgedBy !== null);

/** Of an outage whatever is red still counts, also where its first build is green by now. */
function snoozeOver({ incident, stream, members }: IncidentView): Message | undefined {
  const all = [{ incident, stream }, ...members];
  const [red, ...more] = all.filter((each) => each.incident.state !== 'resolved');
  if (!red) return undefined;
  const others = more.length === 0 ? ' is' : ` and ${count(more.length, 'other')} are`;
  return said([
    ...[emoji('alarm_clock'), ' The snooze is over and ', code(red.stream.workflow)],
    `${others} still red.`,
  ]);
}

/** Why nobody waits for it to be green any more. */
function closedLine({ stream }: IncidentView, what: string, person: string | undefined): Inline[] {
  const sign = [emoji('white_circle'), ' '];
  switch (what) {
    case 'closed-pull':
      return [...sign, 'Closed: its pull request is merged or closed.'];
    case 'closed-branch':
      return [
        ...sign,
        'Closed: ',
        code(short(stream.branch)),
        ' is gone, or no longer has this workflow.',
      ];
    case 'closed-repository':
      return [...sign, 'Closed: the repository goes by another name now.'];
    case 'closed-workflow':
      return [...sign, 'Closed: its workflow is disabled or gone at GitHub.'];
    default:
      return [...sign, bold(person ?? 'Somebody'), ' closed it: nobody waits for it to be green.'];
  }
}
