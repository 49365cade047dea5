import type { Fault } from '../../sandbox/github/faults.ts';

/** GitHub says no, and would again: nothing was done, and whoever asked reads why. */
export const refusals: readonly (readonly [number, RegExp])[] = [
  [403, /GitHub forbids this for .*: Something failed\./],
  [404, /It is no longer there, or GitHub does not show it to me\./],
  [409, /GitHub refused: Something failed\./],
  [422, /GitHub refused: Something failed\./],
];

/** The answer never came: only a look tells whether it was done. */
export const lost: readonly (readonly [string, Omit<Fault, 'path'>])[] = [
  ['500, though it was done', { kind: 'error', status: 500, done: true }],
  ['500, and it was not done', { kind: 'error', status: 500 }],
  ['nothing, though it was done', { kind: 'drop', done: true }],
  ['nothing, and it was not done', { kind: 'drop' }],
];

/** GitHub wants to hear nothing for a minute and a half. */
export const limit = { kind: 'secondary_rate_limit', ms: 90_000 } as const;
