import { DateTime } from 'luxon';
import type { Store } from '../../src/store/types/index.ts';
import { hour, incidentOf, minute, type PastRun, tell } from './history.ts';
import { near } from './naive/past.ts';

/** Berlin goes back to winter time on Sunday, 25 October 2026: that day has 25 hours. */
export const zone = 'Europe/Berlin';
export const at = (text: string) => DateTime.fromISO(`2026-${text}`, { zone }).toMillis();
/** From Sunday's midnight to Monday at three: one long day and a part of another. */
export const period = { from: at('10-25T00:00'), to: at('10-26T15:00'), zone };

const spans = (start: number, minutes: number, outcome: 'success' | 'failure' | 'cancelled') => ({
  ...{ outcome, start, end: start + minutes * minute },
});

const job = (start: number, minutes: number, change: object = {}) => ({
  ...{ name: 'test', outcome: 'success' as const, queued: start - 30_000, start },
  ...{ end: start + minutes * minute, ...change },
});

export const monday = at('10-26T09:00');

const steps = [
  { name: 'Check out', outcome: 'success', startedAt: 0, completedAt: minute / 2 },
  { name: 'Run tests', outcome: 'success', startedAt: minute / 2, completedAt: 5 * minute },
  { name: 'Upload', outcome: 'skipped', startedAt: 5 * minute, completedAt: 5 * minute },
];

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
      { ...spans(monday + hour, 6, 'success'), jobs: [job(monday + hour, 5.5, { steps })] },
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

