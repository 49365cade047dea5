import { describe, expect, test } from 'vitest';
import { decide, decideAnnouncement, redSince, type SeenRun } from '../../src/builds/decide.ts';
import type { Outcome } from '../../src/core/facts.ts';

/** `5 failure`, `6 running`, `7@abc failure` (commit), `5 failure success` (rerun): a run in a few words. */
function seen(words: string): SeenRun {
  const [, number, sha, ends = ''] = /^(\d+)(?:@(\w+))? ([\w ]+)$/.exec(words) ?? [];
  const attempts = ends.split(' ').map((end, index) => ({
    progress: end === 'running' ? ('in_progress' as const) : ('completed' as const),
    outcome: end === 'running' ? null : (end as Outcome),
    updatedAt: Number(number) * 1000 + index,
  }));
  const last = attempts.at(-1)!;
  return {
    ...{ id: Number(number) * 100, number: Number(number), sha: sha ?? `sha${number}`, ...last },
    ...{ attempt: attempts.length, ...(attempts.length > 1 ? { attempts } : {}) },
  };
}

const runs = (...words: string[]) => words.map(seen).sort((a, b) => b.number - a.number);
const incident = (first: number, last: number, count: number, lastGreen: number | null = null) => ({
  firstRedRun: first * 100,
  lastRedRun: last * 100,
  redRuns: count,
  redSince: first * 1000,
  lastGreenRun: lastGreen === null ? null : lastGreen * 100,
});

function said(verdict: ReturnType<typeof decide>): string {
  switch (verdict.kind) {
    case 'nothing':
      return `nothing: ${verdict.reason}`;
    case 'resolve':
      return `resolve by ${verdict.by.number}, ${verdict.resolution}`;
    default: {
      const { first, last, count, lastGreen } = verdict.stretch;
      return `${verdict.kind} ${first.number}..${last.number}, ${count} red, green ${lastGreen?.number ?? '-'}`;
    }
  }
}

