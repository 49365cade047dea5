/** A time in which a watched workflow did not succeed as often as it must: from when it was noticed to when it did again. */
export type Lapse = {
  id: number;
  repository: string;
  workflow: string;
  /** How often it had to succeed, in ms. */
  every: number;
  /** The newest success before; null where none is known, and then since when one was waited for. */
  lastSuccessRun: number | null;
  since: number;
  openedAt: number;
  closedAt: number | null;
  /** The success that ended it; null where the watch itself was changed or taken away. */
  closedByRun: number | null;
};
