import { context, lines } from '../../core/blocks.ts';
import { channelLink, code, emoji, type Inline } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import { sayRecurring } from '../../core/recurring.ts';
import type { NamedPlan } from '../plans.ts';

/** Told privately to whoever made a schedule, or runs Baton, when its digest could not be posted. */
export function notPosted(
  { channel, at: due, owner }: Pick<NamedPlan, 'channel' | 'at' | 'owner'>,
  { error, slot, now }: { error: string; slot: number; now: number },
): Message {
  const line: Inline[] = [
    emoji('warning'),
    ` The digest that was due `,
    at(slot, now),
    ` (${sayRecurring(due)}) could not be posted in `,
    channelName(channel),
    `: ${error}.`,
  ];
  const mend: Inline[] =
    owner === null
      ? ['Invite me there, or mend ', code('digests'), ' in baton.yml.']
      : [
          'Invite me there, or take the schedule back with ',
          code('/digest unschedule'),
          '. The next one is tried at its time.',
        ];
  return message(line, [lines(line), context(mend)]);
}

/** A channel as people know it. */
export const channelName = (channel: string): Inline =>
  /^[CG][A-Z0-9]+$/.test(channel) ? channelLink(channel) : channel;