describe('what a stream’s runs say', () => {
  const cases: [string, SeenRun[], ReturnType<typeof incident> | undefined, string][] = [
    [
      'nothing has ended',
      runs('1 running'),
      undefined,
      'nothing: no run has said anything about health yet',
    ],
    [
      'green and green',
      runs('1 success', '2 success'),
      undefined,
      'nothing: green before and after',
    ],
    ['the first run is red', runs('1 failure'), undefined, 'open 1..1, 1 red, green -'],
    ['red after green', runs('1 success', '2 failure'), undefined, 'open 2..2, 1 red, green 1'],
    ['timed out is red', runs('1 success', '2 timed_out'), undefined, 'open 2..2, 1 red, green 1'],
    [
      'a workflow that cannot start is red',
      runs('1 success', '2 startup_failure'),
      undefined,
      'open 2..2, 1 red, green 1',
    ],
    [
      'red and red again',
      runs('1 success', '2 failure', '3 failure'),
      incident(2, 2, 1, 1),
      'continue 2..3, 2 red, green 1',
    ],
    [
      'the same red once more',
      runs('1 success', '2 failure'),
      incident(2, 2, 1, 1),
      'nothing: this red run is known',
    ],
    ['green ends it', runs('2 failure', '3 success'), incident(2, 2, 1), 'resolve by 3, fixed'],
    [
      'the first of two greens ended it',
      runs('2 failure', '3 success', '4 success'),
      incident(2, 2, 1),
      'resolve by 3, fixed',
    ],
    [
      'the rerun passes',
      runs('1 success', '2 failure success'),
      incident(2, 2, 1, 1),
      'resolve by 2, flaky',
    ],
    [
      'another run of the same commit passes',
      runs('2@abc failure', '3@abc success'),
      incident(2, 2, 1),
      'resolve by 3, flaky',
    ],
    [
      'the rerun is under way',
      runs('1 success', '2 failure running'),
      incident(2, 2, 1, 1),
      'nothing: this red run is known',
    ],
    [
      'the rerun is under way, and the run before is red as well',
      runs('1 failure', '2 failure running'),
      incident(1, 2, 2),
      'nothing: this red run is known',
    ],
    [
      'the rerun passes, and the run before is red as well',
      runs('1 failure', '2 failure success'),
      incident(1, 2, 2),
      'resolve by 2, flaky',
    ],
    [
      'the rerun passes, and another run after it',
      runs('1 failure success', '2 success'),
      incident(1, 1, 1),
      'resolve by 1, flaky',
    ],
    [
      'the rerun was cancelled',
      runs('1 success', '2 failure cancelled'),
      incident(2, 2, 1, 1),
      'nothing: this red run is known',
    ],
    [
      'a failed first attempt, told after the rerun was cancelled',
      runs('1 success', '2 failure cancelled'),
      undefined,
      'open 2..2, 1 red, green 1',
    ],
    [
      'the rerun of a green run was cancelled',
      runs('1 failure', '2 success cancelled'),
      undefined,
      'nothing: green before and after',
    ],
    [
      'an older red run is being rerun',
      runs('5 failure running', '6 failure'),
      incident(5, 6, 2),
      'nothing: this red run is known',
    ],
    [
      'a failed first attempt, told after the rerun began',
      runs('1 success', '2 failure running'),
      undefined,
      'nothing: green before and after',
    ],
    [
      'the rerun fails as well',
      runs('1 success', '2 failure failure'),
      incident(2, 2, 1, 1),
      'nothing: this red run is known',
    ],
    [
      'a late green of an older run',
      runs('1 success', '2 failure'),
      incident(2, 2, 1, null),
      'continue 2..2, 1 red, green 1',
    ],
    [
      'a late red of an older run',
      runs('1 failure', '2 success'),
      undefined,
      'nothing: green before and after',
    ],
    [
      'a late green between two reds',
      runs('5 failure', '6 success', '7 failure'),
      incident(5, 7, 2),
      'continue 7..7, 1 red, green 6',
    ],
    [
      'an older red is rerun green, the newest is still red',
      runs('5 failure success', '6 failure'),
      incident(5, 6, 2),
      'continue 6..6, 1 red, green 5',
    ],
    [
      'cancelled says nothing',
      runs('1 success', '2 cancelled'),
      undefined,
      'nothing: green before and after',
    ],
    [
      'cancelled does not end it',
      runs('2 failure', '3 cancelled'),
      incident(2, 2, 1),
      'nothing: this red run is known',
    ],
    [
      'skipped, neutral, stale and waiting for approval say nothing',
      runs('1 skipped', '2 neutral', '3 stale', '4 action_required'),
      undefined,
      'nothing: no run has said anything about health yet',
    ],
    [
      'a green run is rerun red',
      runs('1 success', '2 success failure'),
      undefined,
      'open 2..2, 1 red, green 1',
    ],
    [
      'the newest red run is so old that it is not in sight',
      runs('900 success'),
      incident(2, 2, 1),
      'resolve by 900, fixed',
    ],
  ];
  test.each(cases)('%s', (_name, history, open, verdict) => {
    expect(said(decide(history, open))).toBe(verdict);
  });
});

describe('a run is red since', () => {
  test.each([
    ['it ended', '3 failure', 3_000],
    ['its first attempt, where all of them failed', '3 failure failure running', 3_000],
    ['its first red attempt, after one that was cancelled', '3 cancelled failure failure', 3_001],
    ['its last red attempts, where one before them passed', '3 failure success failure', 3_002],
  ])('%s', (_name, run, at) => {
    expect(redSince(seen(run))).toBe(at);
  });
});

describe('whether a channel hears of it', () => {
  test.each([
    ['at the first red', { redRuns: 1, alertAfter: 1, mutedUntil: null }, true],
    ['not before alert_after', { redRuns: 2, alertAfter: 3, mutedUntil: null }, false],
    ['at alert_after', { redRuns: 3, alertAfter: 3, mutedUntil: null }, true],
    ['not while muted', { redRuns: 3, alertAfter: 1, mutedUntil: 5 }, false],
  ])('%s', (_name, situation, announce) => {
    expect(decideAnnouncement(situation).announce).toBe(announce);
  });
});
