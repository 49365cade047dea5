import { describe, expect, test } from 'vitest';
import type { Standing } from '../../src/core/digests.ts';
import { plainText } from '../../src/core/inline.ts';
import { targetLine } from '../../src/reports/messages/parts.ts';
import {
  crossings,
  goalsFor,
  type Measured,
  progressOf,
  stateOf,
} from '../../src/reports/targets.ts';

const minute = 60_000;
const hour = 60 * minute;
const rate = (value: number | null, of = 100) => ({ measure: 'pass_rate', value, of }) as const;
const time = (value: number | null, of = 3) => ({ measure: 'time_to_green', value, of }) as const;

describe('a target', () => {
  test.each([
    ['95% of 95%', rate(0.95), undefined, 'met'],
    ['just below, for the first time', rate(0.945), undefined, 'met'],
    ['just below, after it was met', rate(0.945), 'met', 'met'],
    ['below by a fifth of the room', rate(0.939), 'met', 'missed'],
    ['coming back, not there yet', rate(0.949), 'missed', 'missed'],
    ['back', rate(0.95), 'missed', 'met'],
    ['too few runs to tell', rate(0.5, 19), 'met', 'met'],
    ['too few runs to tell, never seen', rate(0.5, 19), undefined, 'unknown'],
    ['nothing ran', rate(null, 0), 'missed', 'missed'],
  ] as const)('of a pass rate: %s', (_, measured, before, state) => {
    expect(stateOf(measured, 0.95, before)).toBe(state);
  });

  test('of all runs that pass has room for half a percent', () => {
    expect(stateOf(rate(0.996), 1, 'met')).toBe('met');
    expect(stateOf(rate(0.994), 1, 'met')).toBe('missed');
  });

  test.each([
    ['within it', time(hour), undefined, 'met'],
    ['past it by less than a tenth', time(65 * minute), 'met', 'met'],
    ['past it by more', time(67 * minute), 'met', 'missed'],
    ['past it still', time(61 * minute), 'missed', 'missed'],
    ['within it again', time(60 * minute), 'missed', 'met'],
    ['nothing broke', time(null, 0), 'missed', 'missed'],
  ] as const)('of a time to green: %s', (_, measured, before, state) => {
    expect(stateOf(measured, hour, before)).toBe(state);
  });

  test('is that of the first glob that takes the repository', () => {
    const targets = [
      { match: 'acme/api', passRate: 0.99, timeToGreen: null },
      { match: 'acme/*', passRate: 0.9, timeToGreen: hour },
    ];
    expect(goalsFor(targets, 'acme/api')).toEqual([{ measure: 'pass_rate', goal: 0.99 }]);
    expect(goalsFor(targets, 'acme/web')).toHaveLength(2);
    expect(goalsFor(targets, 'other/web')).toEqual([]);
  });

  test('that swings about its goal is told of once in each direction', () => {
    const targets = [{ match: 'acme/*', passRate: 0.95, timeToGreen: null }];
    const told: string[] = [];
    let standings: Standing[] = [];
    const week = [0.97, 0.945, 0.955, 0.93, 0.942, 0.949, 0.938, 0.95, 0.946, 0.951, 0.96];
    for (const [now, value] of week.entries()) {
      const measured: Measured[] = [{ repository: 'acme/api', ...rate(value) }];
      const found = crossings(progressOf(measured, targets, standings), standings, now);
      for (const { standing, told: tell } of found) {
        if (tell) told.push(`${standing.state} at ${standing.value}`);
        standings = [standing];
      }
    }
    expect(told).toEqual(['missed at 0.93', 'met at 0.95']);
  });
});

test.each([
  ['pass_rate', ':white_circle: acme/mobile has not run. Target 95%.'],
  ['time_to_green', ':white_circle: acme/mobile had nothing to mend. Target 1 h.'],
] as const)('a %s that nothing is known of says why', (measure, said) => {
  const goal = measure === 'pass_rate' ? 0.95 : hour;
  const none = { value: null, of: 0, state: 'unknown', crossedAt: null } as const;
  const { words } = targetLine({ repository: 'acme/mobile', measure, goal, ...none });
  expect(plainText(words)).toBe(said);
});
