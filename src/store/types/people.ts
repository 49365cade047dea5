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
  /** Notes a name that has no value; false where it was noted before, by whichever process. */
  first(space: string, key: string, now: number): Promise<boolean>;
  delete(space: string, key: string): Promise<void>;
  list<T>(space: string): Promise<{ key: string; value: T; updatedAt: number }[]>;
  purge(space: string, before: number): Promise<number>;
};

/** One line of the audit. */
export type AuditEntry = {
  at: number;
  /** A Slack id, or `baton`. */
  who: string;
  what: string;
  target: string;
  from: string;
  result: string;
  repository?: string | null;
  /** The GitHub login that it was done as; null: as Baton's own app or token. */
  asLogin?: string | null;
  /** The act that it belongs to. */
  requestId?: string | null;
};

/** Who did what: append-only, which the database itself keeps. */
export type Audit = {
  note(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(filter: {
    since?: number | undefined;
    who?: string | undefined;
    repository?: string | undefined;
    /** So many of the newest are passed over. */
    offset?: number | undefined;
    /** Of the entry that the page before ended with. */
    before?: { at: number; id: number } | undefined;
    limit: number;
  }): Promise<(Required<AuditEntry> & { id: number })[]>;
};
