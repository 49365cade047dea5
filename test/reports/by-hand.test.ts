import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { runsBehind } from '../../src/reports/behind.ts';
import type { Evidence, Metric } from '../../src/reports/numbers.ts';
import { keepSavings, report } from '../../src/reports/report.ts';
import type { Store } from '../../src/store/types/index.ts';
import { eachEngine } from '../helpers/store.ts';
import { hour, incidentOf, minute, type PastRun, scopeOf, tell } from './history.ts';

/** Berlin goes back to winter time on Sunday, 25 October 2026: that day has 25 hours. */
const zone = 'Europe/Berlin';
const at = (text: string) => DateTime.fromISO(`2026-${text}`, { zone }).toMillis();
/** From Sunday's midnight to Monday at three: one long day and a part of another. */
const period = { from: at('10-25T00:00'), to: at('10-26T15:00'), zone };

const spans = (start: number, minutes: number, outcome: 'success' | 'failure' | 'cancelled') => ({
  ...{ outcome, start, end: start + minutes * minute },
});

const job = (start: number, minutes: number, change: object = {}) => ({
  ...{ name: 'test', outcome: 'success' as const, queued: start - 30_000, start },
  ...{ end: start + minutes * minute, ...change },
});

const monday = at('10-26T09:00');

/** A small history, so that each number can be worked out on paper. */
const runs: PastRun[] = [
  // Three weeks before: two green, one red.
  { id: 1, attempts: [spans(at('10-05T10:00'), 10, 'success')] },
  { id: 2, attempts: [spans(at('10-06T10:00'), 12, 'failure')] },
  { id: 3, attempts: [spans(at('10-06T12:00'), 14, 'success')] },
  // Half past two comes twice on Sunday; both runs are of the period.
  { id: 4, attempts: [spans(at('10-25T02:30'), 20, 'success')] },
  { id: 5, attempts: [spans(at('10-25T02:30') + hour, 10, 'success')] },
  // Red, and green when rerun: one run, green; a commit that flipped.
  {
    ...{ id: 6, sha: 'flip-a' },
    attempts: [
      {
        ...spans(monday, 5, 'failure'),
        jobs: [job(monday, 4.5, { outcome: 'failure' }), job(monday, 2, { name: 'lint' })],
      },
      { ...spans(monday + hour, 6, 'success'), jobs: [job(monday + hour, 5.5)] },
    ],
  },
  // The same on a pull request: it counts for what is flaky, not for health.
  {
    ...{ id: 7, sha: 'flip-b', branch: 'totals', pullRequest: true },
    attempts: [
      {
        ...spans(monday, 8, 'failure'),
        jobs: [job(monday, 7.2, { outcome: 'failure', labels: ['macos-15'] })],
      },
      spans(monday + hour, 9, 'success'),
    ],
  },
  // Red for good; a rerun that was cancelled takes that not back.
  {
    id: 8,
    attempts: [
      spans(monday + 2 * hour, 3, 'failure'),
      { ...spans(monday + 3 * hour, 2, 'cancelled'), jobs: [job(monday + 3 * hour, 1.5)] },
    ],
  },
  // Superseded: the next run of the stream came while it ran.
  {
    id: 9,
    number: 9,
    attempts: [
      { ...spans(monday + 4 * hour, 10, 'cancelled'), jobs: [job(monday + 4 * hour, 9.5)] },
    ],
  },
  {
    id: 10,
    number: 10,
    attempts: [{ outcome: null, start: monday + 4 * hour + 5 * minute, end: monday + 5 * hour }],
  },
  // The workflow was renamed meanwhile.
  {
    id: 11,
    workflow: { id: 8, name: 'Build and ship' },
    attempts: [
      {
        ...spans(monday + 5 * hour, 30, 'success'),
        jobs: [
          job(monday + 5 * hour, 29.5, {
            name: 'ship',
            queued: monday + 5 * hour - 3 * minute,
            labels: ['self-hosted', 'big'],
          }),
        ],
      },
    ],
  },
  {
    id: 12,
    workflow: { id: 8, name: 'Ship' },
    attempts: [spans(at('10-07T10:00'), 30, 'success')],
  },
  // Of another repository, and of after the period.
  { id: 13, repository: 'acme/web', attempts: [spans(monday, 3, 'failure')] },
  { id: 14, attempts: [spans(period.to, 3, 'failure')] },
];

async function past(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    for (const run of runs) await tell(tx, run);
    const { id: main } = await tell(tx, runs[0]!);
    const { id: pull } = await tell(tx, runs.find((run) => run.id === 7)!);
    // Before the period: four hours. In it: two hours, six hours, and one closed by hand.
    await tx.incidents.insert(
      incidentOf(main, { redSince: at('10-06T10:00'), resolvedAt: at('10-06T14:00') }),
    );
    await tx.incidents.insert(
      incidentOf(main, {
        ...{
          redSince: at('10-24T23:00'),
          resolvedAt: at('10-25T01:00'),
          acknowledgedAt: at('10-25T00:10'),
        },
        announcedAt: at('10-24T23:05'),
      }),
    );
    await tx.incidents.insert(
      incidentOf(main, {
        ...{
          redSince: at('10-25T01:45'),
          resolvedAt: at('10-25T06:45'),
          acknowledgedAt: at('10-25T01:55'),
        },
        ...{ announcedAt: at('10-25T01:45'), resolution: 'flaky' },
      }),
    );
    await tx.incidents.insert(
      incidentOf(main, {
        ...{ redSince: at('10-25T08:00'), resolvedAt: at('10-25T09:00'), resolution: 'closed' },
      }),
    );
    await tx.incidents.insert(incidentOf(main, { redSince: monday + 2 * hour }));
    await tx.incidents.insert(incidentOf(pull, { redSince: monday }));
  });
}

