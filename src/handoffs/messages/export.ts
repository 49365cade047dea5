import { lines } from '../../core/blocks.ts';
import { formatDuration } from '../../core/duration.ts';
import { type HandoffEvent, handoffName } from '../../core/handoffs.ts';
import { emoji, type Inline, plainText } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import { shortSha } from '../../core/text.ts';
import { type HandoffView, nameIn } from '../view.ts';
import { noteLine } from './notes.ts';
import { inShort, teamName } from './words.ts';

/** A handoff with all of its story as Markdown, times in UTC, for a ticket or a report. */
export function handoffMarkdown(view: HandoffView): string {
  const { handoff } = view;
  return [
    `# ${handoffName(handoff.id)}: ${escaped(inShort(handoff.what))}`,
    '',
    ...(inShort(handoff.what) === handoff.what.trim() ? [] : [escaped(handoff.what), '']),
    ...facts(view).map((row) => `- ${row}`),
    '',
    ...legTable(view),
    '',
    '## The story',
    '',
    ...view.events.map((event) => `- ${time(event.at)} ${storyText(event, view)}`),
    ...commitPart(view),
    '',
  ].join('\n');
}

function facts({ handoff, run, names }: HandoffView): string[] {
  const { state, openedBy, openedAt, closedAt, doneWhen, outcome, evidence, source } = handoff;
  return [
    `State: ${state}${closedAt === null ? '' : `, after ${formatDuration(closedAt - openedAt)}`}`,
    `Opened: ${time(openedAt)} by ${escaped(nameIn(names, openedBy))}`,
    ...(run ? [`Run: ${run.url}`] : []),
    ...(handoff.context?.environment
      ? [`Environment: ${escaped(handoff.context.environment)}`]
      : []),
    ...(doneWhen
      ? [
          `Done when: ${escaped(doneWhen.workflow)} is green on ${escaped(doneWhen.branch)} in ${doneWhen.repository}`,
        ]
      : []),
    ...(outcome ? [`Outcome: ${escaped(outcome)}`] : []),
    ...(evidence ? [`Evidence: ${escaped(evidence)}`] : []),
    ...(source ? [`About: ${source}`] : []),
  ];
}

function legTable({ legs, names, teams }: HandoffView): string[] {
  const rows = legs.map((leg) =>
    [
      String(leg.number),
      leg.fromTeam === null ? '' : teamName(leg.fromTeam, teams),
      teamName(leg.toTeam, teams),
      time(leg.offeredAt),
      leg.acceptedAt === null ? '' : time(leg.acceptedAt),
      leg.holder === null ? '' : nameIn(names, leg.holder),
      leg.ended ?? '',
      leg.endedAt === null ? '' : time(leg.endedAt),
    ].map((cell) => escaped(cell).replaceAll('|', '\\|')),
  );
  const head = ['Leg', 'From', 'To', 'Offered', 'Accepted', 'By', 'Ended', 'When'];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
}

function storyText(event: HandoffEvent, view: HandoffView): string {
  const line = noteLine(event, view);
  if (line) return escaped(withoutEmoji(line, view));
  const what = event.deed === 'offered' ? 'handed it over' : `(${event.deed})`;
  return escaped(`${nameIn(view.names, event.who)} ${what}`);
}

const withoutEmoji = (line: readonly Inline[], { names }: HandoffView): string =>
  line
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if (piece.kind === 'emoji') return '';
      return piece.kind === 'user' ? nameIn(names, piece.id) : plainText([piece]);
    })
    .join('')
    .trim();

function commitPart({ handoff }: HandoffView): string[] {
  const { context } = handoff;
  if (!context || context.commits.length === 0) return [];
  const since = context.since === null ? '' : ` since ${handoffName(context.since)}`;
  return [
    '',
    `## Commits${since} (${context.commitCount})`,
    '',
    ...context.commits.map(
      ({ sha, title, author }) => `- ${shortSha(sha)} ${escaped(title)} (${escaped(author)})`,
    ),
  ];
}

const time = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`;

/** What somebody wrote stays text, also where Markdown is drawn. */
const escaped = (text: string): string =>
  text.replace(/[\\`*_[\]<>#]/g, '\\$&').replace(/\s*\n\s*/g, ' ');

/** The answer to `/handoff export`. */
export function exported(name: string): Message {
  const line: Inline[] = [
    emoji('page_facing_up'),
    ` ${name} as Markdown is in your messages with me.`,
  ];
  return message(line, [lines(line)]);
}
