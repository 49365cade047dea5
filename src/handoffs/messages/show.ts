import { actions, type Block, button, context, type Element, lines } from '../../core/blocks.ts';
import { type HandoffEvent, handoffName } from '../../core/handoffs.ts';
import { bold, emoji, type Inline, link } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import { type HandoffView, nameIn } from '../view.ts';
import { contextBlocks } from './context.ts';
import { buttonsFor, titleLine } from './handoff.ts';
import { noteLine } from './notes.ts';
import { stateLines, whoLine } from './state.ts';
import { teamName, whereThey } from './words.ts';

/** More of a story than this is in the export. */
const mostEvents = 20;

/** The answer to `/handoff show`: how it stands, and how it came about. */
export function handoffCard(
  view: HandoffView,
  { now, there }: { now: number; there: string | undefined },
): Message {
  const { handoff } = view;
  const { id, leg, state, current } = handoff;
  const title = titleLine(view, state);
  const story = view.events.map((event) => storyLine(event, view, now));
  const told = story.slice(-mostEvents);
  const open = there ? [button({ id: 'handoff.open-message', text: 'Open', url: there })] : [];
  const pressed: Element[] = buttonsFor(state, {
    value: `${id}:${leg}`,
    asked: current.question !== null,
  });
  const blocks: Block[] = [
    lines(title, whoLine(current, view, false), ...stateLines(view, now)),
    ...contextBlocks(view, now),
    lines([bold('The story')], ...told),
    ...(story.length > told.length
      ? [
          context([
            `The last ${mostEvents} of ${story.length}. /handoff export ${handoffName(id)} has all.`,
          ]),
        ]
      : []),
    ...(pressed.length + open.length > 0
      ? [actions(`handoff-card:${id}`, ...pressed, ...open)]
      : []),
  ];
  return message(title, blocks);
}

function storyLine(event: HandoffEvent, view: HandoffView, now: number): Inline[] {
  return [at(event.at, now), '  ', ...(noteLine(event, view) ?? quiet(event, view))];
}

/** What nobody is told in the thread. */
function quiet({ deed, leg, who }: HandoffEvent, view: HandoffView): Inline[] {
  const { names, teams, legs } = view;
  const team = teamName(legs.find(({ number }) => number === leg)?.toTeam ?? '', teams);
  if (deed === 'offered')
    return [emoji('inbox_tray'), ` ${nameIn(names, who)} handed it to ${team}`];
  if (deed === 'lead') return [emoji('bell'), ` I told the lead of ${team}`];
  if (deed === 'undelivered')
    return [emoji('warning'), ` I could not post it in ${team}’s channel`];
  return [emoji('bell'), ' I reminded those who are asked'];
}

/** The answer to `/handoff qa …`: what was understood, and what happens next. */
export function offeredAnswer(
  view: HandoffView,
  { now, resting }: { now: number; resting: boolean },
): Message {
  const { current } = view.handoff;
  const first = offeredLine(view, now);
  const notes: Inline[][] = [
    ...(resting
      ? [
          [
            `It is outside the working hours of ${teamOf(view)}: their time to accept begins when they are back.`,
          ],
        ]
      : []),
    ...(current.due === null
      ? []
      : [[`Due `, at(current.due, now), ` (${whereThey(current.due, zoneOf(view), now)}).`]]),
  ];
  return message(first, [lines(first, ...notes)]);
}

/** To whom it was offered, and until when they may accept it. */
export function offeredLine(view: HandoffView, now: number): Inline[] {
  const { current, id } = view.handoff;
  const team = teamOf(view);
  const whom = current.addressee ? `${nameIn(view.names, current.addressee)} of ${team}` : team;
  return [
    ...[
      emoji('inbox_tray'),
      ' ',
      bold(handoffName(id)),
      ` is offered to ${whom}. They have until `,
    ],
    `${whereThey(current.acceptBy, zoneOf(view), now)} to accept it; you hear from me either way.`,
  ];
}

const teamOf = ({ handoff, teams }: HandoffView): string => teamName(handoff.current.toTeam, teams);

const zoneOf = ({ handoff, teams }: HandoffView): string =>
  teams.find(({ id }) => id === handoff.current.toTeam)?.timezone ?? 'UTC';

/** In the thread of the incident that was handed over. */
export function onIncidentNote(view: HandoffView, there: string | undefined): Message {
  const { handoff, teams, names } = view;
  const name = handoffName(handoff.id);
  const line: Inline[] = [
    ...[emoji('inbox_tray'), ` ${nameIn(names, handoff.openedBy)} handed this to `],
    ...[bold(teamName(view.legs[0]?.toTeam ?? '', teams)), ': '],
    ...[there ? link(there, name) : name, '.'],
  ];
  return message(line, [lines(line)]);
}