const seen = ({ value, of, trend }: Metric) => [value, of, trend.before, trend.of];

eachEngine('a report', (open) => {
  test('says what one works out by hand', async () => {
    const store = await open();
    await past(store);
    const { health, days, slow, flaky, minutes, savings } = await report(
      scopeOf('acme/api'),
      period,
      store,
    );

    // Green: 4, 5, 6, 11. Red: 8. Not counted: 7 (a pull request), 9 (cancelled), 10 (in progress).
    expect(seen(health.passRate)).toEqual([4 / 5, 5, 3 / 4, 4]);
    expect(health.passRate.trend).toMatchObject({ direction: 'better', unusual: false });
    // Two hours and, over the hour that came twice, six.
    expect(seen(health.timeToGreen.median)).toEqual([2 * hour, 2, 4 * hour, 1]);
    expect(seen(health.timeToGreen.p90)).toEqual([6 * hour, 2, 4 * hour, 1]);
    expect(seen(health.timeToAcknowledge.median)).toEqual([10 * minute, 2, null, 0]);
    expect(health.timeToAcknowledge.p90.value).toBe(65 * minute);
    // Since the first run of what is kept: twenty days less ten hours, and the hour that came twice lies in the period.
    const share = (period.to - period.from) / (at('10-25T00:00') - at('10-05T10:00'));
    expect(seen(health.opened)).toEqual([3, 3, 2 * share, 2]);
    expect(seen(health.closed)).toEqual([3, 3, share, 1]);
    expect(seen(health.openNow)).toEqual([1, 1, 1, 1]);
    expect(health.open.map((one) => one.redSince)).toEqual([monday + 2 * hour]);

    const told = days.filter((one) => one.green + one.red + one.ended > 0);
    expect(
      told.map(({ date, green, red, timeToGreen, ended }) => [
        date,
        green,
        red,
        timeToGreen,
        ended,
      ]),
    ).toEqual([
      ['2026-10-05', 1, 0, null, 0],
      ['2026-10-06', 1, 1, 4 * hour, 1],
      ['2026-10-07', 1, 0, null, 0],
      ['2026-10-25', 2, 0, 2 * hour, 2],
      ['2026-10-26', 2, 1, null, 0],
    ]);
    expect(days.find((one) => one.date === '2026-10-25')).toMatchObject({
      workday: false,
      to: at('10-26T00:00'),
    });

    // CI's green runs took 20, 10, 6 and 9 minutes, 'Build and ship' 30; its newest name counts.
    expect(slow.workflows.map(({ workflow, run, before }) => [workflow, run, before])).toEqual([
      [
        'Build and ship',
        { p50: 30 * minute, p95: 30 * minute, of: 1 },
        { p50: 30 * minute, p95: 30 * minute, of: 1 },
      ],
      [
        'CI',
        { p50: 9 * minute, p95: 20 * minute, of: 4 },
        { p50: 10 * minute, p95: 14 * minute, of: 2 },
      ],
    ]);
    expect(
      slow.jobs.map(({ job: name, run, queue }) => [name, run.p50, run.of, queue?.p50, queue?.of]),
    ).toEqual([
      ['ship', 29.5 * minute, 1, 3 * minute, 1],
      ['test', 5.5 * minute, 3, 30_000, 5],
      ['lint', 2 * minute, 1, 30_000, 1],
    ]);

    expect(flaky).toMatchObject([
      { workflow: 'CI', flips: 2, retried: 2, share: 1, reruns: 2, minutes: 5 + 8 },
    ]);
    expect(flaky[0]?.cost).toBeCloseTo(5 * 0.006 + 8 * 0.062, 9);
    expect(flaky[0]?.evidence).toEqual({ kind: 'runs', ids: [7, 6] });

    // Rounded up: 5 and 2, 6, 8 on macOS, 2 (cancelled), 10 (superseded), 30 on a runner of one's own.
    expect(seen(minutes.total)).toEqual([63, 7, null, 0]);
    expect(minutes.cost.value).toBeCloseTo((5 + 2 + 6 + 2 + 10) * 0.006 + 8 * 0.062, 9);
    expect(minutes.wasted).toMatchObject({
      cancelled: { minutes: 2, jobs: 1 },
      superseded: { minutes: 10, jobs: 1 },
      flaky: { minutes: 13, jobs: 2 },
    });
    expect(minutes.wastedMinutes.value).toBe(25);
    expect(
      minutes.byRunner.map(({ labels, minutes: spent, rate }) => [labels, spent, rate]),
    ).toEqual([
      ['self-hosted, big', 30, 0],
      ['ubuntu-latest', 25, 0.006],
      ['macos-15', 8, 0.062],
    ]);

    // Red: 1 h + 6 h + 1 h + 4 h. Wasted: 13 of flaky, 10 of superseded. Nobody waited ten minutes.
    expect(savings.map(({ kind, minutes: lost, of }) => [kind, lost, of])).toEqual([
      ['red', 12 * 60, 4],
      ['flaky', 13, 2],
      ['superseded', 10, 1],
    ]);
  });

  test('opens the runs that each number rests on', async () => {
    const store = await open();
    await past(store);
    const scope = scopeOf('acme/api');
    const { health, slow, flaky, savings, minutes } = await report(scope, period, store);
    const opened = async (evidence: Evidence, limit = 9) =>
      (await runsBehind(evidence, { scope, limit }, store)).map((run) => run.id);
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
