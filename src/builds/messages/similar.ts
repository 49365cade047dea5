import { type Block, context, lines } from '../../core/blocks.ts';
import type { Finding } from '../../core/cause.ts';
import { formatDuration } from '../../core/duration.ts';
import { bold, emoji, type Inline, link, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import { type Page, pager } from '../../core/pager.ts';
import { count, cut } from '../../core/text.ts';
import type { SimilarIncident } from '../similar.ts';
import { categoryWord } from './cause.ts';
import { commitLine, said, streamName } from './words.ts';

/** The answer to `/ci similar`: who had this failure before, how it ended, and what they said. */
export function similarList(
  { cause }: Finding,
  others: readonly SimilarIncident[],
  { now, page }: { now: number; page: Page },
): Message {
  if (!cause.readable || cause.category === 'unknown') {
    return said(['The log does not say why it failed, so there is nothing to compare it by.']);
  }
  const kind = categoryWord(cause.category);
  if (others.length === 0) {
    return said([`${kind}: not seen in another incident in the last 180 days.`]);
  }
  const more = page.more || page.number > 1 ? 'Other incidents' : '';
  const summary = `${kind}. ${more || count(others.length, 'other incident')} with the same failure, newest first.`;
  const marked = cause.lines.find((line) => line.marked)?.text ?? cause.evidence;
  return message(
    [summary],
    [
      lines([bold(summary)]),
      context([cut(marked.trim(), 180)]),
      ...others.map((other): Block => lines(...story(other, now))),
      ...pager(page),
    ],
  );
}

function story(other: SimilarIncident, now: number): Inline[][] {
  const { incident, stream, firstRed } = other;
  const over = incident.state === 'resolved';
  const length = Math.max(0, (incident.resolvedAt ?? now) - incident.redSince);
  const { mendedHow, mendedBy } = incident;
  return [
    [
      emoji(over ? 'large_green_circle' : 'red_circle'),
      ' ',
      link(firstRed.url, streamName(stream), 'bold'),
      ' · ',
      at(incident.redSince, now),
      ` · red for ${formatDuration(length)}`,
    ],
    ending(other),
    ...(mendedHow === null
      ? []
      : [[`“${mendedHow}”`, ...(mendedBy === null ? [] : [' (', mention(mendedBy), ')'])]]),
  ];
}

function ending({ incident, fix, repository }: SimilarIncident): Inline[] {
  if (incident.state !== 'resolved') return ['Still red.'];
  if (incident.resolution === 'flaky') return ['Passed on the same commit: flaky.'];
  if (incident.resolution === 'closed') return ['Closed while it was red.'];
  if (!fix) return ['Fixed.'];
  return ['Fixed by ', ...commitLine(fix, { url: repository.url }), '.'];
}
