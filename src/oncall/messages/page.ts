import {
  actions,
  type Block,
  button,
  context,
  type Element,
  lines,
  menu,
} from '../../core/blocks.ts';
import { formatDuration } from '../../core/duration.ts';
import { bold, type Inline, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message, replyAbout } from '../../core/message.ts';
import type { PageCall } from '../../core/oncall.ts';
import { snoozeChoices } from '../../core/snooze.ts';
import { cut, firstLine } from '../../core/text.ts';
import type { PageView } from '../view.ts';
import { holderLine, onCallLine, standing } from './standing.ts';
import { said, sign } from './words.ts';

/**
 * The private message to somebody who was called.
 *
 * @param about what it is about as its channel sees it, with the buttons to take it; a page by hand is about itself
 */
export function callMessage(
  view: PageView,
  call: PageCall,
  { about, now }: { about: Message | undefined; now: number },
): Message {
  const first = standing(view, call, now);
  const shown = about ?? pageCard(view, now);
  const over = view.subject.state === 'resolved';
  const more = about && !over ? [actions(`page:${view.page.id}`, escalateButton(view))] : [];
  return replyAbout(shown, message([...first], [lines(first), ...shown.blocks, ...more]));
}

/** The message of a page that was made by hand. */
export function pageCard(view: PageView, now: number): Message {
  const blocks = view.page.closedAt === null ? openCard(view, now) : closedCard(view);
  return message(cardTitle(view), blocks);
}

/** A page that is over says so in words, too: a screen reader reads the title alone. */
const cardTitle = (view: PageView): Inline[] =>
  view.page.closedAt === null
    ? [...sign('rotating_light'), bold(titleOf(view))]
    : [...sign('large_green_circle'), 'Over: ', bold(titleOf(view))];

function openCard(view: PageView, now: number): Block[] {
  const { page, subject, team } = view;
  const id = String(page.id);
  const holder = holderLine(view, now);
  const free = subject.acknowledgedBy === null;
  const take = button({
    id: 'page.acknowledge',
    text: 'Acknowledge',
    value: id,
    style: 'primary',
  });
  return [
    lines(
      cardTitle(view),
      [...caller(view), ` calls ${team.name}, `, at(page.openedAt, now), '.'],
      onCallLine(view, (person) => person, now),
    ),
    ...(holder.length > 0 ? [context(holder)] : []),
    actions(
      `page:${id}`,
      ...(free ? [take] : []),
      button({ id: 'page.resolve', text: 'Resolve', value: id }),
      menu('page.snooze', 'Snooze', snoozeChoices(id, false)),
      escalateButton(view),
    ),
  ];
}

function closedCard(view: PageView): Block[] {
  const { page, team } = view;
  const who: Inline[] = page.resolvedBy === null ? [] : [' by ', mention(page.resolvedBy)];
  const length = formatDuration((page.closedAt ?? page.openedAt) - page.openedAt);
  return [
    lines(cardTitle(view), [
      `Resolved after ${length}`,
      ...who,
      '. ',
      ...caller(view),
      ` had called ${team.name}.`,
    ]),
  ];
}

const caller = ({ page }: PageView): Inline[] =>
  page.openedBy === null ? ['Somebody'] : [mention(page.openedBy)];

const titleOf = ({ page }: PageView): string => cut(firstLine(page.title ?? ''), 200) || 'A page';

const escalateButton = ({ page }: PageView): Element =>
  button({ id: 'page.escalate', text: 'Call the next one', value: String(page.id) });

/** A reply in the thread of what the page is about: only what a person there needs. */
export function pageNote(
  view: PageView,
  { what, about }: { what: string; about: Message },
): Message | undefined {
  const [, kind, number] = /^([a-z-]+)-(\d+)$/.exec(what) ?? [];
  const line = noteLine(view, kind ?? '', Number(number));
  return line && replyAbout(about, said(line));
}

function noteLine(view: PageView, kind: string, number: number): Inline[] | undefined {
  if (kind === 'call') return calledLine(view, number);
  if (kind === 'gave-up') {
    const { rounds } = view.team.paging;
    return [
      ...sign('warning'),
      `Nobody of ${view.team.name} answered, asked ${rounds === 1 ? 'once' : `${rounds} times`}.`,
      ' I call nobody else; it stays open until somebody acknowledges it.',
    ];
  }
  if (kind === 'lapsed' && view.subject.state !== 'resolved') {
    const why = 'Nothing moved, and nobody said that they are still on it: it is nobody’s again.';
    return [...sign('hourglass'), why];
  }
  return undefined;
}

function calledLine({ calls }: PageView, nth: number): Inline[] | undefined {
  const [before, call] = [calls[nth - 1], calls[nth]];
  if (!before || !call || call.slack === '') return undefined;
  const waited = before.ackWithin > 0 && call.at - before.at >= before.ackWithin;
  const why = waited ? `Nobody answered within ${formatDuration(before.ackWithin)}` : 'Passed on';
  const round = call.round > 0 ? `, round ${call.round + 1}` : '';
  const whom: Inline[] = [mention(call.slack), ` is called (${call.layer}${round}).`];
  return [...sign('rotating_light'), `${why}: `, ...whom];
}

/** Asks whoever has it whether they are still on it. */
export function stillOnIt(
  view: PageView,
  asked: { about: string; at: number; answerBy: number },
  now: number,
): Message {
  const { page, subject } = view;
  const first: Inline[] = [...sign('thinking_face'), bold('Still on it?'), ` ${asked.about}`];
  if (subject.state === 'resolved') return said(first, ['It is over.']);
  if (page.confirmedAt !== null && page.confirmedAt >= asked.at)
    return said(first, ['You are on it.']);
  if (page.askedAt !== asked.at)
    return said(first, ['It is nobody’s again, and whoever is on call is called.']);
  const id = String(page.id);
  return message(first, [
    lines(first, [
      'Nothing has moved for a while. Without an answer by ',
      at(asked.answerBy, now),
      ' I call whoever is on call.',
    ]),
    actions(
      `page-ask:${id}`,
      button({ id: 'page.still', text: 'Still on it', value: id, style: 'primary' }),
      escalateButton(view),
    ),
  ]);
}
