import { bold, emoji, type Inline, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import type { PageCall } from '../../core/oncall.ts';
import { untilGreen } from '../../core/snooze.ts';
import type { PageView } from '../view.ts';
import { sign } from './words.ts';

/** How a page stands, as somebody who was called reads it first. */
export function standing(view: PageView, call: PageCall, now: number): Inline[] {
  const { acknowledgedBy, acknowledgedAt, snoozedUntil, state } = view.subject;
  if (state === 'resolved')
    return [...sign('white_check_mark'), 'This is over: there is nothing left for you to do.'];
  if (acknowledgedBy !== null) {
    const since: Inline[] = acknowledgedAt === null ? [] : [' since ', at(acknowledgedAt, now)];
    if (acknowledgedBy === call.slack) return [...sign('eyes'), 'You have it', ...since, '.'];
    const they: Inline[] = [mention(acknowledgedBy), ' has it', ...since, '.'];
    // Called by wish after somebody took it: there is something for them to do.
    if (acknowledgedAt === null || call.at < acknowledgedAt) return [...sign('eyes'), ...they];
    return [
      ...sign('rotating_light'),
      bold('You are asked to help'),
      ` (${call.layer}): `,
      ...they,
    ];
  }
  if (snoozedUntil !== null && snoozedUntil > now)
    return [...sign('zzz'), 'Snoozed ', ...snoozeEnd(snoozedUntil, now), '.'];
  return waiting(view, call, now);
}

/** Nobody has it yet. */
function waiting({ page, calls, team }: PageView, call: PageCall, now: number): Inline[] {
  const later = calls.find(({ nth, slack }) => nth > call.nth && slack !== '');
  if (later?.slack === call.slack) return [...sign('arrow_down'), 'I asked you again below.'];
  if (later) {
    const when: Inline[] = [' was called at ', at(later.at, now), '.'];
    return [...sign('arrow_right'), mention(later.slack), ...when];
  }
  if (page.gaveUpAt !== null) {
    return [
      ...sign('warning'),
      'Nobody answered, and I call nobody else. It is still open: acknowledge it if you can.',
    ];
  }
  const answerBy = at(call.at + call.ackWithin, now);
  const role = call.layer === 'lead' ? `You lead ${team.name}` : `You are on call for ${team.name}`;
  const why = call.layer === 'lead' ? ', and nobody on call answered' : ` (${call.layer})`;
  return [
    ...sign('rotating_light'),
    bold(role),
    `${why}. Acknowledge by `,
    answerBy,
    ', or I call the next one.',
  ];
}

/** Who has a page that was made by hand, and until when it is snoozed; empty where neither is the case. */
export function holderLine({ subject }: PageView, now: number): Inline[] {
  const { acknowledgedBy, acknowledgedAt, snoozedUntil } = subject;
  const parts: Inline[] = [];
  if (acknowledgedBy !== null && acknowledgedAt !== null) {
    const since = at(acknowledgedAt, now);
    parts.push(emoji('eyes'), ' ', mention(acknowledgedBy), ' has it since ', since, '  ');
  }
  if (snoozedUntil !== null && snoozedUntil > now)
    parts.push(emoji('zzz'), ' snoozed ', ...snoozeEnd(snoozedUntil, now));
  return parts;
}

const snoozeEnd = (end: number, now: number): Inline[] =>
  end >= untilGreen ? ['until it is green'] : ['until ', at(end, now)];

/**
 * Who is called, for the message of what the page is about.
 *
 * @param show how somebody who was not called yet is shown
 */
export function onCallLine(
  { page, team, calls, first, quietUntil, subject }: PageView,
  show: (person: string) => Inline,
  now: number,
): Inline[] {
  const waits = subject.state === 'triggered' && (subject.snoozedUntil ?? 0) <= now;
  const called = [...new Set(calls.flatMap(({ slack }) => (slack === '' ? [] : [slack])))];
  if (called.length > 0) {
    const people = called.flatMap((id, index): Inline[] =>
      index === 0 ? [mention(id)] : [', then ', mention(id)],
    );
    return ['On call: ', ...people, page.gaveUpAt === null ? '' : '. Nobody answered.'];
  }
  if (quietUntil !== null && waits)
    return [`${team.name} is called at `, at(quietUntil, now), ', after its quiet hours.'];
  if (first === undefined) return [`Nobody is on call for ${team.name} now.`];
  return ['On call: ', show(first)];
}
