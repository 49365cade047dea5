import { expect, test } from 'vitest';
import type { SeenRun } from '../../src/builds/decide.ts';
import { endedStretches } from '../../src/builds/past.ts';

/** Runs as letters, oldest first: green, red, cancelled, and `~` for one that still runs. */
function history(letters: string): SeenRun[] {
  const outcomes = { g: 'success', r: 'failure', c: 'cancelled' } as const;
  const runs = [...letters].map((letter, index): SeenRun => {
    const outcome = outcomes[letter as keyof typeof outcomes] ?? null;
    const progress = outcome === null ? 'in_progress' : 'completed';
    const place = { id: index + 1, number: index + 1, attempt: 1, sha: `sha${index}` };
    return { ...place, progress, outcome, updatedAt: (index + 1) * 1000 };
  });
  return runs.reverse();
}

test.each([
  ['ggg', []],
  ['grg', ['2 until 3']],
  ['grrcrg', ['2,3,5 until 6']],
  ['rg', ['1 until 2']],
  ['grgrrg', ['2 until 3', '4,5 until 6']],
  ['gr', []],
  ['gr~', []],
  ['grgr', ['2 until 3']],
  ['', []],
])('of %s the stretches of red that have ended are %j', (letters, expected) => {
  const ended = endedStretches(history(letters));
  const said = ended.map(({ reds, by }) => `${reds.map(({ id }) => id)} until ${by.id}`);
  expect(said).toEqual(expected);
});
