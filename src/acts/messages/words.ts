import type { ActWords } from './act.ts';

/** How the acts on runs are said. */

export const rerunWords = (failedOnly: boolean): ActWords => ({
  sign: 'arrows_counterclockwise',
  to: failedOnly ? 'rerun the failed jobs of' : 'rerun',
  did: failedOnly ? 'reran the failed jobs of' : 'reran',
});

export const cancelWords: ActWords = { sign: 'octagonal_sign', to: 'cancel', did: 'cancelled' };
