import type { Delivery, Post, Work } from '../../core/records.ts';

/** How many rows wait, are dead, and since when the one waits that is next; for /readyz and /metrics. */
export type QueueCounts = { waiting: number; dead: number; oldest: number | null };

/** The inbox: every webhook, committed before it is answered. */
export type Deliveries = {
  /**
   * Keeps, in one transaction, those that are new, and answers their ids; those known already are left as they are.
   */
  accept(rows: readonly Omit<Delivery, 'attempts'>[]): Promise<string[]>;
  /** Takes up to `limit` waiting deliveries, oldest first, for `leaseMs`. */
  claim(options: { limit: number; now: number; leaseMs: number }): Promise<Delivery[]>;
  /** Ends one. `reason` says why it was ignored. */
  settle(
    id: string,
    end: { state: 'applied' | 'ignored'; reason?: string; now: number },
  ): Promise<void>;
  /** Notes the error; without `retryAt` it is dead until replayed. */
  fail(id: string, failure: { error: string; retryAt: number | null; now: number }): Promise<void>;
  /** Makes dead deliveries due again: one by id, or all. Answers how many. */
  replay(options: { id?: string; now: number }): Promise<number>;
  counts(): Promise<QueueCounts>;
  /** When the newest one was received. */
  newest(): Promise<number | null>;
  /** The dead ones, newest first, with their error, for an operator. */
  dead(limit: number): Promise<{ id: string; event: string; error: string; receivedAt: number }[]>;
  /** Deletes settled deliveries received before. */
  purge(before: number): Promise<number>;
};

/** These kinds of work alone, or all but these. */
export type Kinds = { only: readonly string[] } | { but: readonly string[] };

/** What is due: one row per kind and key. */
export type WorkQueue = {
  /** Asks for work; a row of that kind and key that is there already, done or not, stays as it is. Answers whether it is new. */
  ask(work: {
    kind: string;
    key: string;
    payload?: unknown;
    dueAt: number;
    now: number;
  }): Promise<boolean>;
  /** As `ask`, but moves the due time and revives a finished or dead row. */
  reschedule(work: {
    kind: string;
    key: string;
    payload?: unknown;
    dueAt: number;
    now: number;
  }): Promise<void>;
  cancel(kind: string, key: string): Promise<void>;
  find(
    kind: string,
    key: string,
  ): Promise<(Work & { state: 'waiting' | 'done' | 'dead' }) | undefined>;
  /** Takes up to `limit` rows that are due, the longest due first, for `leaseMs`; of some kinds, or of all others. */
  claim(options: {
    limit: number;
    now: number;
    leaseMs: number;
    kinds?: Kinds | undefined;
  }): Promise<Work[]>;
  /** Ends it; answers false where the lease had passed to someone else (fenced by `attempts`). */
  done(work: Work, now: number): Promise<boolean>;
  /** Keeps it from everyone else until then, where nobody else has it yet. */
  hold(work: Work, until: number): Promise<void>;
  fail(
    work: Work,
    failure: { error: string; retryAt: number | null; now: number },
  ): Promise<boolean>;
  replay(options: { id?: number; now: number }): Promise<number>;
  counts(): Promise<QueueCounts>;
  dead(
    limit: number,
  ): Promise<{ id: number; kind: string; key: string; error: string; dueAt: number }[]>;
  /** The next due time of anything that waits, for those who move the clock. */
  nextDue(): Promise<number | null>;
  purge(before: number): Promise<number>;
};

/** The outbox: messages that a loop keeps equal to what they show. */
export type Posts = {
  /** Makes sure that a message exists for this key; one that is there is marked changed. */
  show(
    post: Pick<Post, 'key' | 'kind' | 'subject' | 'channel'> &
      Partial<Pick<Post, 'threadOf' | 'threadTs'>> & { now: number },
  ): Promise<void>;
  /** Marks all messages that show this subject as changed. */
  touch(kind: string, subject: string, now: number): Promise<void>;
  /** Takes changed posts that are due, never-sent ones first, then oldest change first; at most one per channel; a reply waits until what it replies to is there. */
  claim(options: { limit: number; now: number; leaseMs: number }): Promise<Post[]>;
  /** Opens a send (a post that has a `ts` may be sent anew); committed before Slack is called. */
  sending(post: Post, now: number): Promise<void>;
  /** Slack refused that send: nothing stands in the channel, so nothing has to be looked for there. */
  unsent(post: Post): Promise<void>;
  /** The message shows `post.version`. A change that came meanwhile keeps it due. */
  shown(
    post: Post,
    at: { channelId: string | null; ts: string | null; hash: string; now: number },
  ): Promise<void>;
  /** The hash of what the message shows now, to leave out an edit that changes nothing. */
  hashOf(post: Post): Promise<string | null>;
  /** Gives the claim back until `dueAt` (the channel's turn, Retry-After); not a failure. */
  wait(post: Post, dueAt: number): Promise<void>;
  fail(post: Post, failure: { error: string; retryAt: number | null; now: number }): Promise<void>;
  byKey(key: string): Promise<Post | undefined>;
  /** How it is with a message: given up, shown as it should be, or on its way; and what was last wrong. */
  stateOf(
    key: string,
  ): Promise<{ state: 'waiting' | 'shown' | 'dead'; error: string | null } | undefined>;
  /** All messages that show this subject, in any channel. */
  bySubject(kind: string, subject: string): Promise<Post[]>;
  /** The post that a button or a thread belongs to. */
  byMessage(channelId: string, ts: string): Promise<Post | undefined>;
  replay(options: { id?: number; now: number }): Promise<number>;
  counts(): Promise<QueueCounts>;
  dead(limit: number): Promise<{ id: number; key: string; channel: string; error: string }[]>;
  /** Forgets messages that have not changed since before; Slack keeps them. */
  purge(before: number): Promise<number>;
  nextDue(): Promise<number | null>;
  /**
   * Takes one turn in a lane (`post:C1`, `chat.update`), shared by all replicas: at most one turn per
   * `intervalMs`, `burst` of them at once (generic cell rate algorithm, ITU-T I.371). Answers 0 when
   * the turn is taken, otherwise how many ms to wait before asking again.
   */
  turn(lane: string, pace: { intervalMs: number; burst: number; now: number }): Promise<number>;
};
