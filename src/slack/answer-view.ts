import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { slackModal } from './views.ts';
import type { Reply, ViewAnswer } from './words.ts';

/** Slack waits three seconds; the rest is for the way there and back. */
const patienceMs = 2_500;

type Ack = SlackViewMiddlewareArgs<ViewSubmitAction>['ack'];

/** Acknowledges a submission with its answer; a late one closes the modal, and its errors follow privately. */
export async function answerView(
  answer: Promise<ViewAnswer | undefined>,
  { ack, reply }: { ack: Ack; reply: Reply },
): Promise<void> {
  const inTime = await bounded(answer);
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

/** What comes in time, by default within Slack's patience; `undefined` for what does not. */
export async function bounded<T>(work: Promise<T>, ms = patienceMs): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
