import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import type { Incident } from '../../src/core/records.ts';
import { measure } from '../../src/reports/measure.ts';
import { report } from '../../src/reports/report.ts';
import type { Store } from '../../src/store/types/index.ts';
import { eachEngine } from '../helpers/store.ts';
import { day, hour, incidentOf, type PastJob, type PastRun, scopeOf, tell } from './history.ts';
import type { History } from './naive/past.ts';
import { naiveReport } from './naive/report.ts';
import { naiveGreenRuns } from './naive/time.ts';
import { saidOf } from './said.ts';

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
  // On an edge, and just before it, so that some of it lies on either side.
  { weight: 1, arbitrary: edge },
  {
    weight: 2,
    arbitrary: fc
      .tuple(edge, fc.integer({ min: 1, max: 3 }))
      .map(([at, halves]) => at - halves * (hour / 2)),
  },
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

const step = fc.record({
  name: fc.constantFrom('Check out', 'Compile'),
  outcome: fc.constantFrom('success', 'success', 'skipped' as const),
  at: span,
  took: fc.option(span),
});

const job = fc.record({
  name: fc.constantFrom('build', 'test'),
  outcome,
  wait: fc.integer({ min: -1, max: 20 }).map((minutes) => minutes * 10_000),
  took: span,
  runner: fc.constantFrom('GitHub Actions 1', 'GitHub Actions 2', null),
  labels: fc.constantFrom<string[][]>(
    ['ubuntu-latest'],
    ['macos-15'],
    ['self-hosted', 'big'],
    ['mystery'],
  ),
  steps: fc.array(step, { maxLength: 2 }),
});

const attempt = fc.record({
  outcome,
  took: span,
  gap: span,
  jobs: fc.array(job, { maxLength: 2 }),
});

const run = fc.record({
  at: moment,
  workflow: fc.constantFrom<number[]>(1, 2),
  sha: fc.constantFrom<string[]>('a', 'b', 'c', 'd'),
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

/** The third has no rate. */
const rates = [
  { label: 'self-hosted', perMinute: 0 },
  { label: 'macos-*', perMinute: 0.062 },
  { label: 'ubuntu-*', perMinute: 0.006 },
];

type Drawn<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

/** In the order of their numbers, on ids that no other history has. */
function past(drawn: readonly Drawn<typeof run>[], nth: number): PastRun[] {
  return drawn
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, workflow, sha, branch, pullRequest, going, attempts }, place) => {
      let start = at;
      const all = attempts.map(({ outcome: said, took, gap, jobs }, index) => {
        const done = jobs.map((one) => pastJob(one, start));
        const attempt = { start, end: Math.max(start + took, ...done.map((one) => one.end)) };
        start = attempt.end + gap;
        const told = going && index === attempts.length - 1 ? null : said;
        return { ...attempt, outcome: told, jobs: done };
      });
      const name = { id: nth * 10 + workflow, name: `W${workflow}` };
      return {
        ...{ id: nth * 1_000 + place + 1, number: place + 1, repository: `acme/h${nth}` },
        ...{ sha, branch, workflow: name, pullRequest, attempts: all },
      };
    });
}

function pastJob({ wait, took, steps, ...one }: Drawn<typeof job>, queued: number): PastJob {
  const start = queued + wait;
  const told = steps.map(({ at, took: ran, ...of }) => ({
    ...{ ...of, startedAt: start + at, completedAt: ran === null ? null : start + ran },
  }));
  return { ...one, queued, start, end: start + took, steps: told };
}

function pastIncident(stream: number, drawn: Drawn<typeof incident>): Omit<Incident, 'id'> {
  const { at, late, told, acknowledged, ended, closed } = drawn;
  const resolvedAt = Math.max(at + late, ended < day ? at + late + ended : ended);
  // What is over, nobody takes on any more.
  const taken = acknowledged === null || at + acknowledged > resolvedAt ? null : at + acknowledged;
  return incidentOf(stream, {
    ...{ redSince: at, openedAt: at + late, announcedAt: told === null ? null : at + told },
    ...{ acknowledgedAt: taken, resolvedAt },
    resolution: closed ? 'closed' : 'fixed',
  });
}

