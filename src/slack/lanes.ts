import type { Posts } from './posts.ts';

/**
 * Slack's limits, as turns to be taken (docs.slack.dev/apis/web-api/rate-limits): one message a
 * second in a channel, several hundred a minute in all, and about fifty calls a minute of the
 * methods of tier 3. Bursts are chosen so that no minute ever has more than that.
 */
const paces = {
  channel: { intervalMs: 1000, burst: 1 },
  'chat.postMessage': { intervalMs: 200, burst: 100 },
  'chat.update': { intervalMs: 1500, burst: 10 },
  'conversations.history': { intervalMs: 1500, burst: 10 },
} as const;

export type Lane = { name: string; pace: keyof typeof paces };

export const channelLane = (channel: string): Lane => ({
  name: `post:${channel}`,
  pace: 'channel',
});
export const methodLane = (method: Exclude<keyof typeof paces, 'channel'>): Lane => ({
  name: method,
  pace: method,
});

export type Lanes = {
  /**
   * Takes a turn in each lane for a post. Answers 0, or how many ms from `now` to come back: those
   * who wait are told times one after the other, so that a long queue does not ask all at once.
   */
  take(post: number, lanes: readonly Lane[], now: number): Promise<number>;
  /** No turns in this lane before `until` (Retry-After, or a message that has only just arrived). */
  close(lane: Lane, until: number): void;
};

/** The turns are the store's, shared by all replicas; what Slack said to us alone is kept here. */
export function createLanes(posts: Pick<Posts, 'turn'>): Lanes {
  const closed = new Map<string, number>();
  const queues = new Map<string, ReturnType<typeof createQueue>>();

  const queueOf = ({ name, pace }: Lane) => {
    const queue = queues.get(name) ?? createQueue(paces[pace].intervalMs);
    queues.set(name, queue);
    return queue;
  };
  const turn = async ({ name, pace }: Lane, now: number): Promise<number> => {
    const until = closed.get(name) ?? 0;
    if (until > now) return until - now;
    closed.delete(name);
    return posts.turn(name, { ...paces[pace], now });
  };

  return {
    async take(post, lanes, now) {
      for (const lane of lanes) {
        const ms = await turn(lane, now);
        if (ms > 0) return queueOf(lane).place(post, now + ms, now) - now;
        queueOf(lane).leave(post);
      }
      return 0;
    },
    close({ name }, until) {
      closed.set(name, Math.max(until, closed.get(name) ?? 0));
    },
  };
}

/** The times told to those who wait for one lane. */
function createQueue(intervalMs: number) {
  const places = new Map<number, number>();
  return {
    /** The time for a post that may come at `earliest`: its place of before, or one behind the others. */
    place(post: number, earliest: number, now: number): number {
      const before = places.get(post);
      if (before !== undefined && before > now) return before;
      for (const [other, at] of places) if (at <= now && other !== post) places.delete(other);
      const last = Math.max(...places.values());
      // Whoever came at its time and in vain has waited already: next in turn.
      const at = before === undefined ? Math.max(earliest, last + intervalMs) : earliest;
      places.set(post, at);
      return at;
    },
    leave: (post: number): boolean => places.delete(post),
  };
}
