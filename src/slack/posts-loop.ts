import { messageOf } from '../core/errors.ts';
import type { Post } from '../core/records.ts';
import { createLanes } from './lanes.ts';
import { createPlainness } from './plainer.ts';
import { amend } from './posts-amend.ts';
import { journeyOf, type Outbox, showPost } from './posts-show.ts';

export type PostsLoop = {
  /** Brings about everything that is due now, and answers how many posts it took up. */
  drain(): Promise<{ worked: number }>;
  /** Something changed: look now rather than at the next due time. */
  wake(): void;
  start(): void;
  /** Takes up nothing more, and waits for what is under way. */
  stop(): Promise<void>;
  /** When it last looked, by the clock; null before the first time. */
  turnedAt(): number | null;
};

export type PostsLoopOptions = Omit<Outbox, 'lanes' | 'plainness'> & {
  /** Posts under way at once; at most one a channel. */
  concurrency?: number;
};

/** A claim left behind by a crash is taken up again after this long. */
const leaseMs = 60_000;
/** Rows that another replica wrote are noticed after this long at the latest. */
const idleMs = 2_000;
const shortestMs = 10;

/**
 * The outbox: keeps Slack's messages equal to what they show. Nothing else posts or edits messages
 * that live on. Safe to run in several replicas at once.
 */
export function createPostsLoop(options: PostsLoopOptions): PostsLoop {
  const { posts, clock, log, concurrency = 10 } = options;
  const outbox = { ...options, lanes: createLanes(posts), plainness: createPlainness(clock.now) };
  const underWay = new Set<Promise<void>>();
  let running = false;
  let woken = false;
  let turning: Promise<void> | undefined;
  let turned: number | null = null;
  let rouse = (): void => {};

  const wake = (): void => {
    woken = true;
    rouse();
  };

  /** Takes up as many posts as there is room for, without waiting for them; answers how many. */
  const takeUpDue = async (): Promise<number> => {
    const limit = concurrency - underWay.size;
    const claimed = limit > 0 ? await posts.claim({ limit, now: clock.now(), leaseMs }) : [];
    turned = clock.now();
    for (const post of claimed) {
      const work = takeUp(outbox, post).finally(() => {
        underWay.delete(work);
        wake();
      });
      underWay.add(work);
    }
    return claimed.length;
  };

  const pause = async (ms: number): Promise<void> => {
    if (woken || !running) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };

  /** One call that Slack is slow to answer holds up nothing else: whatever is due is taken up meanwhile. */
  const turn = async (): Promise<void> => {
    while (running) {
      woken = false;
      try {
        if ((await takeUpDue()) > 0) continue;
        const due = (await posts.nextDue()) ?? Number.POSITIVE_INFINITY;
        await pause(Math.min(idleMs, Math.max(shortestMs, due - clock.now())));
      } catch (thrown) {
        log.error({ error: messageOf(thrown) }, 'The outbox could not be read');
        await pause(idleMs);
      }
    }
  };

  return {
    wake,
    async drain() {
      for (let worked = 0; ; ) {
        const taken = await takeUpDue();
        worked += taken;
        if (taken === 0 && underWay.size === 0) return { worked };
        if (taken === 0) await Promise.race(underWay);
      }
    },
    start() {
      if (running) return;
      running = true;
      turning = turn();
    },
    async stop() {
      running = false;
      rouse();
      await turning;
      await Promise.all(underWay);
    },
    turnedAt: () => turned,
  };
}

async function takeUp(outbox: Outbox, post: Post): Promise<void> {
  const journey = journeyOf(post, outbox.clock.now() + leaseMs);
  try {
    await showPost(outbox, journey);
  } catch (thrown) {
    await amend(outbox, journey, thrown).catch((error: unknown) =>
      // The claim runs out, and whoever takes it up looks in the channel first.
      outbox.log.error({ post: post.key, error: messageOf(error) }, 'A post could not be noted'),
    );
  }
}
