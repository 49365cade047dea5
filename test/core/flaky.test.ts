import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeFlaky, type Observation } from '../../src/core/flaky.ts';

let at = 0;
const seen = (
  commit: string,
  outcome: 'red' | 'green',
  over: Partial<Observation> = {},
): Observation => ({
  commit,
  branch: 'main',
  run: at,
  attempt: 1,
  at: ++at,
  outcome,
  ...(outcome === 'red' ? { fingerprint: 'f1' } : {}),
  ...over,
});

describe('a failure', () => {
  it('that passed when rerun, twice, is flaky, and the numbers say why', () => {
    const verdict = judgeFlaky([
      seen('a', 'red', { run: 1 }),
      seen('a', 'green', { run: 1, attempt: 2 }),
      seen('b', 'red', { run: 2 }),
      seen('b', 'green', { run: 2, attempt: 2 }),
    ]);
    expect(verdict).toMatchObject({ flaky: true, share: 1, flips: 2, retried: 2, rerunsPassed: 2 });
    expect(verdict.reason).toBe('red and green on 2 of 2 commits run more than once');
  });

  it('that passed when rerun once is not called flaky yet', () => {
    expect(judgeFlaky([seen('a', 'red'), seen('a', 'green')]).flaky).toBe(false);
  });

  it('that passed once and stands on two other branches is flaky', () => {
    const verdict = judgeFlaky(
      [
        seen('a', 'red'),
        seen('a', 'green'),
        seen('x', 'red', { branch: 'one' }),
        seen('y', 'red', { branch: 'two' }),
      ],
      { fingerprint: 'f1', branch: 'main' },
    );
    expect(verdict).toMatchObject({ flaky: true, branches: ['one', 'two'] });
    expect(verdict.reason).toContain('the same failure on 2 other branches');
  });

  it('that stays red on most commits that are tried again is broken, not flaky', () => {
    const stuck = ['c', 'd', 'e', 'f', 'g'].flatMap((sha) => [seen(sha, 'red'), seen(sha, 'red')]);
    const flips = ['a', 'b'].flatMap((sha) => [seen(sha, 'red'), seen(sha, 'green')]);
    expect(judgeFlaky([...stuck, ...flips])).toMatchObject({ flaky: false, flips: 2, retried: 7 });
  });

  it('is not made flaky by another failure on the same commit', () => {
    const other = { fingerprint: 'other' };
    const log = ['a', 'b'].flatMap((sha) => [seen(sha, 'red', other), seen(sha, 'green')]);
    expect(judgeFlaky(log, { fingerprint: 'f1' })).toMatchObject({ flaky: false, flips: 0 });
  });

  it('is judged by the window only', () => {
    const log = ['a', 'b'].flatMap((sha) => [seen(sha, 'red'), seen(sha, 'green')]);
    expect(judgeFlaky(log, { since: at + 1 }).flaky).toBe(false);
  });

  it('is not counted twice when one attempt is reported twice', () => {
    const red = seen('a', 'red', { run: 7 });
    const green = seen('a', 'green', { run: 7, attempt: 2 });
    expect(judgeFlaky([red, red, green, green, green])).toMatchObject({
      flips: 1,
      rerunsPassed: 1,
      flaky: false,
    });
  });

  it('is never flaky on one commit, whatever was seen on it', () => {
    const observation = fc.record({
      commit: fc.constant('a'),
      branch: fc.constant('main'),
      run: fc.nat(5),
      attempt: fc.nat(3),
      at: fc.nat(1000),
      outcome: fc.constantFrom<'red' | 'green'>('red', 'green'),
    });
    fc.assert(
      fc.property(fc.array(observation), (log) => {
        const verdict = judgeFlaky(log);
        expect(verdict.flaky).toBe(false);
        expect(verdict.share).toBeGreaterThanOrEqual(0);
        expect(verdict.share).toBeLessThanOrEqual(1);
      }),
    );
  });
});
