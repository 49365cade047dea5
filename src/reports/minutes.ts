import { type Group, groupBy } from '../core/group.ts';
import type { Waste } from '../store/types/index.ts';
import { type Facts, keyOf, sliceBefore, sliceNow } from './facts.ts';
import { knownPart, metric, usually } from './metric.ts';
import type { Metric, Minutes, Spent } from './numbers.ts';
import { sum } from './sample.ts';
import { runsOf } from './slowest.ts';

type Row = Facts['jobs']['spent'][number];

/**
 * Runner minutes: of jobs that ended in the period and that a runner worked on, each rounded up to a
 * whole minute as GitHub bills it, on all branches. Their cost: by the first rate that is about one of
 * the labels that the job asked for; a runner without a rate counts minutes and no money.
 * Unit: minutes, US dollars. Source: `jobs.started_at`, `completed_at`, `labels`.
 *
 * Wasted, each job for one reason: `superseded`, of an attempt that was cancelled when the next run of
 * its stream was there already; `cancelled`, of one that was cancelled otherwise; `flaky`, a job that
 * failed on a commit on which the same workflow also passed.
 */
export function minutesOf(facts: Facts): Minutes {
  const now = facts.jobs.spent.filter((row) => row.slice === sliceNow);
  const was = facts.jobs.spent.filter((row) => row.slice === sliceBefore);
  const spentOn = spender(facts);
  const wasted = (rows: readonly Row[], ...why: Waste[]) =>
    spentOn(
      rows.filter((row) => (why.length > 0 ? why.includes(row.waste) : row.waste !== 'none')),
    );
  const [all, before] = [spentOn(now), spentOn(was)];
  const [lost, lostBefore] = [wasted(now), wasted(was)];
  return {
    total: compared(facts, 'minutes', all, before),
    cost: compared(facts, 'usd', all, before),
    wasted: {
      cancelled: wasted(now, 'cancelled'),
      superseded: wasted(now, 'superseded'),
      flaky: wasted(now, 'flaky'),
    },
    wastedMinutes: compared(facts, 'minutes', lost, lostBefore),
    wastedCost: compared(facts, 'usd', lost, lostBefore),
    byWorkflow: groups(now, keyOf).map((rows) => ({
      ...facts.named(rows[0]),
      ...{ ...spentOn(rows), wasted: wasted(rows), evidence: runsOf(rows[0], facts, 'any') },
    })),
    byRunner: groups(now, (row) => row.labels).map((rows) => ({
      ...{ ...spentOn(rows), labels: labelsOf(rows[0]).join(', ') },
      rate: facts.rate(rows[0].labels),
    })),
  };
}

/** Adds up minutes and what they cost, to a millionth of a dollar: the same jobs cost the same in any order. */
export function spender({ rate }: Pick<Facts, 'rate'>): (rows: readonly Row[]) => Spent {
  return (rows) => {
    const spent = { minutes: 0, cost: 0, jobs: 0 };
    for (const row of rows) {
      spent.minutes += row.minutes;
      spent.jobs += row.jobs;
      spent.cost += row.minutes * (rate(row.labels) ?? 0);
    }
    spent.cost = Math.round(spent.cost * 1e6) / 1e6;
    return spent;
  };
}

function compared(facts: Facts, unit: 'minutes' | 'usd', now: Spent, before: Spent): Metric {
  const amount = ({ minutes, cost }: Spent) => (unit === 'minutes' ? minutes : cost);
  const { from, to } = facts.period;
  const [earlier, later] = facts.jobSlices;
  const part = knownPart(earlier, facts.known.jobs);
  return metric({
    ...{ unit, better: 'less', evidence: { kind: 'filter', outcome: 'any', from, to } },
    now: { value: amount(now), of: now.jobs },
    before: { value: usually(amount(before), part, later), of: before.jobs },
  });
}

/** The most minutes first. */
export function groups(rows: readonly Row[], by: (row: Row) => string): Group<Row>[] {
  const minutes = (group: readonly Row[]) => sum(group.map((row) => row.minutes));
  return [...groupBy(rows, by).values()].sort((a, b) => minutes(b) - minutes(a));
}

const labelsOf = ({ labels }: Row): string[] => JSON.parse(labels) as string[];
