import type { Log } from '../core/log.ts';
import type { Store, Tables } from '../store/types/index.ts';

/** What a scheduled job is handed. */
export type JobServices = {
  store: Store;
  now: number;
  log: Log;
  /** Finds the channels to speak to and the repositories to watch, and asks for each to be reconciled. */
  discover: () => Promise<(tx: Tables) => Promise<void>>;
};

/** A scheduled job as a file declares it. node-cron only asks for its slots; doing is the work loop's business. */
export type Job = {
  name: string;
  /** Five fields, in `timezone`. */
  cron: string;
  timezone: string;
  /** How late, in ms, a slot that was missed while Baton was down is still made up for. */
  graceMs: number;
  /** Does it; what it answers is written together with the end of the slot. */
  run(services: JobServices): Promise<(tx: Tables) => Promise<void>>;
};
