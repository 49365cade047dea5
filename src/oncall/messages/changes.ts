import { actions, button, context, lines } from '../../core/blocks.ts';
import { formatDuration } from '../../core/duration.ts';
import { bold, code, type Inline, mention } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import type { Override, Page, ShiftOffer } from '../../core/oncall.ts';
import type { Team } from '../../core/settings.ts';
import { list } from '../../core/text.ts';
import type { Rung } from '../chain.ts';
import type { Faces } from '../faces.ts';
import type { EndedNotice } from '../notices.ts';
import { spanWords } from './rota.ts';
import { nameOf, pinged, said, sign } from './words.ts';

/** What changed about who is on call. */

type Told = { team: Team; faces: Faces };

const where = (
  { layer, ...span }: Pick<Override, 'layer' | 'from' | 'until'>,
  team: Team,
): string => `on call for ${team.name} (${layer}) from ${spanWords(span, team.timezone)}`;

/** The answer to `/oncall override`. */
export function overrideMade(
  made: Override,
  instead: readonly string[],
  { team, faces }: Told,
): Message {
  const names = instead.map((person) => nameOf(person, faces));
  const place = names.length > 0 ? `, in place of ${list(names)}` : '';
  const line: Inline[] = [
    ...sign('white_check_mark'),
    bold(nameOf(made.person, faces)),
    ` is ${where(made, team)}${place}.`,
  ];
  const back = context([`Take it back with /oncall remove ${made.id}.`]);
  return message(line, [lines(line), back]);
}

/** The answer to `/oncall remove`. */
export const overrideEnded = (ended: Override, { team, faces }: Told): Message =>
  said([
    ...sign('white_check_mark'),
    `Taken back: ${nameOf(ended.person, faces)} is no longer ${where(ended, team)}.`,
  ]);

/** Tells somebody privately that they are, or no longer are, on call because of an override. */
export function overrideNotice(
  made: Override,
  { team, faces, coming }: Told & { coming: boolean },
): Message {
  const by = mention(made.createdBy);
  if (coming)
    return said([...sign('pager'), 'You are ', bold(where(made, team)), '. ', by, ' arranged it.']);
  const who = nameOf(made.person, faces);
  return said([
    ...sign('pager'),
    `${who} is ${where(made, team)}, in your place. `,
    by,
    ' arranged it.',
  ]);
}

/** Tells somebody privately that an override was taken back: they no longer are on call, or are again. */
export function overrideEndedNotice(ended: EndedNotice, team: Team): Message {
  const { from, until, layer, again } = ended;
  const span = `${team.name} (${layer}) from ${spanWords({ from, until }, team.timezone)}`;
  const what = again ? `on call again for ${span}` : `no longer on call for ${span}`;
  return said([...sign('pager'), 'You are ', bold(what), '. ', mention(ended.by), ' arranged it.']);
}

/** The offer of a shift, in the team's channel. */
export function offerMessage(offer: ShiftOffer, team: Team, now: number): Message {
  const what = `${team.name} (${offer.layer}), ${spanWords(offer, team.timezone)}`;
  const line: Inline[] = [
    ...sign('arrows_counterclockwise'),
    mention(offer.offeredBy),
    ' would like to give away their shift: ',
    bold(what),
    '.',
  ];
  if (offer.takenBy !== null)
    return said([
      ...[...sign('white_check_mark'), mention(offer.takenBy), ' takes the shift of '],
      ...[mention(offer.offeredBy), ': ', bold(what), '.'],
    ]);
  if (offer.until <= now) return message(line, [lines(line, ['Nobody took it.'])]);
  return message(line, [
    lines(line),
    actions(
      `shift-offer:${offer.id}`,
      button({ id: 'shift.take', text: 'Take it', value: String(offer.id), style: 'primary' }),
    ),
  ]);
}

/** The answer to offering a shift. */
export const offered = (channel: Inline): Message =>
  said([
    ...sign('white_check_mark'),
    'Offered in ',
    channel,
    '. It stays yours until somebody takes it.',
  ]);

/** The answer to `/oncall page`. */
export function paged(page: Page, chain: readonly Rung[], { team, faces }: Told): Message {
  const [first, second] = chain;
  if (!first)
    return said([
      ...sign('warning'),
      `Nobody is on call for ${team.name} now. The page stands in the channel, and I call whoever comes on call first.`,
    ]);
  const next = second ? nameOf(second.person, faces) : 'them again';
  return said(
    [
      ...sign('pager'),
      'Calling ',
      bold(nameOf(first.person, faces)),
      ` (${first.layer}) about “${page.title ?? ''}”.`,
    ],
    [
      `If they do not answer within ${formatDuration(first.ackWithin)}, I call ${next}. The page stands in the channel.`,
    ],
  );
}

/** A change of baton.yml, or of a calendar, put somebody else on call in the middle of a shift. */
export function rotaMoved(
  { layer, was, now, byCalendar }: { layer: string; was: string; now: string; byCalendar: boolean },
  { team, faces }: Told,
): Message {
  return said(
    [
      ...sign('warning'),
      bold('The rotation has changed.'),
      ` For ${team.name} (${layer}) `,
      pinged(now, faces),
      ' is on call now, in place of ',
      pinged(was, faces),
      '.',
    ],
    byCalendar
      ? ['Its calendar says so since it was last read.']
      : [
          'It comes from a change of baton.yml: a ',
          code('since'),
          ' on the layer says when the first of its people begins.',
        ],
  );
}

/** The calendar that says who is on call cannot be read. */
export function calendarBroken(
  { error }: { error: string | null },
  { team, layer }: { team: Team; layer: string },
): Message {
  const what = `the calendar of ${team.name} (${layer})`;
  if (error === null) return said([...sign('white_check_mark'), `I can read ${what} again.`]);
  return said(
    [...sign('warning'), bold(`I cannot read ${what}: `), `${error}.`],
    ['What it said last counts until I can. Its address stands in baton.yml.'],
  );
}
