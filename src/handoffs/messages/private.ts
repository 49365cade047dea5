import { actions, button, type Element, lines } from '../../core/blocks.ts';
import { type HandoffEvent, handoffName } from '../../core/handoffs.ts';
import { bold, emoji, type Inline, link } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import { type HandoffView, nameIn } from '../view.ts';
import { buttonsFor } from './handoff.ts';
import { noteLine } from './notes.ts';
import { offeredLine } from './show.ts';
import { stateLines } from './state.ts';
import { inShort, teamName } from './words.ts';

type Around = {
  now: number;
  /** Address of the message in the team's channel, once it stands there. */
  message: string | undefined;
  /** Whether it stands in their conversation already: then it is kept true rather than left out. */
  told: boolean;
};

/** What one person is told privately about something that happened, or was not done. */
export function privateMessage(
  event: HandoffEvent,
  view: HandoffView,
  { now, message: there, told }: Around,
): Message | null {
  const { handoff, events } = view;
  const asks = event.deed === 'reminded' || event.deed === 'lead' || event.deed === 'undelivered';
  // What went on since makes a reminder idle.
  const moved = events.some(({ id, deed }) => id > event.id && changing.has(deed));
  if (asks && moved && !told) return null;
  const first = asks ? reminderLine(event, view, now) : toldLine(event, view, now);
  if (!first) return null;
  const name = `${handoffName(handoff.id)} · ${inShort(handoff.what)}`;
  const title: Inline[] = [there ? link(there, name, 'bold') : bold(name)];
  const now_ = moved ? stateLines(view, now) : [];
  const buttons = moved ? [] : buttonsOf(event, view);
  return message(
    [...first, ` ${name}`],
    [
      lines(moved && asks ? [emoji('bell'), ' This waited for you; it went on.'] : first, title),
      ...(now_.length > 0 ? [lines(...now_)] : []),
      ...(buttons.length > 0 ? [actions(`handoff-dm:${event.id}`, ...buttons)] : []),
    ],
  );
}

/** What happened; of what they sent off themselves, until when it may be accepted. */
const toldLine = (event: HandoffEvent, view: HandoffView, now: number): Inline[] | null =>
  event.deed === 'offered' ? offeredLine(view, now) : noteLine(event, view);

const changing: ReadonlySet<HandoffEvent['deed']> = new Set([
  ...(['accepted', 'declined', 'asked', 'answered', 'passed', 'returned', 'done'] as const),
]);

function reminderLine(event: HandoffEvent, view: HandoffView, now: number): Inline[] {
  const { handoff, teams, names } = view;
  const { current } = handoff;
  const team = teamName(current.toTeam, teams);
  const bell = emoji(event.deed === 'lead' ? 'rotating_light' : 'bell');
  if (event.deed === 'undelivered')
    return [
      emoji('warning'),
      ` I could not post this in ${team}’s channel: invite me there, or pass it on.`,
    ];
  if (handoff.state === 'accepted') {
    const by = current.finishBy ?? now;
    if (event.deed === 'lead')
      return [
        bell,
        ` ${nameIn(names, current.holder)} has had this since `,
        at(current.acceptedAt ?? now, now),
        ' and it is overdue.',
      ];
    return by > event.at
      ? [bell, ' You have this, until ', at(by, now), '.']
      : [bell, ' You have this, and its time is over. Done, or Return it?'];
  }
  if (current.question !== null)
    return [
      bell,
      ` ${nameIn(names, current.askedBy)} waits for your answer: “${current.question}”`,
    ];
  if (event.deed === 'lead') return [bell, ` Nobody in ${team} has accepted this.`];
  return current.acceptBy > event.at
    ? [bell, ` This waits for ${team} to accept it until `, at(current.acceptBy, now), '.']
    : [bell, ` Nobody in ${team} has accepted this in time. Can you take it, or decline?`];
}

/** After these there is nothing for them to do. */
const quietDeeds: ReadonlySet<HandoffEvent['deed']> = new Set([
  ...(['offered', 'accepted', 'done', 'passed'] as const),
]);

function buttonsOf(event: HandoffEvent, { handoff }: HandoffView): Element[] {
  const { current, state, id } = handoff;
  if (event.leg !== handoff.leg || quietDeeds.has(event.deed)) return [];
  const value = `${id}:${handoff.leg}`;
  if (event.deed === 'asked' || (event.deed === 'reminded' && current.question !== null))
    return [button({ id: 'handoff.answer', text: 'Answer', value, style: 'primary' })];
  return buttonsFor(state, { value, asked: false }).slice(0, state === 'offered' ? 4 : 5);
}
