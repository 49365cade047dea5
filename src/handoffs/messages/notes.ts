import { lines } from '../../core/blocks.ts';
import { type HandoffEvent, handoffName, type Leg } from '../../core/handoffs.ts';
import { bold, emoji, type Inline, mention } from '../../core/inline.ts';
import { type Message, message, replyAbout } from '../../core/message.ts';
import { type HandoffView, nameIn } from '../view.ts';
import { address, inShort, quoted, sign, teamName } from './words.ts';

/** One line in the thread for what happened; null for what the message itself says, or nobody else needs. */
export function noteMessage(event: HandoffEvent, view: HandoffView): Message | null {
  const line = noteLine(event, view);
  const { id, what } = view.handoff;
  return (
    line && replyAbout([`${handoffName(id)} · ${inShort(what)}`], message(line, [lines(line)]))
  );
}

/** One line of the story, wherever it is told; `ping` mentions whoever waits for it. */
export function noteLine(event: HandoffEvent, view: HandoffView): Inline[] | null {
  const { names, teams, handoff } = view;
  const who = bold(nameIn(names, event.who));
  const said = event.text ? `: ${quoted(event.text)}` : '.';
  const leg = view.legs.find(({ number }) => number === event.leg);
  switch (event.deed) {
    case 'accepted':
      return [sign('accepted'), ' ', who, ' accepted it.'];
    case 'declined':
      return [sign('declined'), ' ', who, ` declined it${said}`];
    case 'asked':
      return [emoji('question'), ' ', who, ` asks ${nameIn(names, leg?.sender ?? null)}${said}`];
    case 'answered':
      return [emoji('speech_balloon'), ' ', who, ' answered', ...toAsker(event, view), said];
    case 'passed': {
      const to = teamName(nextLeg(event, view)?.toTeam ?? '', teams);
      return [sign('passed'), ' ', who, ' passed it on to ', bold(to), said];
    }
    case 'returned':
      return returnedLine(event, view);
    case 'done': {
      const how: Inline[] = handoff.evidence ? [' ', address(handoff.evidence)] : [];
      if (event.who === 'baton') return [sign('done'), ' Done by itself', said, ...how];
      return [sign('done'), ' ', who, ` says it is done${said}`, ...how];
    }
    default:
      return null;
  }
}

function returnedLine(event: HandoffEvent, view: HandoffView): Inline[] {
  const leg = view.legs.find(({ number }) => number === event.leg);
  const to = nameIn(view.names, leg?.sender ?? null);
  const who = bold(nameIn(view.names, event.who));
  const said = event.text ? `: ${quoted(event.text)}` : '.';
  const arrow = sign('returned');
  if (event.who === 'baton') return [arrow, ` ${event.text ?? ''} It is with ${to} again.`];
  if (event.who === leg?.sender) return [arrow, ' ', who, ` took it back${said}`];
  return [arrow, ' ', who, ` returned it to ${to}${said}`];
}

/** Whoever asked is told by a mention: they wait for it. */
function toAsker(event: HandoffEvent, view: HandoffView): Inline[] {
  const asked = view.events.findLast(
    ({ id, leg, deed }) => id < event.id && leg === event.leg && deed === 'asked',
  );
  return asked && asked.who !== event.who ? [' ', mention(asked.who)] : [];
}

const nextLeg = ({ leg }: HandoffEvent, { legs }: HandoffView): Leg | undefined =>
  legs.find(({ number }) => number === leg + 1);
