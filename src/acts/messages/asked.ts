import type { Ordered } from '../../core/act.ts';
import { lines } from '../../core/blocks.ts';
import { bold, type Inline, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';

/** What somebody reads who asked for an act by a command; what becomes of it is a message of its own. */
export function orderTaken({ act, fresh }: Ordered, now: number): Message {
  const line: Inline[] = fresh
    ? ['On it: ', bold(act.target), '. What becomes of it stands here, for everyone.']
    : alreadyAsked(act, now);
  return message(line, [lines(line)]);
}

/** Somebody asked for the same before. */
export const alreadyAsked = (act: Ordered['act'], now: number): Inline[] => [
  mention(act.who),
  ` asked for that already, at `,
  at(act.askedAt, now),
  `: it is done once.`,
];

export const runForgotten = 'This run is no longer kept.';
