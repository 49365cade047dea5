import type { DigestFacts } from '../../src/reports/digest.ts';
import type {
  Day,
  Evidence,
  Metric,
  OpenIncident,
  Report,
  Unit,
} from '../../src/reports/numbers.ts';

/** Tuesday, 24 November 2026, nine in the morning in UTC. */
export const tuesday = Date.UTC(2026, 10, 24, 9);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const evidence: Evidence = { kind: 'filter', outcome: 'any', from: tuesday - day, to: tuesday };

/** A number with what is usual. */
export const metric = (
  value: number | null,
  unit: Unit,
  change: Partial<Metric['trend']> & { of?: number } = {},
): Metric => {
  const { of = 50, ...trend } = change;
  return {
    ...{ value, unit, of, evidence },
    trend: { before: value, of: 200, direction: 'same', unusual: false, ...trend },
  };
};

export const open = (id: number, change: Partial<OpenIncident> = {}): OpenIncident => ({
  ...{ id, streamId: id, state: 'triggered', redSince: tuesday - 3 * hour, redRuns: 2 },
  ...{ lastRedRun: id, acknowledgedBy: null },
  ...{ repository: 'acme/api', workflow: 'CI', branch: 'main' },
  ...change,
});

/** Twenty-eight days up to Tuesday; the third of each week was a bad one. */
const days = Array.from({ length: 28 }, (_, back): Day => {
  const from = tuesday - (28 - back) * day;
  const weekday = new Date(from).getUTCDay();
  const bad = weekday === 3;
  return {
    ...{ date: new Date(from).toISOString().slice(0, 10), from, to: from + day },
    ...{ workday: weekday !== 0 && weekday !== 6, green: bad ? 30 : 48, red: bad ? 10 : 2 },
    ...{ timeToGreen: bad ? 50 * minute : null, ended: bad ? 2 : 0 },
  };
});

const nothing = { minutes: 0, cost: 0, jobs: 0 };
const workflow = { repository: 'acme/web', workflowId: 3, workflow: 'E2E' };
const where = { ...workflow, job: null, branch: null, step: null };

export function reportOf(change: Partial<Report> = {}): Report {
  return {
    period: { from: tuesday - day, to: tuesday, zone: 'UTC' },
    known: { runs: tuesday - 60 * day, jobs: tuesday - 60 * day, deleted: null },
    health: {
      passRate: metric(0.98, 'share'),
      timeToGreen: { median: metric(40 * minute, 'ms'), p90: metric(2 * hour, 'ms') },
      timeToAcknowledge: { median: metric(4 * minute, 'ms'), p90: metric(9 * minute, 'ms') },
      opened: metric(1, 'count'),
      closed: metric(1, 'count'),
      openNow: metric(0, 'count'),
      open: [],
    },
    ...{ days, slow: { workflows: [], jobs: [], steps: [] }, flaky: [] },
    minutes: {
      ...{ total: metric(1240, 'minutes'), cost: metric(7.44, 'usd') },
      wasted: { cancelled: nothing, superseded: nothing, flaky: { ...nothing, minutes: 64 } },
      ...{ wastedMinutes: metric(64, 'minutes'), wastedCost: metric(0.38, 'usd') },
      byWorkflow: [
        { ...workflow, minutes: 800, cost: 4.8, jobs: 90, wasted: nothing, evidence },
        {
          ...{ ...workflow, repository: 'acme/api', workflowId: 4, workflow: 'CI' },
          ...{ minutes: 440, cost: 2.64, jobs: 60, wasted: nothing, evidence },
        },
      ],
      byRunner: [{ labels: 'ubuntu-latest', minutes: 1240, cost: 7.44, jobs: 150, rate: 0.006 }],
    },
    ...{ changes: [], savings: [], followUp: [] },
    ...change,
  };
}

/** What a bad day brings. */
export function badReport(): Report {
  const calm = reportOf();
  return reportOf({
    health: {
      ...calm.health,
      passRate: metric(0.81, 'share', { before: 0.97, direction: 'worse', unusual: true, of: 64 }),
      open: [open(1, { acknowledgedBy: 'U0OMAR' }), open(2, { workflow: 'E2E', redRuns: 1 })],
    },
    changes: [
      {
        ...{ what: 'run_time', where: { ...where, job: 'checkout' }, direction: 'worse' },
        ...{ value: 9 * minute, of: 20, before: 6 * minute, beforeOf: 90, unit: 'ms' },
        ...{ q: 0.001, evidence },
      },
    ],
    savings: [
      {
        ...{ key: 'flaky web', kind: 'flaky', where, minutes: 64, cost: 0.38, of: 7, evidence },
      },
      {
        ...{ key: 'red api', kind: 'red', where: { ...where, branch: 'main' }, minutes: 370 },
        ...{ cost: 0, of: 3, evidence },
      },
      {
        ...{ key: 'old api', kind: 'superseded', where, minutes: 48, cost: 0.29, of: 12, evidence },
      },
    ],
  });
}

export function factsOf(change: Partial<DigestFacts> = {}): DigestFacts {
  const recent = change.recent ?? reportOf();
  return {
    ...{ shape: { sections: [], edition: 'daily' }, about: 'all 4 repositories', full: false },
    ...{ recent, week: recent, targets: [], lateSince: null, now: tuesday },
    ...change,
  };
}
