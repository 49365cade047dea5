import { createHash } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Message } from '../core/message.ts';
import type { Post } from '../core/records.ts';
import type { SlackApi } from './api.ts';
import { SlackFailure } from './failure.ts';
import { channelLane, type Lane, type Lanes, methodLane } from './lanes.ts';
import type { Plainness } from './plainer.ts';
import type { Posts } from './posts.ts';
import { type Doing, nextStep } from './posts-decide.ts';

/** What of the API the outbox needs. */
export type PostsApi = Pick<
  SlackApi,
  'post' | 'update' | 'findByKey' | 'channelByName' | 'openDm' | 'join'
>;

export type Outbox = {
  posts: Posts;
  api: PostsApi;
  /** The message as it is now; null where there is nothing to show. */
  render(post: Post): Promise<Message | null>;
  clock: Clock;
  /** Between 0 and 1, for the jitter of backoff. */
  random(): number;
  log: Log;
  lanes: Lanes;
  plainness: Plainness;
};

/** A post on its way: the row, where it goes, and what it should show. */
export type Journey = {
  post: Post;
  /** The claim is ours until then. */
  leaseUntil: number;
  /** As the row says it at first; its id once it is needed. */
  channel: string;
  threadTs: string | null;
  message: Message | null;
  doing: Doing;
};

/** At the start of the way. */
export const journeyOf = (post: Post, leaseUntil: number): Journey => ({
  ...{ post, leaseUntil, message: null, doing: 'prepare' },
  ...{ channel: post.channelId ?? post.channel, threadTs: post.threadTs },
});

/** A send may take this long; one that could outlive its claim is not begun. */
const longestSendMs = 15_000;
/** Where a message whose end is not known may have been posted, after its send began. */
const lostForMs = 15 * 60_000;

/** Brings one claimed post to what it should show. Rejects with whatever kept it from that; `journey` says where. */
export async function showPost(outbox: Outbox, journey: Journey): Promise<void> {
  const { post } = journey;
  journey.message = await outbox.render(post);
  const shown = post.sendingSince === null ? await outbox.posts.hashOf(post) : null;
  await step(outbox, journey, shown);
}

async function step(outbox: Outbox, journey: Journey, shown: string | null): Promise<void> {
  const wanted = journey.message && hashOf(journey.message);
  const next = nextStep(journey.post, { wanted, shown });
  if (next.kind === 'settle') {
    outbox.log.debug({ post: journey.post.key, reason: next.reason }, 'Post settled');
    return settle(outbox, journey, wanted ?? shown ?? '');
  }
  await address(outbox, journey);
  if (next.kind === 'find') return find(outbox, journey);
  if (!journey.message) return;
  if (next.kind === 'send') return send(outbox, journey, journey.message);
  return edit(outbox, journey, { ts: next.ts, message: journey.message });
}

/** Fills in the channel's id and the thread. */
async function address({ api, posts }: Outbox, journey: Journey): Promise<void> {
  const { post } = journey;
  const parent = post.threadOf ? await posts.byKey(post.threadOf) : undefined;
  journey.threadTs = parent?.ts ?? post.threadTs;
  journey.channel = post.channelId ?? parent?.channelId ?? (await channelId(api, post.channel));
}

async function channelId(api: PostsApi, channel: string): Promise<string> {
  if (/^[UW][A-Z0-9]+$/.test(channel)) return api.openDm(channel);
  if (!channel.startsWith('#')) return channel;
  const id = await api.channelByName(channel);
  if (id) return id;
  throw new SlackFailure('conversations.list', {
    kind: 'gone',
    code: 'channel_not_found',
    detail: channel,
  });
}

/** Looks for a message whose send did not end, then goes on from what is really there. */
async function find(outbox: Outbox, journey: Journey): Promise<void> {
  const { post, channel, threadTs } = journey;
  if (!(await turn(outbox, journey, [methodLane('conversations.history')]))) return;
  journey.doing = 'find';
  const since = post.sendingSince ?? 0;
  const found = await outbox.api.findByKey({
    ...{ channel, key: post.key, since, until: since + lostForMs },
    ...(threadTs ? { threadTs } : {}),
  });
  outbox.log.info({ post: post.key, found: found !== undefined }, 'Looked for a lost message');
  if (found) return noteFound(outbox, journey, found);
  journey.post = { ...post, sendingSince: null };
  await step(outbox, journey, await outbox.posts.hashOf(post));
}

/** Notes where the message stands before anything else; where it shows something older, its edit comes with the next claim. */
async function noteFound(
  outbox: Outbox,
  journey: Journey,
  found: { ts: string; shows: string | null },
): Promise<void> {
  const { post, message } = journey;
  const upToDate = message === null || found.shows === hashOf(message);
  const version = upToDate ? post.version : post.shownVersion;
  journey.post = { ...post, ts: found.ts, version };
  await settle(outbox, journey, found.shows ?? '');
}

/** Posts the message, in place of one that may stand there already. */
export async function send(outbox: Outbox, journey: Journey, message: Message): Promise<void> {
  const { post, channel, threadTs } = journey;
  const lane = channelLane(channel);
  if (!(await turn(outbox, journey, [lane, methodLane('chat.postMessage')]))) return;
  await outbox.posts.sending(post, outbox.clock.now());
  journey.doing = 'send';
  const shows = hashOf(message);
  const posted = await outbox.api
    .post({
      channel,
      message: outbox.plainness.form(post.id, message),
      ...(threadTs ? { threadTs } : {}),
      mark: { key: post.key, shows },
    })
    // Slack's second begins when the message stands there, not when we asked for it.
    .finally(() => outbox.lanes.close(lane, outbox.clock.now() + 1000));
  journey.post = { ...post, ts: posted.ts };
  journey.channel = posted.channelId;
  outbox.plainness.taken(post.id, message);
  await settle(outbox, journey, shows);
}

async function edit(
  outbox: Outbox,
  journey: Journey,
  { ts, message }: { ts: string; message: Message },
): Promise<void> {
  const { post, channel } = journey;
  if (!(await turn(outbox, journey, [methodLane('chat.update')]))) return;
  journey.doing = 'edit';
  const shows = hashOf(message);
  await outbox.api.update({
    ...{ channel, ts, mark: { key: post.key, shows } },
    message: outbox.plainness.form(post.id, message),
  });
  outbox.plainness.taken(post.id, message);
  await settle(outbox, journey, shows);
}

/** The post shows what it should, as far as Baton can bring it about. */
export async function settle(outbox: Outbox, journey: Journey, hash: string): Promise<void> {
  const { post, channel } = journey;
  const now = outbox.clock.now();
  const channelId = post.ts ? channel : null;
  await outbox.posts.shown(post, { channelId, ts: post.ts, hash, now });
}

/** Whether the turn is ours; otherwise the claim has been given back until it comes. */
async function turn(outbox: Outbox, journey: Journey, lanes: readonly Lane[]): Promise<boolean> {
  const { post, leaseUntil } = journey;
  const now = outbox.clock.now();
  const late = now + longestSendMs > leaseUntil;
  const ms = late ? 1 : await outbox.lanes.take(post.id, lanes, now);
  if (ms > 0) await outbox.posts.wait(post, now + ms);
  return ms === 0;
}

/** Sixteen characters that differ when two messages do. */
export const hashOf = (message: Message): string =>
  createHash('sha256').update(JSON.stringify(message)).digest('base64url').slice(0, 16);
