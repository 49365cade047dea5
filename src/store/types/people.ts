import type { Mute, Subscription } from '../../core/records.ts';

export type Subscriptions = {
  /** Adds a wish; the same one again changes what it is about. Answers the row. */
  put(subscription: Omit<Subscription, 'id'>): Promise<Subscription>;
  remove(channel: string, repository: string): Promise<number>;
  ofChannel(channel: string): Promise<Subscription[]>;
  all(): Promise<Subscription[]>;
};

export type Mutes = {
  put(mute: Omit<Mute, 'id'>): Promise<Mute>;
  remove(channel: string, target: { repository: string; workflow: string | null }): Promise<number>;
  ofChannel(channel: string, now: number): Promise<Mute[]>;
  active(now: number): Promise<Mute[]>;
};

/** Small things remembered by name: polling cursors, ETags, a person's wishes, answers shared to a channel. JSON values. */
export type Memory = {
  get<T>(space: string, key: string): Promise<T | undefined>;
  set(space: string, key: string, value: unknown, now: number): Promise<void>;
  delete(space: string, key: string): Promise<void>;
  list<T>(space: string): Promise<{ key: string; value: T; updatedAt: number }[]>;
  purge(space: string, before: number): Promise<number>;
};

/** Who did what: append-only. */
export type Audit = {
  note(entry: {
    at: number;
    who: string;
    what: string;
    target: string;
    from: string;
    result: string;
  }): Promise<void>;
  list(filter: {
    since?: number;
    who?: string;
    limit: number;
  }): Promise<
    { at: number; who: string; what: string; target: string; from: string; result: string }[]
  >;
};
