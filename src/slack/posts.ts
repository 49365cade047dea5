import type { Post } from '../core/records.ts';

/** What the loop needs of the outbox (the store has it; see its contract there). */
export type Posts = {
  claim(options: { limit: number; now: number; leaseMs: number }): Promise<Post[]>;
  sending(post: Post, now: number): Promise<void>;
  unsent(post: Post): Promise<void>;
  shown(
    post: Post,
    at: { channelId: string | null; ts: string | null; hash: string; now: number },
  ): Promise<void>;
  hashOf(post: Post): Promise<string | null>;
  wait(post: Post, dueAt: number): Promise<void>;
  fail(post: Post, failure: { error: string; retryAt: number | null; now: number }): Promise<void>;
  byKey(key: string): Promise<Post | undefined>;
  nextDue(): Promise<number | null>;
  turn(lane: string, pace: { intervalMs: number; burst: number; now: number }): Promise<number>;
};
