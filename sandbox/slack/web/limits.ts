import { RateLimited } from '../world/errors.ts';
import { violation, type World } from '../world/world.ts';

/**
 * Slack's rate limits (docs.slack.dev/apis/web-api/rate-limits). A tier is a number of calls a
 * minute for a method; a full bucket is the burst that Slack forgives.
 */
export type Tier = 1 | 2 | 3 | 4 | 'special';

const PER_MINUTE: Record<Tier, number> = { 1: 1, 2: 20, 3: 50, 4: 100, special: 600 };
const BURST: Record<Tier, number> = { 1: 10, 2: 20, 3: 50, 4: 100, special: 600 };

/** One message a second in a channel; clocks and networks jitter, so a little less is forgiven. */
const BETWEEN_POSTS = 1_000;
const TOLERANCE = 50;
/** `chat.postMessage` for the whole workspace: "several hundred messages per minute". */
const POSTS_PER_MINUTE = 500;

type Bucket = { tokens: number; at: number };
export type Limits = {
  /** @throws RateLimited when the method was called too often */
  spend(method: string, tier: Tier): void;
  /** @throws RateLimited when the channel, or the workspace, had a message just now */
  post(channel: { id: string; name: string }): void;
};

export function createLimits(world: World): Limits {
  const buckets = new Map<string, Bucket>();
  const posted = new Map<string, number>();

  const take = (key: string, perMinute: number, burst: number): void => {
    const now = world.clock.now();
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    const grown = bucket.tokens + ((now - bucket.at) / 60_000) * perMinute;
    const tokens = Math.min(burst, grown);
    if (tokens < 1) {
      violation(world, `${key}: more than ${perMinute} calls a minute`);
      throw new RateLimited(Math.max(1, Math.ceil(((1 - tokens) / perMinute) * 60)));
    }
    buckets.set(key, { tokens: tokens - 1, at: now });
  };

  return {
    spend: (method, tier) => take(method, PER_MINUTE[tier], BURST[tier]),
    post({ id, name }) {
      const now = world.clock.now();
      const wait = (posted.get(id) ?? Number.NEGATIVE_INFINITY) + BETWEEN_POSTS - TOLERANCE - now;
      if (wait > 0) {
        violation(world, `chat.postMessage: more than one message a second in #${name}`);
        throw new RateLimited(1);
      }
      take('chat.postMessage in all channels', POSTS_PER_MINUTE, POSTS_PER_MINUTE);
      posted.set(id, now);
    },
  };
}
