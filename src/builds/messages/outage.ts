import { actions, type Block, button, context, lines, menu } from '../../core/blocks.ts';
import { formatDuration } from '../../core/duration.ts';
import { bold, emoji, type Inline, link, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import { rerunOutageButton } from '../../core/run-buttons.ts';
import { snoozeChoices } from '../../core/snooze.ts';
import { count } from '../../core/text.ts';
import type { IncidentView, OutageMemberView } from '../view.ts';
import { categoryWord, excerpt, verdictLine } from './cause.ts';
import { howButton } from './mended.ts';
import { stateBlock } from './state.ts';

const mostListed = 15;

/** One message for all that fails for one reason, as it stands now. */
export function outageMessage(view: IncidentView, now: number): Message {
  const all = [
    { incident: view.incident, stream: view.stream, run: view.lastRed },
    ...view.members,
  ];
  const open = all.filter(({ incident }) => incident.state !== 'resolved');
  return open.length > 0 ? redOutage(view, { all, open, now }) : greenOutage(view, { all, now });
}

type Listed = { all: readonly OutageMemberView[]; open: readonly OutageMemberView[]; now: number };

function redOutage(view: IncidentView, { all, open, now }: Listed): Message {
  const healed = all.length - open.length;
  const title: Inline[] = [
    emoji('red_circle'),
    ' ',
    bold(`${count(open.length, 'workflow')} failing for one reason`),
    healed > 0 ? `, ${healed} green again` : '',
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
  const from = Math.min(...all.map(({ incident }) => incident.redSince));
  const until = Math.max(...all.map(({ incident }) => incident.resolvedAt ?? incident.redSince));
  const title: Inline[] = [
    emoji('large_green_circle'),
    ' ',
    bold(`${count(all.length, 'workflow')} green again`),
    ` after ${formatDuration(Math.max(0, until - from))}`,
  ];
  const kind = view.finding ? `${categoryWord(view.finding.cause.category)}. ` : '';
  return message(title, [
    lines(title),
    lines(...memberLines(all)),
    context([kind, 'Red since ', at(from, now)]),
    actions(`incident:${view.incident.id}`, howButton(view.incident)),
  ]);
}

function memberLines(all: readonly OutageMemberView[]): Inline[][] {
  const shown = all
    .slice(0, mostListed)
    .map(({ incident, stream, run }): Inline[] => [
      emoji(incident.state === 'resolved' ? 'large_green_circle' : 'red_circle'),
      ' ',
      bold(stream.repository),
      ' · ',
      link(run.url, stream.workflow),
      ` on ${stream.branch}`,
      ...(runsAgain({ incident, run }) ? [' · running again'] : []),
      ...(incident.acknowledgedBy ? [' · ', mention(incident.acknowledgedBy), ' has it'] : []),
    ]);
  const rest = all.length - shown.length;
  return rest > 0 ? [...shown, [`and ${count(rest, 'more')}`.replace(/mores$/, 'more')]] : shown;
}

/** Somebody has had what failed rerun, and it is not known yet how that ends. */
const runsAgain = ({ incident, run }: Pick<OutageMemberView, 'incident' | 'run'>): boolean =>
  incident.state !== 'resolved' && run.progress !== 'completed';

function buttons(view: IncidentView, open: readonly OutageMemberView[]) {
  const value = String(view.incident.id);
  const free = open.some(({ incident }) => incident.acknowledgedBy === null);
  const ended = open.filter((member) => !runsAgain(member));
  return [
    ...(free
      ? [button({ id: 'incident.acknowledge', text: 'Acknowledge all', value, style: 'primary' })]
      : []),
    ...(ended.length > 0 ? [rerunOutageButton(value, ended.length)] : []),
    menu('incident.snooze', 'Snooze', snoozeChoices(value)),
    button({ id: 'incident.hand-off', text: 'Hand off', value }),
    button({ id: 'incident.view-run', text: 'View run', url: view.lastRed.url }),
  ];
}

function present(blocks: readonly (Block | undefined)[]): Block[] {
  return blocks.filter((block): block is Block => block !== undefined);
}