export async function past(store: Store): Promise<void> {
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

/** Twenty-nine dates, of which five saw anything. */
function days(told: Record<string, object>): Record<string, unknown> {
  const first = DateTime.fromISO('2026-09-28');
  const all = Array.from({ length: 29 }, (_, nth) => first.plus({ days: nth }));
  const quiet = { green: 0, red: 0, timeToGreen: null, ended: 0 };
  return Object.fromEntries(
    all.map((one) => {
      const date = one.toISODate()!;
      return [date, { workday: one.weekday < 6, ...quiet, ...told[date] }];
    }),
  );
}

const seconds = 1_000;
/** The period has forty hours, and what is known before it four hundred and seventy. */
const share = 40 / 470;
const rare = 40 / 510;
const nothingBefore = [null, 0, 'unknown', false];
const slow = { before: null, unusual: null };

/** What the report of it says, worked out on paper, and in which order; the paths are those of `saidOf`. */
export const byHand: Record<string, unknown> = {
  // Green: 4, 5, 6, 11. Red: 8. Not counted: 7 (a pull request), 9 (cancelled), 10 (in progress).
  'health.passRate': [4 / 5, 5, 3 / 4, 4, 'better', false],
  // Two hours and, over the hour that came twice, six.
  'health.timeToGreen.median': [2 * hour, 2, 4 * hour, 1, 'better', false],
  'health.timeToGreen.p90': [6 * hour, 2, 4 * hour, 1, 'worse', false],
  'health.timeToAcknowledge.median': [10 * minute, 2, ...nothingBefore],
  'health.timeToAcknowledge.p90': [65 * minute, 2, ...nothingBefore],
  'health.opened': [3, 3, 2 * share, 2, 'worse', true],
  'health.closed': [3, 3, share, 1, 'better', false],
  'health.openNow': [1, 1, 1, 1, 'same', false],
  'health.open': {
    'acme/api CI main 5': {
      ...{ streamId: 1, state: 'triggered', redSince: monday + 2 * hour, redRuns: 1 },
      ...{ lastRedRun: 1, acknowledgedBy: null },
    },
  },
  days: days({
    '2026-10-05': { green: 1 },
    '2026-10-06': { green: 1, red: 1, timeToGreen: 4 * hour, ended: 1 },
    '2026-10-07': { green: 1 },
    '2026-10-25': { green: 2, timeToGreen: 2 * hour, ended: 2 },
    '2026-10-26': { green: 2, red: 1 },
  }),
  // CI's green runs took 20, 10, 6 and 9 minutes, 'Build and ship' 30; its newest name counts.
  'slow.workflows': {
    'acme/api Build and ship': {
      ...{ run: [30 * minute, 30 * minute, 1], queue: [0, 0, 1], unusual: null },
      ...{ before: [30 * minute, 30 * minute, 1], total: 30 * minute },
    },
    'acme/api CI': {
      ...{ run: [9 * minute, 20 * minute, 4], queue: [0, 0, 5], unusual: null },
      ...{ before: [10 * minute, 14 * minute, 2], total: 45 * minute },
    },
  },
  // Of `test` 5.5, 1.5 and 9.5 minutes were green; five of it had a runner.
  'slow.jobs': {
    'acme/api Build and ship ship': {
      ...{ ...slow, run: [29.5 * minute, 29.5 * minute, 1], queue: [3 * minute, 3 * minute, 1] },
      total: 29.5 * minute,
    },
    'acme/api CI test': {
      ...{ ...slow, run: [5.5 * minute, 9.5 * minute, 3], total: 16.5 * minute },
      queue: [30 * seconds, 30 * seconds, 5],
    },
    'acme/api CI lint': {
      ...{ ...slow, run: [2 * minute, 2 * minute, 1], total: 2 * minute },
      queue: [30 * seconds, 30 * seconds, 1],
    },
  },
  // The one that was skipped took no time at all.
  'slow.steps': {
    'acme/api CI test Run tests': {
      ...{ ...slow, run: [4.5 * minute, 4.5 * minute, 1], queue: null, total: 4.5 * minute },
    },
    'acme/api CI test Check out': {
      ...{ ...slow, run: [30 * seconds, 30 * seconds, 1], queue: null, total: 30 * seconds },
    },
  },
  // Rounded up: 5 and 2, 6, 8 on macOS, 2 (cancelled), 10 (superseded), 30 on a runner of one's own.
  'minutes.total': [63, 7, ...nothingBefore],
  'minutes.cost': [near(25 * 0.006 + 8 * 0.062), 7, ...nothingBefore],
  ...{ 'minutes.wasted.cancelled.minutes': 2, 'minutes.wasted.cancelled.jobs': 1 },
  'minutes.wasted.cancelled.cost': near(2 * 0.006),
  ...{ 'minutes.wasted.superseded.minutes': 10, 'minutes.wasted.superseded.jobs': 1 },
  'minutes.wasted.superseded.cost': near(10 * 0.006),
  ...{ 'minutes.wasted.flaky.minutes': 5 + 8, 'minutes.wasted.flaky.jobs': 2 },
  'minutes.wasted.flaky.cost': near(5 * 0.006 + 8 * 0.062),
  'minutes.wastedMinutes': [2 + 10 + 13, 4, ...nothingBefore],
  'minutes.wastedCost': [near(17 * 0.006 + 8 * 0.062), 4, ...nothingBefore],
  'minutes.byWorkflow': {
    'acme/api CI': {
      ...{ minutes: 33, cost: near(25 * 0.006 + 8 * 0.062), jobs: 6 },
      wasted: [25, near(17 * 0.006 + 8 * 0.062), 4],
    },
    'acme/api Build and ship': { minutes: 30, cost: 0, jobs: 1, wasted: [0, 0, 0] },
  },
  'minutes.byRunner': {
    'self-hosted, big': { minutes: 30, cost: 0, jobs: 1, rate: 0 },
    'ubuntu-latest': { minutes: 25, cost: near(25 * 0.006), jobs: 5, rate: 0.006 },
    'macos-15': { minutes: 8, cost: near(8 * 0.062), jobs: 1, rate: 0.062 },
  },
  flaky: {
    'acme/api CI': {
      ...{ flips: 2, retried: 2, share: 1, reruns: 2, minutes: 13 },
      cost: near(5 * 0.006 + 8 * 0.062),
    },
  },
  // Of five, three or more in that part of the time: one chance in 234. All else is too little to say.
  changes: {
    incidents: {
      ...{
        direction: 'worse',
        value: 3,
        of: 3,
        before: near(2 * share),
        beforeOf: 2,
        unit: 'count',
      },
      q: near(10 * rare ** 3 * (1 - rare) ** 2 + 5 * rare ** 4 * (1 - rare) + rare ** 5),
    },
  },
  // Red: 1 h + 6 h + 1 h + 4 h. Wasted: 13 of flaky, 10 of superseded. Nobody waited ten minutes.
  savings: {
    'red acme/api CI main': { minutes: 12 * 60, cost: 0, of: 4 },
    'flaky acme/api CI': { minutes: 13, cost: near(5 * 0.006 + 8 * 0.062), of: 2 },
    'superseded acme/api CI': { minutes: 10, cost: near(10 * 0.006), of: 1 },
  },
  followUp: {},
};
