import type { Answer } from '../../../commands/define.ts';
import { UserError } from '../../core/errors.ts';
import type { Message } from '../../core/message.ts';
import type { SlackApi } from '../../slack/api.ts';
import { SlackFailure } from '../../slack/failure.ts';
import { formTooLate, noFormHere } from './messages.ts';

/**
 * Opens the form that somebody was answered with; a message is handed back to be shown.
 *
 * @throws UserError where Slack gave no trigger to open it by: an @mention has none
 */
export async function opened(
  answer: Answer | undefined,
  triggerId: string | undefined,
  slack: Pick<SlackApi, 'openView'>,
): Promise<Message | undefined> {
  if (!answer || !('form' in answer)) return answer || undefined;
  if (triggerId === undefined) throw new UserError(...noFormHere(answer.instead));
  await slack.openView(triggerId, answer.form).catch(tooLate);
  return undefined;
}

/** Slack lets a form open for three seconds; what it took to make it is known by the next time. */
function tooLate(thrown: unknown): never {
  const late = thrown instanceof SlackFailure && thrown.code === 'expired_trigger_id';
  if (!late) throw thrown;
  throw new UserError(...formTooLate);
}
