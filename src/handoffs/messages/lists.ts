import { type Block, button, context, lines, section, table } from '../../core/blocks.ts';
import { formatDuration } from '../../core/duration.ts';
import { type HandoffNow, handoffName } from '../../core/handoffs.ts';
import type { HomePart } from '../../core/home.ts';
import { bold, emoji, type Inline } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import { type Page, pager } from '../../core/pager.ts';
import { count } from '../../core/text.ts';
import { nameIn, type TeamWords } from '../view.ts';
import { inShort, sign, teamName } from './words.ts';

export type Listed = {
  teams: readonly TeamWords[];
  names: ReadonlyMap<string, string>;
  /** Those whose message could not be posted. */
  undelivered: ReadonlySet<number>;
  now: number;
};

/** The answer to `/handoff list`: the oldest first, each with what it waits for. */
export function handoffList(
  handoffs: readonly HandoffNow[],
  { scope, page, ...listed }: Listed & { scope: string; page: Page },
): Message {
  const turned = pager(page, ['Older', 'Newer']);
  if (handoffs.length === 0) {
    const line: Inline[] = [emoji('white_check_mark'), ` Nothing waits${scope && ` ${scope}`}.`];
    return message(line, [lines(line), ...turned]);
  }
  const where = scope && ` ${scope}`;
  const many = page.more || page.number > 1 ? `Page ${page.number} of` : '';
  const summary = many
    ? `${many} what waits${where}, the oldest first.`
    : handoffs.length === 1
      ? `1 handoff waits${where}.`
      : `${handoffs.length} handoffs wait${where}, the oldest first.`;
  const rows = handoffs.map((handoff): Inline[][] => [
    [sign(handoff.state), ` ${handoffName(handoff.id)} ${inShort(handoff.what)}`],
    [teamName(handoff.current.toTeam, listed.teams)],
    waitsFor(handoff, listed),
    [formatDuration(Math.max(60_000, listed.now - handoff.openedAt))],
  ]);
  return message(
    [summary],
    [
      lines([summary]),
      table(['What', 'With', 'Waits for', 'Age'], rows),
      ...turned,
      context(['/handoff show H-12 tells the story of one.']),
    ],
  );
}

/** What has to happen next, and by whom. */
export function waitsFor({ id, state, current }: HandoffNow, listed: Listed): Inline[] {
  const { names, now, teams, undelivered } = listed;
  const sender = nameIn(names, current.sender);
  const unseen = undelivered.has(id) ? [emoji('warning'), ' It could not be posted. '] : [];
  const until = (time: number): Inline[] =>
    time < now ? [', overdue since ', at(time, now)] : [', until ', at(time, now)];
  switch (state) {
    case 'offered': {
      if (current.question !== null) return [...unseen, `${sender} to answer a question`];
      const who = current.addressee
        ? nameIn(names, current.addressee)
        : teamName(current.toTeam, teams);
      return [...unseen, `${who} to accept it`, ...until(current.acceptBy)];
    }
    case 'accepted':
      return [
        `${nameIn(names, current.holder)} to do it`,
        ...(current.finishBy === null ? [] : until(current.finishBy)),
      ];
    case 'declined':
      return [`${sender}: it was declined`];
    case 'returned':
      return [`${sender}: it came back`];
    case 'done':
      return ['nothing: it is done'];
  }
}

/** A handoff on the Home tab, with the address of its message. */
export type HomeHandoff = HandoffNow & { link: string | undefined };

const mostAtHome = 10;

/** Handoffs on a person's Home tab: what they have to do, and what they wait for. */
export function homePart(
  { mine, sent }: { mine: readonly HomeHandoff[]; sent: readonly HomeHandoff[] },
  listed: Listed,
): HomePart {
  const row = (handoff: HomeHandoff): Block =>
    section(
      [
        ...[
          sign(handoff.state),
          ' ',
          bold(handoffName(handoff.id)),
          ` ${inShort(handoff.what)} · `,
        ],
        ...waitsFor(handoff, listed),
      ],
      handoff.link === undefined
        ? undefined
        : button({ id: `handoff.open-message:${handoff.id}`, text: 'Open', url: handoff.link }),
    );
  const part = (rows: readonly HomeHandoff[], words: string): Block[] =>
    rows.length > mostAtHome
      ? [
          ...rows.slice(0, mostAtHome).map(row),
          context([`The oldest ${mostAtHome}. ${words} for all.`]),
        ]
      : rows.map(row);
  const blocks = [
    ...(mine.length + sent.length === 0
      ? [lines([emoji('white_check_mark'), ' Nothing is on its way to you or from you.'])]
      : []),
    ...part(mine, 'Type /handoff list mine'),
    ...(sent.length > 0
      ? [context(['What you handed over']), ...part(sent, 'Type /handoff list sent')]
      : []),
  ];
  return {
    ...{ place: 'handoffs', heading: 'Handoffs', blocks },
    ...(mine.length > 0 ? { waits: count(mine.length, 'handoff') } : {}),
  };
}
