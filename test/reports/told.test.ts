import { expect, test } from 'vitest';
import { report } from '../../src/reports/report.ts';
import { eachEngine } from '../helpers/store.ts';
import { day, minute, type PastJob, type PastRun, scopeOf, tell } from './history.ts';

const from = Date.UTC(2026, 10, 16);
const period = { from, to: from + 4 * day, zone: 'UTC' };

type Built = { start: number; took: number; red: boolean; workflow: number };

let ids = 0;

/** A run of one job, which waited half a minute, whose second step is all but a minute of it. */
function built({ start, took, red, workflow }: Built): PastRun {
  ids += 1;
  const begun = start + minute / 2;
  const step = (name: string, at: number, ms: number) => ({
    ...{ name, outcome: 'success' as const, startedAt: at, completedAt: at + ms },
  });
  const job: PastJob = {
    ...{ name: 'build', outcome: red ? 'failure' : 'success', queued: start, start: begun },
    end: begun + took,
    steps: [step('Check out', begun, minute), step('Compile', begun + minute, took - minute)],
  };
  return {
    ...{ id: ids, workflow: { id: workflow, name: workflow === 1 ? 'Broken' : 'Grown' } },
    attempts: [{ outcome: red ? 'failure' : 'success', start, end: job.end, jobs: [job] }],
  };
}

/** Ten days of four runs each, and the four days of the period, in which one breaks and the other grows slow. */
function past(): PastRun[] {
  const before = Array.from({ length: 40 }, (_, at) => from - 10 * day + (at * day) / 4);
  const now = Array.from({ length: 16 }, (_, at) => from + (at * day) / 4);
  return [1, 2].flatMap((workflow) => [
    ...before.map((start, at) =>
      built({ start, took: (10 + (at % 3)) * minute, red: at === 7 * workflow, workflow }),
    ),
    ...now.map((start, at) =>
      built({
        ...{ start, workflow, red: workflow === 1 && at % 2 === 0 },
        took: (workflow === 2 ? 20 + (at % 3) : 10 + (at % 3)) * minute,
      }),
    ),
  ]);
}

eachEngine('a report', (open) => {
  test('tells what broke and what grew slow, and leaves the rest unsaid', async () => {
    const store = await open();
    await store.transaction(async (tx) => {
      for (const run of past()) await tell(tx, run);
    });
    const { changes, health, slow, savings } = await report(scopeOf('acme/api'), period, store);
    const said = changes.map(({ what, where, direction }) => [
      what,
      where?.workflow,
      where?.job,
      direction,
    ]);
    expect(said).toHaveLength(4);
    expect(said).toContainEqual(['pass_rate', undefined, undefined, 'worse']);
    expect(said).toContainEqual(['pass_rate', 'Broken', null, 'worse']);
    expect(said).toContainEqual(['run_time', 'Grown', null, 'worse']);
    expect(said).toContainEqual(['run_time', 'Grown', 'build', 'worse']);
    expect(health.passRate.trend).toMatchObject({ unusual: true, direction: 'worse', of: 80 });
    for (const { q } of changes) expect(q).toBeLessThan(0.05);

    expect(slow.workflows.map((one) => [one.workflow, one.unusual, one.run.p50])).toEqual([
      ['Grown', 'slower', 21.5 * minute],
      ['Broken', null, 11.5 * minute],
    ]);
    expect(slow.workflows[0]?.queue).toEqual({ p50: minute / 2, p95: minute / 2, of: 16 });
    expect(slow.steps.map((one) => [one.workflow, one.step, one.run.p50, one.unusual])).toEqual([
      ['Grown', 'Compile', 20 * minute, 'slower'],
      ['Broken', 'Compile', 10 * minute, null],
      ['Grown', 'Check out', minute, null],
      ['Broken', 'Check out', minute, null],
    ]);
    // Ten minutes more in each of sixteen runs.
    expect(savings.map(({ kind, where, minutes }) => [kind, where.workflow, minutes])).toEqual([
      ['slow', 'Grown', 160],
    ]);
  });
});
