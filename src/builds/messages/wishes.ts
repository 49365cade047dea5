import { type Block, context, lines } from '../../core/blocks.ts';
import { bold, code, emoji, type Inline, mention, rawText } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import type { Mute, Subscription } from '../../core/records.ts';
import { list } from '../../core/text.ts';
import type { MuteTarget } from '../wishes.ts';
import { said } from './words.ts';

/** The answer to `/ci subscribe`. */
export function subscribed(done: {
  subscription: Subscription;
  covers: readonly string[];
  near: string | undefined;
}): Message {
  const line: Inline[] = ['This channel now hears of ', ...about(done.subscription), '.'];
  return message(line, [lines(line), context([coverage(done)])]);
}

function coverage({
  covers,
  near,
}: {
  covers: readonly string[];
  near: string | undefined;
}): string {
  if (covers.length > 0) return `Covers ${several(covers)}.`;
  const sure = 'I have not seen a repository like that yet and will speak up when I do.';
  return near ? `${sure} Did you mean ${near}?` : sure;
}

export const unsubscribed = (repository: string): Message =>
  said(['This channel no longer hears of ', bold(repository), '.']);

/** The answer to `/ci subscriptions`: what baton.yml says, what was asked for here, what is muted. */
export function wishList(wishes: {
  configured: readonly string[];
  subscriptions: readonly Subscription[];
  mutes: readonly Mute[];
  now: number;
}): Message {
  const { configured, subscriptions, mutes, now } = wishes;
  if (configured.length + subscriptions.length + mutes.length === 0) {
    const line = 'This channel hears of nothing yet.';
    return message(
      [line],
      [lines([line]), context(['Type ', code('/ci subscribe owner/repo'), ' to change that.'])],
    );
  }
  const blocks: Block[] = [];
  if (configured.length > 0) {
    blocks.push(
      lines([bold('From baton.yml')], ...configured.map((name): Inline[] => [`• ${name}`])),
    );
  }
  if (subscriptions.length > 0) {
    const rows = subscriptions.map((wish): Inline[] => [
      '• ',
      ...about(wish),
      ', asked for by ',
      mention(wish.createdBy),
    ]);
    blocks.push(lines([bold('Subscriptions')], ...rows));
  }
  if (mutes.length > 0) {
    const rows = mutes.map((mute): Inline[] => [
      '• ',
      ...target(mute),
      ' until ',
      at(mute.until, now),
      ', by ',
      mention(mute.createdBy),
    ]);
    blocks.push(lines([bold('Muted')], ...rows));
  }
  return message(spoken(wishes), blocks);
}

/** The same in a sentence, for whoever has it read out. */
function spoken(wishes: {
  configured: readonly string[];
  subscriptions: readonly Subscription[];
  mutes: readonly Mute[];
}): Inline[] {
  const heard = [...wishes.configured, ...wishes.subscriptions.map(({ repository }) => repository)];
  const quiet = wishes.mutes.map((mute) => rawText(target(mute)));
  return [
    `This channel hears of ${heard.length === 0 ? 'nothing' : several(heard)}.`,
    quiet.length === 0 ? '' : ` Muted: ${several(quiet)}.`,
  ];
}

/** `a, b and 12 more`. */
function several(names: readonly string[]): string {
  const shown = names.slice(0, 5);
  const rest = names.length - shown.length;
  return list([...shown, ...(rest > 0 ? [`${rest} more`] : [])]);
}

export const muted = (what: MuteTarget, until: number, now: number): Message =>
  said([
    emoji('mute'),
    ' Quiet in this channel about ',
    ...target(what),
    ' until ',
    at(until, now),
    '.',
  ]);

export const unmuted = (what: MuteTarget): Message =>
  said([emoji('loud_sound'), ' This channel hears of ', ...target(what), ' again.']);

/** The answer to `/ci notify`. */
export function noticeSet(
  on: boolean,
  known: { login: string | null; email: string | null },
): Message {
  if (!on) return said(['I will no longer message you about your pull requests.']);
  const who = known.login ? `GitHub’s @${known.login}` : `commits by ${known.email}`;
  return said([`I will message you when a pull request of yours fails (${who}).`]);
}

function about(wish: Subscription): Inline[] {
  return [
    bold(wish.repository),
    ` · ${wish.workflow ?? 'every workflow'} on ${wish.branch ?? 'the default branch'}, `,
    wish.on === 'all' ? 'all runs' : 'failures only',
  ];
}

function target({ repository, workflow }: MuteTarget): Inline[] {
  if (workflow === null) return [bold(repository)];
  return repository === '*/*'
    ? ['workflow ', bold(workflow)]
    : [bold(repository), ` · ${workflow}`];
}
