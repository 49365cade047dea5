import type { Lapse } from '../../core/watches.ts';

/** When watched workflows did not succeed as often as they must. */
export type Lapses = {
  insert(lapse: Omit<Lapse, 'id' | 'closedAt' | 'closedByRun'>): Promise<Lapse>;
  byId(id: number): Promise<Lapse | undefined>;
  /** Those that last, the oldest first; there is at most one of each workflow. */
  open(): Promise<Lapse[]>;
  update(
    id: number,
    change: Partial<Pick<Lapse, 'lastSuccessRun' | 'since' | 'closedAt' | 'closedByRun'>>,
  ): Promise<void>;
  /** Deletes those that ended before. */
  purge(before: number): Promise<number>;
};
