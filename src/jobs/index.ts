import type { Job } from './define.ts';
import { discovery } from './discovery.ts';
import { retention } from './retention.ts';

/** All scheduled jobs. */
export const jobs: readonly Job[] = [discovery, retention];
