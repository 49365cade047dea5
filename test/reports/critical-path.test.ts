import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criticalPath, type PathJob } from '../../src/reports/critical-path.ts';
import type { TimedRun } from '../../src/store/types/index.ts';
import { naivePath } from './naive/path.ts';

const second = 1000;
const minute = 60 * second;

/** A job by its name, when it was queued, how long it waited and how long it ran; in minutes. */
const job = (name: string, queued: number, wait: number, run: number) => ({
  ...{ name, createdAt: queued * minute, startedAt: (queued + wait) * minute },
  completedAt: (queued + wait + run) * minute,
});

const runOf = (id: number, jobs: TimedRun['jobs']): TimedRun => ({
  id,
  startedAt: 0,
  endedAt: 0,
  jobs,
});

describe('the critical path', () => {
  it('is what the end waits for: worked out by hand', () => {
    // build, then test and lint beside one another, then deploy. Lint has eight minutes to spare.
    const jobs = [
      job('build', 0, 1, 5),
      job('test', 6, 2, 10),
      job('lint', 6, 0, 4),
      job('deploy', 18, 0, 3),
    ];
    const { total, path, jobs: found, of } = criticalPath([runOf(1, jobs)]);
    expect([of, total, path]).toEqual([1, 21 * minute, ['build', 'test', 'deploy']]);
    expect(
      found.map((one) => [one.job, one.gain / minute, one.queueGain / minute, one.critical]),
    ).toEqual([
      // Without it lint would be the last to end, eight minutes sooner.
      ['test', 8, 2, 1],
      ['build', 5, 1, 1],
      ['deploy', 3, 0, 1],
      ['lint', 0, 0, 0],
    ]);
    expect(found.map((one) => [one.job, one.after])).toEqual([
      ['test', ['build']],
      ['build', []],
      ['deploy', ['test', 'lint']],
      ['lint', ['build']],
    ]);
  });

  it('takes an order that held by chance once for none, as soon as it did not hold', () => {
    const apart = [job('slow', 0, 0, 9), job('quick', 0, 0, 1), job('late', 2, 0, 3)];
    const [one] = [criticalPath([runOf(1, apart)])];
    expect(one.jobs.find(({ job: name }) => name === 'late')?.after).toEqual(['quick']);
    const other = [job('slow', 0, 0, 9), job('quick', 0, 0, 4), job('late', 2, 0, 3)];
    const both = criticalPath([runOf(1, apart), runOf(2, other)]);
    expect(both.jobs.find(({ job: name }) => name === 'late')?.after).toEqual([]);
  });

  it('says nothing of nothing', () => {
    expect(criticalPath([])).toEqual({ of: 0, total: 0, path: [], jobs: [] });
    expect(criticalPath([runOf(1, [])]).of).toBe(0);
  });

  it('reads jobs whose queueing was not told as never having waited', () => {
    const jobs = [
      { ...job('build', 0, 1, 5), createdAt: null },
      { ...job('test', 6, 0, 2), createdAt: null },
    ];
    const { path, jobs: found } = criticalPath([runOf(1, jobs)]);
    expect(path).toEqual(['build', 'test']);
    expect(found.map((one) => one.queue)).toEqual([0, 0]);
  });

  /** A workflow of up to six jobs by what each waits for, and how some runs of it went. */
  const times = fc.record({
    wait: fc.integer({ min: 0, max: 5 }),
    run: fc.integer({ min: 1, max: 30 }),
    there: fc.nat(8).map((one) => one > 0),
  });
  const history = (maxLength: number) =>
    fc
      .array(fc.array(fc.nat(5), { maxLength: 2 }), { minLength: 1, maxLength: 6 })
      .chain((needs) =>
        fc.tuple(
          fc.constant(needs),
          fc.array(fc.array(times, { minLength: needs.length, maxLength: needs.length }), {
            ...{ minLength: 1, maxLength },
          }),
        ),
      )
      .map(([needs, runs]) => runs.map((planned, id) => runOf(id, went(needs, planned))));

  /** No two jobs end at one moment; one that is not there runs under another name. */
  function went(
    needs: readonly number[][],
    planned: readonly { wait: number; run: number; there: boolean }[],
  ): TimedRun['jobs'] {
    const jobs: TimedRun['jobs'] = [];
    for (const [at, { wait, run, there }] of planned.entries()) {
      const ends = needs[at]!.filter((need) => need < at).map((need) => jobs[need]!.completedAt);
      const createdAt = Math.max(0, ...ends);
      const startedAt = createdAt + wait * minute;
      const completedAt = startedAt + run * minute + 2 ** at;
      jobs.push({ name: `${there ? 'j' : 'other'}${at}`, createdAt, startedAt, completedAt });
    }
    return jobs;
  }

  const byName = (jobs: readonly PathJob[]) =>
    Object.fromEntries(jobs.map((one) => [one.job, { ...one, after: one.after.toSorted() }]));

  it('says what walking along every way says', () => {
    fc.assert(
      fc.property(history(4), (runs) => {
        const { jobs, ...said } = criticalPath(runs);
        const { jobs: expected, ...naive } = naivePath(runs);
        expect(said).toEqual(naive);
        expect(byName(jobs)).toEqual(byName(expected));
      }),
      { numRuns: 150 },
    );
  });

  it('never promises more than a job takes, and nothing off the path', () => {
    fc.assert(
      fc.property(history(1), (runs) => {
        const { total, path, jobs: found } = criticalPath(runs);
        expect(total).toBe(Math.max(...runs[0]!.jobs.map((one) => one.completedAt)));
        for (const one of found) {
          expect(one.gain).toBeGreaterThanOrEqual(0);
          expect(one.gain).toBeLessThanOrEqual(one.run);
          expect(one.queueGain).toBeLessThanOrEqual(one.queue);
          if (!path.includes(one.job)) expect([one.gain, one.queueGain]).toEqual([0, 0]);
        }
        // The path's jobs follow one another without a gap, from the beginning to the end.
        const onPath = path.map((name) => found.find((one) => one.job === name)!);
        const length = onPath.reduce((sum, one) => sum + one.queue + one.run, 0);
        expect(Math.abs(length - total)).toBeLessThan(100);
      }),
      { numRuns: 200 },
    );
  });
});
