import { context, lines, table } from '../../core/blocks.ts';
import type { DigestPlan } from '../../core/digests.ts';
import { bold, code, emoji, type Inline, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import { sayRecurring } from '../../core/recurring.ts';
import { count } from '../../core/text.ts';
import { channelName } from './trouble.ts';

/** The answers of /digest about schedules. */

/** `next`: when the first one is due. */
export function scheduled(
  plan: DigestPlan,
  options: { next: number | null; now: number },
): Message {
  const { next, now } = options;
  const line: Inline[] = [
    emoji('calendar'),
    ' This channel gets ',
    plan.edition === 'weekly' ? 'a weekly digest ' : 'a digest ',
    bold(sayRecurring(plan.at)),
    ` (${plan.timezone})`,
    ...(next === null ? ['.'] : [', first ', at(next, now), '.']),
  ];
  return message(line, [
    lines(line),
    context([
      `About ${aboutOf(plan)}. `,
      code('/digest preview'),
      ' shows you one now, ',
      code('/digest unschedule'),
      ' takes it back.',
    ]),
  ]);
}

export function unscheduled(plan: DigestPlan): Message {
  const line: Inline[] = [
    'This channel no longer gets a digest ',
    bold(sayRecurring(plan.at)),
    '.',
  ];
  return message(line, [lines(line)]);
}

/** The answer to the person who had one posted. */
export function posted(channel: string): Message {
  const line: Inline[] = ['The digest is on its way to ', channelName(channel), '.'];
  return message(line, [lines(line)]);
}

/** The answer to whoever asks within a minute after somebody, or after themselves. */
export function postedAlready(
  channel: string,
  { by, user }: { by: string; user: string },
): Message {
  const who: Inline[] = by === user ? ['You have'] : [by === '' ? 'Somebody' : mention(by), ' has'];
  const line: Inline[] = [
    ...[...who, ' just had a digest posted in ', channelName(channel)],
    ', less than a minute ago: I post no second one.',
  ];
  const hint: Inline[] = [
    code('/digest preview'),
    ' shows you one as you want it, with the same options.',
  ];
  return message(line, [lines(line), context(hint)]);
}

/** One row of the list; the number is null where it stands in baton.yml. */
export type Listed = DigestPlan & { id: number | null; owner: string | null; next: number | null };

/** Those of one channel first, then all others. */
export function scheduleList(
  all: readonly Listed[],
  options: { channel: string; now: number },
): Message {
  if (all.length === 0) {
    const line = 'No digest is scheduled yet.';
    const hint: Inline[] = [
      'Type ',
      code('/digest schedule weekdays 9:00'),
      ' in the channel that shall have one.',
    ];
    return message([line], [lines([line]), context(hint)]);
  }
  const { channel, now } = options;
  const here = all.filter((each) => each.channel === channel);
  const sorted = [...here, ...all.filter((each) => each.channel !== channel)];
  const line = `${count(here.length, 'digest')} in this channel, ${all.length - here.length || 'none'} elsewhere.`;
  const rows = sorted
    .slice(0, 50)
    .map((each) => [
      [each.id === null ? '–' : String(each.id)],
      [channelName(each.channel)],
      [`${sayRecurring(each.at)}, ${each.timezone}`],
      [aboutOf(each)],
      each.next === null ? ['–'] : [at(each.next, now)],
      each.owner === null ? ['baton.yml'] : [mention(each.owner)],
    ]);
  return message(
    [line],
    [lines([line]), table(['No.', 'Channel', 'When', 'About', 'Next', 'Made by'], rows)],
  );
}

function aboutOf({ repositories, team, sections, edition }: DigestPlan): string {
  const parts = [
    team === null ? '' : `team ${team}`,
    repositories.join(', '),
    sections.length > 0 ? `only ${sections.join(', ')}` : '',
    edition === 'weekly' ? 'weekly edition' : '',
  ].filter(Boolean);
  const whose =
    team === null && repositories.length === 0 ? ['what this channel hears of, or else all'] : [];
  return [...whose, ...parts].join('; ');
}
