import type { Bottleneck } from '../../reports/critical-path.ts';
import type { Day, Evidence, Metric, Report, Slow, Unit } from '../../reports/numbers.ts';

/** A report as it might be, for the gallery. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const evidence: Evidence = { kind: 'runs', ids: [412, 411] };
const workflow = { repository: 'acme/web', workflowId: 1, workflow: 'E2E' };
const where = { ...workflow, job: 'checkout', branch: 'main', step: null };
const quantiles = { p50: 6 * minute, p95: 9 * minute, of: 40 };

/** Worse than it was: by half, where nothing else is said. */
const metric = (value: number, unit: Unit, before = value / 2): Metric => ({
  ...{ value, unit, of: 64, evidence },
  trend: { before, of: 300, direction: 'worse', unusual: true },
});

const band = (value: number, unit: Unit, before?: number) => ({
  ...metric(value, unit, before),
  band: 'high' as const,
});

const days = (now: number): Day[] =>
  Array.from({ length: 28 }, (_, back): Day => {
    const from = now - (28 - back) * day;
    return {
      ...{ date: new Date(from).toISOString().slice(0, 10), from, to: from + day, workday: true },
      ...{ green: 40, red: back % 5, timeToGreen: back % 3 === 0 ? hour : null, ended: 1 },
    };
  });

export function reportSample(now: number): Required<Report> {
  const spent = { minutes: 64, cost: 0.38, jobs: 9 };
  const share = metric(0.91, 'share', 0.96);
  const time = { median: metric(hour, 'ms'), p90: metric(3 * hour, 'ms') };
  const saving = { where, minutes: 64, cost: 0.38, of: 7, evidence };
  const kinds = ['red', 'flaky', 'superseded'] as const;
  const counts = { opened: metric(3, 'count'), closed: metric(2, 'count', 2.5) };
  return {
    period: { from: now - day, to: now, zone: 'UTC' },
    known: { runs: now - 20 * day, jobs: now - 12 * day, deleted: null },
    health: {
      ...{ passRate: share, timeToGreen: time, timeToAcknowledge: time, ...counts },
      openNow: metric(1, 'count'),
      open: [
        {
          ...{ id: 1, streamId: 1, state: 'acknowledged', redSince: now - hour, redRuns: 2 },
          ...{ lastRedRun: 412, acknowledgedBy: 'U0SAMPLE', ...workflow, branch: 'main' },
        },
      ],
    },
    days: days(now),
    slow: {
      ...{ workflows: [sampleSlow()], jobs: [{ ...sampleSlow(), job: 'checkout' }] },
      steps: [{ ...sampleSlow(), job: 'checkout', step: 'Run tests' }],
    },
    flaky: [
      { ...workflow, flips: 3, retried: 8, share: 0.4, reruns: 9, ...spent, reason: '', evidence },
    ],
    minutes: {
      ...{ total: metric(1240, 'minutes'), cost: metric(7.44, 'usd') },
      wasted: { cancelled: spent, superseded: spent, flaky: spent },
      ...{ wastedMinutes: metric(192, 'minutes'), wastedCost: metric(1.14, 'usd') },
      byWorkflow: [{ ...workflow, ...spent, wasted: spent, evidence }],
      byRunner: [{ labels: 'ubuntu-latest', ...spent, rate: 0.006 }],
    },
    changes: [
      {
        ...{ what: 'run_time', where, direction: 'worse', value: 9 * minute, of: 20 },
        ...{ before: 6 * minute, beforeOf: 90, unit: 'ms', q: 0.001, evidence },
      },
    ],
    savings: kinds.map((kind) => ({ key: kind, kind, ...saving })),
    followUp: [{ key: 'flaky', kind: 'flaky', ...saving, now: 12, verdict: 'better' }],
    handoffs: {
      ...{
        waiting: metric(4, 'count'),
        acceptedInTime: metric(0.8, 'share', 0.9),
        timeToAccept: time,
      },
      byTeam: [{ team: 'ops', held: quantiles, waiting: 4 }],
    },
    load: {
      pagesPerShift: metric(3, 'count'),
      layers: [{ team: 'ops', layer: 'primary', pages: 6, shifts: 2 }],
    },
    deploys: {
      ...{ year: 2024, frequency: band(3, 'per_day', 4), leadTime: band(5 * hour, 'ms') },
      ...{ failureRate: band(0.05, 'share'), timeToRestore: band(hour, 'ms') },
    },
  };
}

export const sampleSlow = (): Slow => ({
  ...{ ...workflow, job: null, step: null, run: quantiles, queue: quantiles, before: quantiles },
  ...{ unusual: 'slower', total: 9 * hour, evidence },
});

export const sampleBottleneck = (): Bottleneck => ({
  ...{ ...workflow, of: 50, total: 9 * minute, path: ['build', 'checkout'], evidence },
  jobs: ['build', 'checkout'].map((job, nth) => ({
    ...{ job, after: nth === 0 ? [] : ['build'], queue: minute, run: 4 * minute, critical: 50 },
    ...{ gain: 3 * minute, queueGain: 10_000 },
  })),
});
