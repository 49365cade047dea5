import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import type { Report } from '../../src/reports/numbers.ts';
import { report } from '../../src/reports/report.ts';
import { eachEngine } from '../helpers/store.ts';
import { day, hour, incidentOf, type PastRun, scopeOf, tell } from './history.ts';
import { naive, type PastIncident } from './naive.ts';

const zone = 'America/New_York';
/** A week with a Sunday of 25 hours in it, from ten to half past three. */
const from = DateTime.fromISO('2026-10-27T10:00', { zone }).toMillis();
const period = { from, to: DateTime.fromISO('2026-11-03T15:30', { zone }).toMillis(), zone };

const edge = fc.constantFrom(period.from, period.to, period.from - 28 * day);

/** Much of it within the period, some of it on its very edges. */
const moment = fc.oneof(
  // Close together, so that one run is there before another ends.
  {
    weight: 6,
    arbitrary: fc.integer({ min: 0, max: 12 }).map((halves) => from + halves * (hour / 2)),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: -30 * 24, max: 200 }).map((hours) => from + hours * hour),
  },
  { weight: 1, arbitrary: edge },
);
const outcome = fc.constantFrom(
  'success',
  'success',
  'failure',
  'timed_out',
  'cancelled',
  'skipped' as const,
);
const span = fc.integer({ min: 0, max: 240 }).map((halves) => halves * 30_000);

const job = fc.record({
  name: fc.constantFrom('build', 'test'),
  outcome,
  wait: fc.integer({ min: -1, max: 20 }).map((minutes) => minutes * 10_000),
  took: span,
  runner: fc.constantFrom('GitHub Actions 1', 'GitHub Actions 2', null),
});

const attempt = fc.record({
  outcome,
  took: span,
  gap: span,
  jobs: fc.array(job, { maxLength: 2 }),
});

const run = fc.record({
  at: moment,
  workflow: fc.constantFrom(1, 2),
  sha: fc.constantFrom('a', 'b', 'c', 'd'),
  branch: fc.constantFrom('main', 'main', 'next'),
  pullRequest: fc.boolean(),
  going: fc.integer({ min: 0, max: 6 }).map((one) => one === 0),
  attempts: fc.array(attempt, { minLength: 1, maxLength: 3 }),
});

const incident = fc.record({
  at: moment,
  late: span,
  told: fc.option(span),
  acknowledged: fc.option(span),
  ended: fc.oneof(span, edge),
  closed: fc.boolean(),
});

type Drawn<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

/** In the order of their numbers, on ids that no other history has. */
function past(drawn: Drawn<typeof run>[], nth: number): PastRun[] {
  return drawn
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, workflow, sha, branch, pullRequest, going, attempts }, place) => {
      let start = at;
      const all = attempts.map(({ outcome: said, took, gap, jobs }, index) => {
        const begun = start;
        start = begun + took + gap;
        return {
          ...{ outcome: going && index === attempts.length - 1 ? null : said, start: begun },
          end: begun + took,
          jobs: jobs.map(({ wait, took: ran, ...one }) => ({
            ...one,
            ...{ queued: begun, start: begun + wait, end: begun + wait + ran },
          })),
        };
      });
      return {
        ...{
          id: nth * 100 + place + 1,
          number: place + 1,
          repository: `acme/h${nth}`,
          sha,
          branch,
        },
        ...{
          workflow: { id: nth * 10 + workflow, name: `W${workflow}` },
          pullRequest,
          attempts: all,
        },
      };
    });
}

function pastIncident(stream: number, drawn: Drawn<typeof incident>): PastIncident {
  const { at, late, told, acknowledged, ended, closed } = drawn;
  return incidentOf(stream, {
    ...{ redSince: at, openedAt: at + late, announcedAt: told === null ? null : at + told },
    acknowledgedAt: acknowledged === null ? null : at + acknowledged,
    resolvedAt: Math.max(at + late, ended < day ? at + late + ended : ended),
    resolution: closed ? 'closed' : 'fixed',
  });
}

/** What the report says, in the words of the other computation. */
function said({ health, days, slow, minutes, flaky }: Report) {
  const { passRate, timeToGreen: green, timeToAcknowledge: acknowledged } = health;
  const told = days.filter((one) => one.green + one.red > 0);
  return {
    passRate: [passRate.value, passRate.of],
    passRateBefore: [passRate.trend.before, passRate.trend.of],
    timeToGreen: [green.median.value, green.p90.value, green.median.of],
    timeToAcknowledge: [acknowledged.median.value, acknowledged.p90.value, acknowledged.median.of],
    ...{ opened: health.opened.value, closed: health.closed.value, openNow: health.openNow.value },
    days: Object.fromEntries(told.map((one) => [one.date, [one.green, one.red]])),
    workflows: Object.fromEntries(
      slow.workflows.map(({ workflowId, run: { p50, p95, of } }) => [workflowId, [p50, p95, of]]),
    ),
    jobs: Object.fromEntries(
      slow.jobs.map(({ workflowId, job: name, run: { p50, p95, of }, queue }) => [
        `${workflowId} ${name}`,
        [p50, p95, of, queue?.p50 ?? null, queue?.of ?? 0],
      ]),
    ),
    minutes: [minutes.total.value, minutes.total.of, minutes.total.trend.before],
    wasted: [minutes.wasted.cancelled, minutes.wasted.superseded, minutes.wasted.flaky].map(
      (spent) => spent.minutes,
    ),
    flaky: Object.fromEntries(flaky.map((one) => [one.workflowId, [one.flips, one.retried]])),
  };
}

/** The days of the chart are the last twenty-eight; the other computation counts all since the four weeks before. */
function lastWeeks(days: Record<string, [number, number]>, { days: shown }: Report) {
  return Object.fromEntries(
    Object.entries(days).filter(([date]) => shown.some((one) => one.date === date)),
  );
}

eachEngine('a report of any history', (open, { engine }) => {
  test('says what a second, slow computation says', async () => {
    const store = await open();
    let nth = 0;
    const history = fc.tuple(
      fc.array(run, { minLength: 1, maxLength: 14 }),
      fc.array(incident, { maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(history, async ([drawnRuns, drawnIncidents]) => {
        nth += 1;
        const runs = past(drawnRuns, nth);
        const incidents: PastIncident[] = [];
        await store.transaction(async (tx) => {
          for (const one of runs) await tell(tx, one);
          const main = { repository: `acme/h${nth}`, workflowId: nth * 10 + 1, workflow: 'W1' };
          const { id } = await tx.streams.lock({
            ...{ ...main, branch: 'main', lane: 'branch', now: period.from },
          });
          for (const drawn of drawnIncidents) {
            incidents.push(pastIncident(id, drawn));
            await tx.incidents.insert(pastIncident(id, drawn));
          }
        });
        const made = await report(scopeOf(`acme/h${nth}`), period, store);
        const expected = naive(runs, incidents, period);
        expect(said(made)).toEqual({ ...expected, days: lastWeeks(expected.days, made) });
        expect(made.days.length).toBeLessThanOrEqual(30);
      }),
      { numRuns: engine === 'sqlite' ? 30 : 15 },
    );
  });
});
