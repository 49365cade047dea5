import { actions, type Block, button, context, type Element, lines } from '../../core/blocks.ts';
import { type HandoffState, handoffName, type Leg } from '../../core/handoffs.ts';
import { bold, type Inline, link } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import { list } from '../../core/text.ts';
import type { HandoffView } from '../view.ts';
import { contextBlocks } from './context.ts';
import { dueLine, passedLines, stateLines, whoLine } from './state.ts';
import { inShort, sign, teamName } from './words.ts';

/** The one message of a leg, as it stands now; `before` is the address of the message of the leg before. */
export function legMessage(
  view: HandoffView,
  number: number,
  { now, before }: { now: number; before?: string | undefined },
): Message | null {
  const leg = view.legs.find((each) => each.number === number);
  if (!leg) return null;
  const next = view.legs.find((each) => each.number === number + 1);
  return next ? oldLeg(view, leg, next) : newestLeg(view, leg, { now, before });
}

function oldLeg(view: HandoffView, leg: Leg, next: Leg): Message {
  const title = titleLine(view, 'passed');
  return message(title, [lines(title, ...passedLines(leg, next, view)), foot(view)]);
}

function newestLeg(
  view: HandoffView,
  leg: Leg,
  { now, before }: { now: number; before?: string | undefined },
): Message {
  const { handoff, teams } = view;
  const { state, id } = handoff;
  const title = titleLine(view, state);
  const who = whoLine(leg, view, state === 'offered');
  const story: Inline[][] = before
    ? [[`It came by way of ${list(teamsBefore(view))}: `, link(before, 'the story so far'), '.']]
    : [];
  const buttons = buttonsFor(state, { value: `${id}:${leg.number}`, asked: leg.question !== null });
  const note: Inline[][] =
    leg.number > 1 && leg.reason && state !== 'declined' && state !== 'returned'
      ? [[`“${leg.reason}”`]]
      : [];
  const blocks: Block[] = [
    lines(
      title,
      who,
      ...note,
      ...moreOf(handoff.what),
      ...(state === 'done' ? [] : dueLine(leg, view, now)),
    ),
    lines(...stateLines(view, now)),
    ...contextBlocks(view, now),
    ...checklist(view, leg),
    ...(story.length > 0 ? [context(...story)] : []),
    ...(buttons.length > 0 ? [actions(`handoff:${id}:${leg.number}`, ...buttons)] : []),
  ];
  const summary: Inline[] =
    state === 'offered' ? [...title, ` · for ${teamName(leg.toTeam, teams)}`] : title;
  return message(summary, blocks);
}

export function titleLine({ handoff }: HandoffView, state: HandoffState | 'passed'): Inline[] {
  return [sign(state), ' ', bold(handoffName(handoff.id)), ' · ', bold(inShort(handoff.what))];
}

/** What does not fit into the title. */
function moreOf(what: string): Inline[][] {
  return inShort(what) === what.trim()
    ? []
    : what
        .trim()
        .split('\n')
        .slice(0, 30)
        .map((row) => [row]);
}

function teamsBefore({ legs, teams }: HandoffView): string[] {
  return [...new Set(legs.slice(0, -1).map(({ toTeam }) => teamName(toTeam, teams)))];
}

function checklist({ handoff, teams }: HandoffView, leg: Leg): Block[] {
  const items = teams.find(({ id }) => id === leg.toTeam)?.handoffs.checklist ?? [];
  if (items.length === 0 || handoff.state === 'done') return [];
  return [context([`Before it is done: ${items.join(' · ')}`])];
}

const foot = ({ handoff }: HandoffView): Block =>
  context([`/handoff show ${handoffName(handoff.id)} tells how it stands.`]);

type Buttons = { value: string; asked: boolean };

/** What can be done as things stand; whoever may not do it is told who may. */
export function buttonsFor(state: HandoffState, { value, asked }: Buttons): Element[] {
  const press = (id: string, text: string, style?: 'primary'): Element =>
    button({ id: `handoff.${id}`, text, value, ...(style ? { style } : {}) });
  const ask = asked ? press('answer', 'Answer') : press('ask', 'Ask');
  const pass = press('pass', 'Pass on');
  switch (state) {
    case 'offered':
      return [
        ...[press('accept', 'Accept', 'primary'), press('decline', 'Decline'), ask, pass],
        press('return', 'Take back'),
      ];
    case 'accepted':
      return [press('done', 'Done', 'primary'), ask, pass, press('return', 'Return')];
    case 'declined':
    case 'returned':
      return [press('pass', 'Hand over again', 'primary'), press('done', 'Done')];
    case 'done':
      return [];
  }
}
