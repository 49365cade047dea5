import { actions, button, lines } from '../../core/blocks.ts';
import type { Lock } from '../../core/deploys.ts';
import { channelLink, emoji, type Inline, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message, replyAbout } from '../../core/message.ts';
import { placeOf, reasonOf } from './words.ts';

/** The one message of a lock: that it holds, or how it ended. */
export function lockMessage(lock: Lock, now: number): Message {
  const { liftedAt, until, lockedBy, reason } = lock;
  const line: Inline[] =
    liftedAt === null
      ? [
          ...[emoji('lock'), ' ', mention(lockedBy), ' locked deploys of ', ...placeOf(lock)],
          ...(until === null ? [] : [' until ', at(until, now)]),
          `: ${reasonOf(reason)}`,
        ]
      : [emoji('unlock'), ' Deploys of ', ...placeOf(lock), ' go again', ...ended(lock, now)];
  const unlock = button({ id: 'deploy.unlock', text: 'Unlock', value: String(lock.id) });
  return message(line, [
    lines(line),
    ...(liftedAt === null ? [actions(`lock:${lock.id}`, unlock)] : []),
  ]);
}

function ended({ liftedBy, liftedAt, lockedBy, reason }: Lock, now: number): Inline[] {
  const when: Inline[] = liftedAt === null ? [] : [' since ', at(liftedAt, now)];
  const was: Inline[] = [' (was locked by ', mention(lockedBy), `: ${reasonOf(reason)})`];
  return liftedBy === null
    ? [...when, ...was]
    : [...when, ', unlocked by ', mention(liftedBy), ...was];
}

/** What the thread of a lock is told when it ends. */
export function lockNote(lock: Lock): Message {
  const { liftedBy, lockedBy } = lock;
  const line: Inline[] =
    liftedBy === null
      ? [emoji('unlock'), ' ', mention(lockedBy), ', its time is over: deploys go again.']
      : [emoji('unlock'), ' ', mention(liftedBy), ' unlocked it.'];
  return replyAbout(placeOf(lock), message(line, [lines(line)]));
}

/** The private answer to `/deploy lock` and `/deploy unlock`; everybody reads the message itself. */
export function lockAnswer(lock: Lock, now: number): Message {
  const { liftedAt, until, channel } = lock;
  const end: Inline[] =
    until === null ? [' until somebody unlocks it'] : [' until ', at(until, now)];
  const state: Inline[] = liftedAt === null ? [' is locked', ...end] : [' is unlocked'];
  const sign = emoji(liftedAt === null ? 'lock' : 'unlock');
  const line: Inline[] = [sign, ' ', ...placeOf(lock), ...state, '. I have told '];
  const whole: Inline[] = [...line, channelLink(channel), '.'];
  return message(whole, [lines(whole)]);
}
