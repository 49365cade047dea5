import type { Config } from '../config/load.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Store } from '../store/types/index.ts';

/** What main hands over: everything that differs between production and a test. */
export type AppOptions = {
  config: Config;
  store: Store;
  clock: Clock;
  /** Between 0 and 1, for jitter. */
  random: () => number;
  log: Log;
};
