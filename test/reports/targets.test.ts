import fc from 'fast-check';
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

type Week = { value: number | null; of: number };

/** Told when it came to be missed, and when it was met after that; what lies between leaves it as it was. */
function naiveCrossings(
  measure: Measured['measure'],
  goal: number,
  weeks: readonly Week[],
): string[] {
  const rate = measure === 'pass_rate';
  const margin = rate ? Math.max(0.005, (1 - goal) * 0.2) : goal * 0.1;
  const enough = weeks.flatMap(({ value, of }, week) =>
    value === null || of < (rate ? 20 : 1)
      ? []
      : [{ past: rate ? goal - value : value - goal, week }],
  );
  const told: string[] = [];
  for (let missed = false, at = 0; ; missed = !missed) {
    at = enough.findIndex(({ past }, place) => place >= at && (missed ? past <= 0 : past > margin));
    const found = enough[at];
    if (!found) return told;
    told.push(`${missed ? 'met' : 'missed'} in week ${found.week}`);
  }
}

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

  test.each([
    ['pass_rate', 0.95, fc.integer({ min: 900, max: 999 }).map((each) => each / 1_000 + 0.0003)],
    ['pass_rate', 1, fc.integer({ min: 980, max: 999 }).map((each) => each / 1_000 + 0.0003)],
    ['time_to_green', hour, fc.integer({ min: 50, max: 75 }).map((each) => each * minute + 7)],
  ] as const)('of %s %d tells what going along the weeks by hand tells', (measure, goal, value) => {
    const [passRate, timeToGreen] = measure === 'pass_rate' ? [goal, null] : [null, goal];
    const week = fc.record({ value: fc.option(value), of: fc.constantFrom(0, 1, 19, 20, 80) });
    fc.assert(
      fc.property(fc.array(week, { maxLength: 12 }), (weeks) => {
        const told: string[] = [];
        let standings: Standing[] = [];
        for (const [now, each] of weeks.entries()) {
          const measured = [{ repository: 'acme/api', measure, ...each }];
          const targets = [{ match: 'acme/*', passRate, timeToGreen }];
          const progress = progressOf(measured, targets, standings);
          for (const { standing, told: tell } of crossings(progress, standings, now)) {
            if (tell) told.push(`${standing.state} in week ${now}`);
            standings = [standing];
          }
        }
        expect(told).toEqual(naiveCrossings(measure, goal, weeks));
      }),
      { numRuns: 200 },
    );
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
