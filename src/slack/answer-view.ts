import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { within } from '../core/within.ts';
import { slackModal } from './views.ts';
import type { Reply, ViewAnswer } from './words.ts';

/** Slack waits three seconds; the rest is for the way there and back. */
export const patienceMs = 2_500;

type Ack = SlackViewMiddlewareArgs<ViewSubmitAction>['ack'];

/** Acknowledges a submission with its answer; a late one closes the modal, and its errors follow privately. */
export async function answerView(
  answer: Promise<ViewAnswer | undefined>,
  { ack, reply }: { ack: Ack; reply: Reply },
): Promise<void> {
  const inTime = await within(patienceMs, answer);
  if (inTime) return acknowledge(ack, inTime);
  await ack();
  const late = await answer;
  if (late?.kind !== 'errors') return;
  const text = `That did not work: ${Object.values(late.errors).join('. ')}`;
  await reply.privately({ text, blocks: [] });
}

async function acknowledge(ack: Ack, answer: ViewAnswer): Promise<void> {
  switch (answer.kind) {
    case 'close':
      return ack();
    case 'clear':
      return ack({ response_action: 'clear' });
    case 'errors':
      return ack({ response_action: 'errors', errors: { ...answer.errors } });
    default:
      return ack({ response_action: answer.kind, view: slackModal(answer.modal) });
  }
}
