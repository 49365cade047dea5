import { randomBytes } from 'node:crypto';
import { UserError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Message } from '../../core/message.ts';
import type { Reply } from '../../slack/words.ts';
import { fault, mistake } from './messages.ts';

/** Runs what a person asked for and shows them what it answers, or what went wrong. */
export type Guard = (
  reply: Reply,
  what: object,
  act: () => Promise<Message | undefined>,
) => Promise<void>;

/**
 * Whatever goes wrong becomes a sentence: theirs to mend, or ours with a reference that also stands in
 * the log beside `what`.
 */
export function createGuard({ log }: { log: Log }): Guard {
  return async (reply, what, act) => {
    const answer = await act().catch((thrown: unknown) => {
      if (thrown instanceof UserError) return mistake(thrown);
      const reference = randomBytes(4).toString('hex');
      log.error({ ...what, reference, err: thrown }, 'could not answer');
      return fault(reference);
    });
    if (answer) await reply.privately(answer);
  };
}
