import { context, lines, table } from '../../core/blocks.ts';
import { formatDuration } from '../../core/duration.ts';
import { type HandoffNow, handoffName } from '../../core/handoffs.ts';
import { type Inline, link } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import { count, cut, firstLine } from '../../core/text.ts';
import type { CalledPage } from '../behind.ts';
import { sum } from '../sample.ts';
import { placeName } from './words.ts';

/** What is behind the numbers that do not rest on runs; `title` is what the number is called. */

type Told = { title: string; now: number; teamName(id: string): string; more: boolean };

/** A handoff with the address of its thread. */
export type LinkedHandoff = HandoffNow & { link: string | undefined };

export function handoffsMessage(all: readonly LinkedHandoff[], told: Told): Message {
  const { title, now, teamName } = told;
  if (all.length === 0) return gone(title, 'handoffs');
  const many = count(all.length, 'handoff');
  const summary = `${title}: ${told.more ? `the newest ${many}` : many}.`;
  const rows = all.map((one): Inline[][] => [
    [link(one.link ?? '', handoffName(one.id)), ` ${cut(firstLine(one.what), 80)}`],
    [teamName(one.current.toTeam)],
    [at(one.current.offeredAt, now)],
    [acceptedWords(one)],
    [stateWords[one.state]],
  ]);
  return message(
    [summary],
    [
      lines([summary]),
      table(['Handoff', 'To', 'Offered', 'Accepted', 'Now'], rows),
      context(['A number with a link opens its thread.']),
    ],
  );
}

const stateWords: Readonly<Record<HandoffNow['state'], string>> = {
  ...{ offered: 'waits', accepted: 'in work', declined: 'declined', returned: 'came back' },
  done: 'done',
};

function acceptedWords({ current: { offeredAt, acceptedAt, acceptBy } }: HandoffNow): string {
  if (acceptedAt === null) return 'not yet';
  const late = acceptedAt > acceptBy ? ', late' : '';
  return `after ${formatDuration(acceptedAt - offeredAt)}${late}`;
}

/** By shift and by what it was about; nobody who was called is named. */
export function pagesMessage(all: readonly CalledPage[], told: Told): Message {
  const { title, now, teamName } = told;
  if (all.length === 0) return gone(title, 'pages');
  const calls = count(sum(all.map((one) => one.calls)), 'call');
  const summary = `${title}: ${told.more ? `the newest ${calls}` : calls}, by shift and by what they were about.`;
  const rows = all.map((one): Inline[][] => [
    [`${teamName(one.team)}, ${one.layer}`],
    aboutWords(one),
    [String(one.calls)],
    [at(one.firstAt, now)],
    [one.acknowledgedAt === null ? 'nobody did' : at(one.acknowledgedAt, now)],
  ]);
  return message(
    [summary],
    [lines([summary]), table(['Shift', 'About', 'Calls', 'First call', 'Acknowledged'], rows)],
  );
}

function aboutWords({ about, title }: CalledPage): Inline[] {
  if (!about) return [cut(firstLine(title ?? ''), 80) || 'called by hand'];
  const { stream, run } = about;
  const name = `${placeName(stream)} on ${cut(firstLine(stream.branch), 40)}`;
  return [link(run?.url ?? '', name)];
}

function gone(title: string, what: string): Message {
  const line = `${title}: its ${what} are no longer kept.`;
  return message([line], [lines([line])]);
}
