import { describe, expect, test } from 'vitest';
import { decide, decideAnnouncement, type SeenRun } from '../../src/builds/decide.ts';
import type { Outcome } from '../../src/core/facts.ts';

/** `5 failure`, `5#2 success`, `6 running`, `7@abc failure` (commit): a run in a word or two. */
function seen(words: string): SeenRun {
  const [, number, attempt, sha, end] = /^(\d+)(?:#(\d))?(?:@(\w+))? (\w+)$/.exec(words) ?? [];
  const running = end === 'running';
  return {
    id: Number(number) * 100,
    number: Number(number),
    attempt: Number(attempt ?? 1),
    sha: sha ?? `sha${number}`,
    progress: running ? 'in_progress' : 'completed',
    outcome: running ? null : (end as Outcome),
    updatedAt: Number(number) * 1000,
  };
}

const runs = (...words: string[]) => words.map(seen).sort((a, b) => b.number - a.number);
const incident = (first: number, last: number, count: number, lastGreen: number | null = null) => ({
  firstRedRun: first * 100,
  lastRedRun: last * 100,
  redRuns: count,
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
      runs('1 success', '2#2 success'),
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
      runs('1 success', '2#2 running'),
      incident(2, 2, 1, 1),
      'nothing: the newest red run is being rerun',
    ],
    [
      'a failed first attempt, told after the rerun began',
      runs('1 success', '2#2 running'),
      undefined,
      'nothing: green before and after',
    ],
    [
      'the rerun fails as well',
      runs('1 success', '2#2 failure'),
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
      runs('5#2 success', '6 failure'),
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
      runs('1 success', '2#2 failure'),
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
