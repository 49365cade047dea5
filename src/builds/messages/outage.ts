import { actions, type Block, button, context, lines, menu } from '../../core/blocks.ts';
import { formatDuration } from '../../core/duration.ts';
import { bold, emoji, type Inline, link } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import { rerunOutageButton } from '../../core/run-buttons.ts';
import { snoozeChoices } from '../../core/snooze.ts';
import { count } from '../../core/text.ts';
import type { IncidentView, OutageMemberView } from '../view.ts';
import { categoryWord, excerpt, verdictLine } from './cause.ts';
import { howButton } from './mended.ts';
import { holder, stateBlock } from './state.ts';
import { present } from './words.ts';

const mostListed = 15;

/** One message for all that fails for one reason, as it stands now. */
export function outageMessage(view: IncidentView, now: number): Message {
  const all = [
    { incident: view.incident, stream: view.stream, run: view.lastRed },
    ...view.members,
  ];
  const open = all.filter((member) => !isOver(member));
  return open.length > 0 ? redOutage(view, { all, open, now }) : greenOutage(view, { all, now });
}

type Listed = { all: readonly OutageMemberView[]; open: readonly OutageMemberView[]; now: number };

function redOutage(view: IncidentView, { all, open, now }: Listed): Message {
  const green = all.filter(isGreenAgain).length;
  const title: Inline[] = [
    emoji('red_circle'),
    ' ',
    bold(`${count(open.length, 'workflow')} failing for one reason`),
    green > 0 ? `, ${green} green again` : '',
  ];
  const { finding, repository } = view;
  const blocks: (Block | undefined)[] = [
    lines(title),
    ...(finding ? excerpt(finding.cause, 8) : []),
    lines(...(finding ? [verdictLine(finding, { now, url: repository.url })] : []), [
      'Red since ',
      at(Math.min(...all.map(({ incident }) => incident.redSince)), now),
      '.',
    ]),
    lines(...memberLines(all), ...(view.also ?? [])),
    stateBlock(open[0]?.incident ?? view.incident, now),
    actions(`incident:${view.incident.id}`, ...buttons(view, open)),
  ];
  const reason = finding ? `: ${categoryWord(finding.cause.category)}` : '';
  return message([...title, reason], present(blocks));
}

function greenOutage(
  view: IncidentView,
  { all, now }: { all: readonly OutageMemberView[]; now: number },
): Message {
  const green = all.filter(isGreenAgain).length;
  const closed = all.length - green;
  const from = Math.min(...all.map(({ incident }) => incident.redSince));
  const until = Math.max(...all.map(({ incident }) => incident.resolvedAt ?? incident.redSince));
  const title: Inline[] = [
    emoji(green > 0 ? 'large_green_circle' : 'white_circle'),
    ' ',
    bold(`${count(green, 'workflow')} green again`),
    ` after ${formatDuration(Math.max(0, until - from))}`,
    closed > 0 ? `, ${closed} closed while red` : '',
  ];
  const kind = view.finding ? `${categoryWord(view.finding.cause.category)}. ` : '';
  return message(title, [
    lines(title),
    lines(...memberLines(all)),
    context([kind, 'Red since ', at(from, now)]),
    actions(`incident:${view.incident.id}`, howButton(view.incident)),
  ]);
}

const isOver = ({ incident }: Pick<OutageMemberView, 'incident'>): boolean =>
  incident.state === 'resolved';

const isGreenAgain = (member: OutageMemberView): boolean =>
  isOver(member) && member.incident.resolution !== 'closed';

function signOf(member: OutageMemberView): Inline {
  if (!isOver(member)) return emoji('red_circle');
  return emoji(isGreenAgain(member) ? 'large_green_circle' : 'white_circle');
}

/** What is red still comes first: of many only some are shown. */
function memberLines(all: readonly OutageMemberView[]): Inline[][] {
  const shown = all
    .toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)))
    .slice(0, mostListed)
    .map(({ incident, stream, run }): Inline[] => [
      signOf({ incident, stream, run }),
      ' ',
      bold(stream.repository),
      ' · ',
      link(run.url, stream.workflow),
      ` on ${stream.branch}`,
      ...(runsAgain({ incident, run }) ? [' · running again'] : []),
      ...(isOver({ incident }) ? [] : holder(incident.acknowledgedBy)),
    ]);
  const rest = all.length - shown.length;
  return rest > 0 ? [...shown, [`and ${count(rest, 'more', 'more')}`]] : shown;
}

/** Somebody has had what failed rerun, and it is not known yet how that ends. */
const runsAgain = ({ incident, run }: Pick<OutageMemberView, 'incident' | 'run'>): boolean =>
  !isOver({ incident }) && run.progress !== 'completed';

function buttons(view: IncidentView, open: readonly OutageMemberView[]) {
  const value = String(view.incident.id);
  const free = open.some(({ incident }) => incident.acknowledgedBy === null);
  const ended = open.filter((member) => !runsAgain(member));
  return [
    ...(free
      ? [button({ id: 'incident.acknowledge', text: 'Acknowledge all', value, style: 'primary' })]
      : []),
    ...(ended.length > 0 ? [rerunOutageButton(`${value} ${view.channel}`, ended.length)] : []),
    menu('incident.snooze', 'Snooze', snoozeChoices(value)),
    button({ id: 'incident.hand-off', text: 'Hand off', value }),
    button({ id: 'incident.view-run', text: 'View run', url: (open[0]?.run ?? view.lastRed).url }),
  ];
}
