import type { DigestSchedule, SentDigest, Standing } from '../../core/digests.ts';

export type Digests = {
  /** Keeps a schedule; the same channel, time and content again is the same one. Answers it. */
  schedule(plan: Omit<DigestSchedule, 'id'>): Promise<DigestSchedule>;
  unschedule(id: number): Promise<number>;
  /** By channel, then by id; of one channel, or all. */
  schedules(channel?: string): Promise<DigestSchedule[]>;
  /** Notes a digest that is about to be posted; one of that key that is there stays as it is. */
  note(digest: SentDigest): Promise<void>;
  byKey(key: string): Promise<SentDigest | undefined>;
  /** Deletes those made before. */
  purge(before: number): Promise<number>;
};

/** How repositories came to stand against their targets: a row each time that one was crossed. */
export type Standings = {
  /** The newest row of each repository and measure. */
  now(): Promise<Standing[]>;
  find(of: Pick<Standing, 'repository' | 'measure' | 'since'>): Promise<Standing | undefined>;
  note(standing: Standing): Promise<void>;
};
