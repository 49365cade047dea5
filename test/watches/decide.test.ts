import { describe, expect, it } from 'vitest';
import { decideWatch, type Seen } from '../../src/watches/decide.ts';

const hour = 60 * 60_000;
const seen = (change: Partial<Seen>): Seen => ({
  ...{ every: 26 * hour, watchedSince: 0, lastSuccess: undefined, lapse: undefined },
  ...{ now: 0, notBefore: 0, ...change },
});
const success = (run: number, at: number) => ({ lastSuccess: { run, at } });

describe('a watch of 26 hours', () => {
  it.each([
    [
      'waits from when it was first looked at',
      { now: 25 * hour },
      { kind: 'wait', until: 26 * hour },
    ],
    ['is late on the minute, without any success', { now: 26 * hour }, { kind: 'open', since: 0 }],
    [
      'waits from the last success',
      { ...success(1, 10 * hour), now: 35 * hour },
      { kind: 'wait', until: 36 * hour },
    ],
    [
      'is late after the last success',
      { ...success(1, 10 * hour), now: 36 * hour },
      { kind: 'open', since: 10 * hour },
    ],
    [
      'is not called late before GitHub was asked after a start',
      { ...success(1, 0), now: 90 * hour, notBefore: 91 * hour },
      { kind: 'wait', until: 91 * hour },
    ],
    [
      'lasts without another success, also right after a start',
      { ...success(1, 0), now: 90 * hour, notBefore: 91 * hour, lapse: { lastSuccessRun: 1 } },
      { kind: 'lasts', since: 0, lastSuccess: 1 },
    ],
    [
      'lasts where a success came and is too old already',
      { ...success(2, 30 * hour), now: 90 * hour, lapse: { lastSuccessRun: 1 } },
      { kind: 'lasts', since: 30 * hour, lastSuccess: 2 },
    ],
    [
      'ends with a success',
      { ...success(2, 80 * hour), now: 81 * hour, lapse: { lastSuccessRun: 1 } },
      { kind: 'close', by: 2, until: 106 * hour },
    ],
    [
      'ends with the first success of all',
      { ...success(2, 80 * hour), now: 81 * hour, lapse: { lastSuccessRun: null } },
      { kind: 'close', by: 2, until: 106 * hour },
    ],
    [
      'ends where baton.yml asks for less now, without naming a run',
      { ...success(1, 0), every: 99 * hour, now: 90 * hour, lapse: { lastSuccessRun: 1 } },
      { kind: 'close', by: null, until: 99 * hour },
    ],
  ] as const)('%s', (_what, change, verdict) => {
    expect(decideWatch(seen(change))).toMatchObject(verdict);
  });
});