/** Five weeks in which a workflow may come to break or to grow slow: enough runs to say so. */
const lived = fc
  .record({
    before: fc.array(fc.nat(27 * 48), { minLength: 20, maxLength: 30 }),
    now: fc.array(fc.nat(7 * 48), { minLength: 8, maxLength: 14 }),
    red: fc.constantFrom(1, 3, 30),
    grown: fc.constantFrom(0, 0.5, 1, 3),
    waits: fc.constantFrom(1, 20),
  })
  .map(({ before, now, red, grown, waits }) => {
    const ran = (at: number, nth: number, more: number): Drawn<typeof run> => {
      const bad = nth % (more === 1 ? 20 : red + 1) === red;
      const took = Math.round((600_000 + (nth % 7) * 20_000) * more);
      const said = bad ? ('failure' as const) : ('success' as const);
      const compile = { name: 'Compile', outcome: 'success', at: 0, took } as const;
      const built = { name: 'build' as const, outcome: said, took, labels: ['ubuntu-latest'] };
      const jobs: Drawn<typeof job>[] = [
        {
          ...{ ...built, runner: 'GitHub Actions 1', steps: [compile] },
          wait: (nth % 5) * 1_000 * (more === 1 ? 1 : waits),
        },
      ];
      return {
        ...{ at, workflow: 1 + (nth % 2), sha: String(at), branch: 'main', pullRequest: false },
        ...{ going: false, attempts: [{ outcome: said, took: 0, gap: 0, jobs }] },
      };
    };
    const half = hour / 2;
    return [...before, ...before]
      .map((at, nth) => ran(from - 27 * day + at * half + nth, nth, 1))
      .concat([...now, ...now].map((at, nth) => ran(from + at * half + nth, nth, 1 + grown)));
  });

type Lived = { runs: PastRun[]; incidents: History['incidents'] };

async function live(
  store: Store,
  nth: number,
  drawn: [readonly Drawn<typeof run>[], readonly Drawn<typeof incident>[]],
): Promise<Lived> {
  const runs = past(drawn[0], nth);
  const incidents = await store.transaction(async (tx) => {
    for (const one of runs) await tell(tx, one);
    const main = { repository: `acme/h${nth}`, workflowId: nth * 10 + 1, workflow: 'W1' };
    const { id } = await tx.streams.lock({
      ...{ ...main, branch: 'main', lane: 'branch', now: period.from },
    });
    const told: Lived['incidents'][number][] = [];
    for (const one of drawn[1]) {
      told.push({ ...(await tx.incidents.insert(pastIncident(id, one))), workflow: 'W1' });
    }
    return told;
  });
  return { runs, incidents };
}

eachEngine('a report of any history', (open, { engine }) => {
  const few = fc.tuple(
    fc.array(run, { minLength: 1, maxLength: 14 }),
    fc.array(incident, { maxLength: 6 }),
  );
  const many = fc.tuple(lived, fc.array(incident, { maxLength: 12 }));

  test.each([
    ['a second, slow computation says', few, { sqlite: 24, postgres: 10 }],
    ['it says of what changed', many, { sqlite: 6, postgres: 2 }],
  ] as const)('says what %s', async (_, histories, { [engine]: numRuns }) => {
    const store = await open();
    let nth = 0;
    await fc.assert(
      fc.asyncProperty(histories, async (drawn) => {
        nth += 1;
        const repository = `acme/h${nth}`;
        const told = await live(store, nth, drawn);
        const scope = { ...scopeOf(repository), rates };
        const expected = naiveReport({ ...told, repository, period, rates });
        expect(saidOf(await report(scope, period, store))).toEqual(expected);
        const green = { repository, workflowId: nth * 10 + 1, ...period, limit: 50 };
        expect(await store.reports.greenRuns(green)).toEqual(
          naiveGreenRuns({ ...told, repository, period, rates }, green.workflowId),
        );
        expect(await measure(scope, period, store)).toEqual(naiveMeasures(repository, expected));
      }),
      { numRuns },
    );
  });
});

/** What targets are held against: two of the report's numbers. */
function naiveMeasures(repository: string, said: Record<string, unknown>) {
  const [rate, , time] = ['health.passRate', '', 'health.timeToGreen.median'].map(
    (path) => said[path] as [number | null, number] | undefined,
  );
  return [
    { repository, measure: 'pass_rate', value: rate![0], of: rate![1] },
    { repository, measure: 'time_to_green', value: time![0], of: time![1] },
  ];
}
