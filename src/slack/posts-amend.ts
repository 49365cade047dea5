import { retryAt } from '../core/backoff.ts';
import { messageOf } from '../core/errors.ts';
import { SlackFailure } from './failure.ts';
import { channelLane, type Lane, methodLane } from './lanes.ts';
import { remedyFor, surelyUnsent } from './posts-decide.ts';
import { hashOf, type Journey, type Outbox, send, settle } from './posts-show.ts';

/** Does what can be done about a post that could not be shown; its row then says what went wrong. */
export async function amend(outbox: Outbox, journey: Journey, thrown: unknown): Promise<void> {
  if (!(thrown instanceof SlackFailure)) return retry(outbox, journey, { thrown });
  const { post, doing, message } = journey;
  if (doing === 'send' && surelyUnsent(thrown)) await outbox.posts.unsent(post);
  const remedy = remedyFor(thrown, { doing, attempts: post.attempts });
  outbox.log.debug({ post: post.key, doing, code: thrown.code, remedy: remedy.kind }, 'Held up');
  switch (remedy.kind) {
    case 'wait':
      return wait(outbox, journey, { failure: thrown, ms: remedy.ms });
    case 'retry':
      return retry(outbox, journey, { thrown, ...remedy });
    case 'plainer':
      return plainer(outbox, journey, thrown);
    case 'join':
      return join(outbox, journey, thrown);
    case 'anew':
      outbox.log.warn({ post: post.key, error: thrown.message }, 'Posting anew');
      if (!message) return;
      return send(outbox, journey, message).catch((next) => amend(outbox, journey, next));
    case 'settle':
      outbox.log.info({ post: post.key, reason: remedy.reason }, 'Post settled');
      return settle(outbox, journey, message ? hashOf(message) : '');
    case 'dead':
      return die(outbox, journey, thrown);
  }
}

/** Slack limits us: nothing goes down this lane before it said so. */
async function wait(
  outbox: Outbox,
  { post, channel }: Journey,
  { failure, ms }: { failure: SlackFailure; ms: number },
): Promise<void> {
  const until = outbox.clock.now() + ms;
  const lane = laneOf(failure.method, channel);
  if (lane) outbox.lanes.close(lane, until);
  await outbox.posts.wait(post, until);
}

function laneOf(method: string, channel: string): Lane | undefined {
  if (method === 'chat.update') return methodLane('chat.update');
  if (method.startsWith('conversations.')) return methodLane('conversations.history');
  return method === 'chat.postMessage' ? channelLane(channel) : undefined;
}

type Retry = { thrown: unknown; quietMs?: number; patient?: boolean };

/** Slack is waited for through so many tries, about half a day; what is dead an operator has to replay. */
const patience = 300;
/** The longest step of backoff that is not yet the end. */
const longestStep = 10;

async function retry(
  outbox: Outbox,
  { post }: Journey,
  { thrown, quietMs = 0, patient = false }: Retry,
): Promise<void> {
  const now = outbox.clock.now();
  const attempts =
    patient && post.attempts < patience ? Math.min(post.attempts, longestStep) : post.attempts;
  const backoff = retryAt({ attempts, now, random: outbox.random });
  const at = backoff && Math.max(backoff, now + quietMs);
  const error = messageOf(thrown);
  outbox.log.warn({ post: post.key, attempts: post.attempts, error }, 'A post will be tried again');
  await outbox.posts.fail(post, { error, retryAt: at, now });
}

async function join(outbox: Outbox, journey: Journey, failure: SlackFailure): Promise<void> {
  const { post, channel } = journey;
  const joined = await outbox.api.join(channel).then(
    () => true,
    () => false,
  );
  if (!joined) return retry(outbox, journey, { thrown: failure });
  outbox.log.info({ post: post.key, channel }, 'Entered a channel');
  const now = outbox.clock.now();
  await outbox.posts.fail(post, { error: failure.message, retryAt: now, now });
}

/** Slack refused the message itself: the next claim finds its next plainer form. */
async function plainer(outbox: Outbox, journey: Journey, failure: SlackFailure): Promise<void> {
  const { post, message } = journey;
  const more = message !== null && outbox.plainness.refused(post.id, message);
  outbox.log.warn({ post: post.key, error: failure.message, more }, 'Slack refused a message');
  if (!more) return die(outbox, journey, failure);
  await outbox.posts.wait(post, outbox.clock.now());
}

async function die(outbox: Outbox, { post }: Journey, failure: SlackFailure): Promise<void> {
  const now = outbox.clock.now();
  const error = failure.message;
  outbox.log.error({ post: post.key, channel: post.channel, error }, 'A post was given up');
  await outbox.posts.fail(post, { error, retryAt: null, now });
}
