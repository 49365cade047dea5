import type { Act, Batch } from '../../core/act.ts';

/** What people have Baton do at GitHub. */
export type Acts = {
  /**
   * Keeps an act that is asked for. One of the same key is the same act: it is answered as it is,
   * unless it was refused or failed before `retryBefore`; then its key is free again.
   */
  ask(
    act: Omit<Act, 'id' | 'state' | 'begunAt' | 'endedAt' | 'tries' | 'said' | 'attempt' | 'batch'>,
    retryBefore: number,
  ): Promise<{ act: Act; fresh: boolean }>;
  byId(id: number): Promise<Act | undefined>;
  update(id: number, change: Partial<Omit<Act, 'id' | 'key'>>): Promise<Act>;
  /**
   * Counts a try and notes that it may have happened from now on; outlives a power cut. False, and
   * nothing is noted, where somebody else has begun it since it was read.
   */
  begin(read: Pick<Act, 'id' | 'tries'>, now: number): Promise<boolean>;
  /** About any of these runs, newest first. */
  ofRuns(...runIds: number[]): Promise<Act[]>;
  /** Those that were asked for in one batch, oldest first. */
  ofBatch(batch: number): Promise<Act[]>;
  /** Deletes those asked for before that have ended. */
  purge(before: number): Promise<number>;
};

/** What was asked for at once; its acts name it. */
export type Batches = {
  add(batch: Omit<Batch, 'id'>): Promise<Batch>;
  byId(id: number): Promise<Batch | undefined>;
  /** Deletes those asked for before. */
  purge(before: number): Promise<number>;
};

/** GitHub logins that people have connected; tokens are sealed (see app/features/links/seal.ts). */
export type Links = {
  put(link: Link): Promise<void>;
  of(user: string): Promise<Link | undefined>;
  /** Whose login it is, in any case; the newest link where several say so. */
  byLogin(login: string): Promise<Link | undefined>;
  remove(user: string): Promise<number>;
};

export type Link = {
  /** Slack id. */
  user: string;
  login: string;
  /** The sealed tokens with their ends. */
  tokens: string;
  linkedAt: number;
};
