import { expect, test } from 'vitest';
import { runsBehind } from '../../src/reports/behind.ts';
import { measure } from '../../src/reports/measure.ts';
import { spender } from '../../src/reports/minutes.ts';
import type { Evidence, Metric, RunEvidence } from '../../src/reports/numbers.ts';
import { keepSavings, report } from '../../src/reports/report.ts';
import { eachEngine } from '../helpers/store.ts';
import { at, byHand, monday, past, period, zone } from './by-hand.ts';
import { hour, incidentOf, minute, type PastJob, scopeOf, tell } from './history.ts';
import { saidOf } from './said.ts';

/** What is said in an order: the oldest first, the slowest, the dearest. */
const lists = [
  ...['days', 'slow.workflows', 'slow.jobs', 'slow.steps'],
  ...['minutes.byWorkflow', 'minutes.byRunner', 'savings'],
];
const ordered = (said: Record<string, unknown>) => lists.map((list) => Object.keys(said[list]!));

const seen = ({ value, of, trend }: Metric) => [value, of, trend.before, trend.of];

eachEngine('a report', (open) => {
  test('says what one works out by hand', async () => {
    const store = await open();
    await past(store);
    const made = await report(scopeOf('acme/api'), period, store);
    expect(saidOf(made)).toEqual(byHand);
    expect(ordered(saidOf(made))).toEqual(ordered(byHand));
    expect(made.known).toEqual({
      runs: at('10-05T10:00'),
      jobs: monday + 2 * minute,
      deleted: null,
    });
    expect(made.days.find((one) => one.date === '2026-10-25')).toMatchObject({
      ...{ from: at('10-25T00:00'), to: at('10-26T00:00') },
    });
  });

  test('names what to mend first, each for what it costs', async () => {
    const store = await open();
    const start = monday;
    const job = (name: string, { wait = 0, took = 1, at: begun = start }) => ({
      ...{ name, outcome: 'success' as const, queued: begun, start: begun + wait * minute },
      end: begun + (wait + took) * minute,
    });
    const attempt = (outcome: 'success' | 'cancelled', jobs: PastJob[]) => ({
      ...{ outcome, start, end: Math.max(...jobs.map((one) => one.end)), jobs },
    });
    await store.transaction(async (tx) => {
      // Twelve minutes of waiting twice; a quarter of an hour cancelled, and nine minutes of another.
      await tell(tx, { id: 1, attempts: [attempt('success', [job('test', { wait: 12 })])] });
      await tell(tx, { id: 2, attempts: [attempt('success', [job('test', { wait: 12 })])] });
      const ship = { workflow: { id: 8, name: 'Ship' } };
      await tell(tx, {
        id: 3,
        ...ship,
        attempts: [attempt('cancelled', [job('ship', { took: 15 })])],
      });
      const docs = { workflow: { id: 9, name: 'Docs' } };
      const { id } = await tell(tx, {
        id: 4,
        ...docs,
        attempts: [attempt('cancelled', [job('docs', { took: 9 })])],
      });
      // Half an hour of red, and what went on before the period does not count.
      const [redSince, resolvedAt] = [period.from - 5 * hour, period.from + 30 * minute];
      await tx.incidents.insert(incidentOf(id, { redSince, resolvedAt }));
    });
    const { savings } = await report(scopeOf('acme/api'), period, store);
    expect(
      savings.map(({ kind, where, minutes, of }) => [kind, where.workflow, where.job, minutes, of]),
    ).toEqual([
      ['red', 'Docs', null, 30, 1],
      ['queue', 'CI', 'test', 24, 2],
      ['cancelled', 'Ship', null, 15, 1],
    ]);
    expect(savings[2]?.cost).toBeCloseTo(15 * 0.006, 9);
  });

  test('measures for targets what the report says', async () => {
    const store = await open();
    await past(store);
    const repository = 'acme/api';
    expect(await measure(scopeOf(repository, 'acme/web'), period, store)).toEqual([
      { repository, measure: 'pass_rate', value: 4 / 5, of: 5 },
      { repository, measure: 'time_to_green', value: 2 * hour, of: 2 },
      { repository: 'acme/web', measure: 'pass_rate', value: 0, of: 1 },
      { repository: 'acme/web', measure: 'time_to_green', value: null, of: 0 },
    ]);
  });

  test('opens the runs that each number rests on', async () => {
    const store = await open();
    await past(store);
    const scope = scopeOf('acme/api');
    const { health, slow, flaky, savings, minutes } = await report(scope, period, store);
    const opened = async (evidence: Evidence, limit = 9) =>
      (await runsBehind(evidence as RunEvidence, { scope, limit }, store)).map((run) => run.id);
    expect(await opened(health.passRate.evidence)).toEqual([11, 8, 6, 5, 4]);
    expect(await opened(health.passRate.evidence, 2)).toEqual([11, 8]);
    const ci = slow.workflows.find((one) => one.workflow === 'CI');
    expect(await opened(ci!.evidence)).toEqual([7, 6, 5, 4]);
    expect(await opened(flaky[0]!.evidence)).toEqual([7, 6]);
    const superseded = savings.find((one) => one.kind === 'superseded');
    expect(await opened(superseded!.evidence)).toEqual([9, 8]);
    // The red run that the incidents of this history name.
    expect(await opened(health.openNow.evidence)).toEqual([1]);
    expect(await opened(minutes.total.evidence)).toEqual([11, 10, 9, 8, 7, 6, 5, 4]);
  });

  test('is empty, and says so, where nothing ran', async () => {
    const store = await open();
    const { health, slow, flaky, minutes, changes, savings, days } = await report(
      scopeOf('acme/api'),
      period,
      store,
    );
    expect(seen(health.passRate)).toEqual([null, 0, null, 0]);
    expect(seen(health.timeToGreen.median)).toEqual([null, 0, null, 0]);
    expect([slow.workflows, flaky, changes, savings, health.open]).toEqual([[], [], [], [], []]);
    expect(minutes.total.value).toBe(0);
    expect(days).toHaveLength(29);
    expect((await report(scopeOf(), period, store)).days).toHaveLength(29);
  });

  test('asks the next week what became of what was worth mending', async () => {
    const store = await open();
    await past(store);
    const scope = scopeOf('acme/api');
    await keepSavings(scope, await report(scope, period, store), store);
    expect((await report(scope, period, store)).followUp).toEqual([]);
    const next = { from: period.to, to: period.to + (period.to - period.from), zone };
    const { followUp } = await report(scope, next, store);
    expect(followUp.map(({ kind, now, verdict }) => [kind, Math.round(now), verdict])).toEqual([
      ['red', 2400, 'worse'],
      ['flaky', 0, 'gone'],
      ['superseded', 0, 'gone'],
    ]);
  });
});

test('fifteen dollars are fifteen, in whatever order they were spent', () => {
  // As they come, the two make 14.999999999999998, and the next week’s 15 were “worse”.
  const rates = new Map([
    ['macos', 0.062],
    ['ubuntu', 0.006],
  ]);
  const row = (labels: string, minutes: number) => ({
    ...{ repository: 'acme/api', workflowId: 1, slice: 0, labels, waste: 'none' as const, jobs: 1 },
    minutes,
  });
  const spent = spender({ rate: (labels) => rates.get(labels) ?? null });
  expect(spent([row('macos', 237), row('ubuntu', 51)])).toEqual({
    minutes: 288,
    cost: 15,
    jobs: 2,
  });
});
