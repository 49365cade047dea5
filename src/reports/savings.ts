import { flippedIn } from '../core/flaky.ts';
import { groupBy } from '../core/group.ts';
import { type Facts, keyOf, sliceNow } from './facts.ts';
import { evidenceOf, redMinutes } from './incidents.ts';
import { groups, spender } from './minutes.ts';
import type { Evidence, FollowUp, Period, Saving, Slow } from './numbers.ts';
import { sum } from './sample.ts';
import { runsOf, type Timing } from './slowest.ts';

/** Below that, nobody would be better off for mending it. */
const leastMinutes = 10;
const most = 3;

/**
 * What costs most time in the period: minutes of red by stream, runner minutes wasted by workflow
 * and reason, minutes that jobs waited for a runner, and minutes that green runs took longer than
 * usual. All of them that come to ten minutes, the largest first. Unit: minutes.
 */
export function allSavings(
  facts: Facts,
  timings: readonly Timing[],
  slow: readonly Slow[],
): Saving[] {
  return [...red(facts), ...wasted(facts), ...waiting(facts, timings), ...grown(facts, slow)]
    .filter((saving) => saving.minutes >= leastMinutes)
    .sort((a, b) => b.minutes - a.minutes || (a.key < b.key ? -1 : 1));
}

const sorts: Record<Saving['kind'], 'red' | 'runner' | 'waiting'> = {
  ...{ red: 'red', flaky: 'runner', superseded: 'runner', cancelled: 'runner' },
  ...{ queue: 'waiting', slow: 'waiting' },
};

/**
 * The three whose mending would save most. A minute of red, of a runner and of waiting are not worth
 * the same and cannot be weighed against one another: the largest of each sort goes first, then what
 * is largest of the rest.
 */
export function worthMending(savings: readonly Saving[]): Saving[] {
  const first = savings.filter(
    (one, at) => savings.findIndex((other) => sorts[other.kind] === sorts[one.kind]) === at,
  );
  const rest = savings.filter((one) => !first.includes(one));
  const chosen = [...first, ...rest].slice(0, most);
  return chosen.sort((a, b) => b.minutes - a.minutes);
}

/** What became of what was most worth mending then; minutes of periods of different lengths are made alike. */
export function followUp(
  kept: readonly Saving[],
  now: readonly Saving[],
  { last, period }: { last: { from: number; to: number }; period: Period },
): FollowUp[] {
  const longer = (last.to - last.from) / (period.to - period.from);
  return kept.map((saving) => {
    const minutes = (now.find((one) => one.key === saving.key)?.minutes ?? 0) * longer;
    return { ...saving, now: minutes, verdict: verdictOf(minutes / saving.minutes) };
  });
}

function verdictOf(share: number): FollowUp['verdict'] {
  if (share < 0.1) return 'gone';
  if (share < 0.75) return 'better';
  return share > 1.25 ? 'worse' : 'same';
}

function red(facts: Facts): Saving[] {
  const some = facts.incidents.filter((one) => redMinutes(one, facts.period) > 0);
  return [...groupBy(some, (one) => one.streamId).values()].map((incidents) => {
    const minutes = sum(incidents.map((one) => redMinutes(one, facts.period)));
    const where = { ...facts.named(incidents[0]), job: null, branch: incidents[0].branch };
    const evidence = evidenceOf(incidents);
    return saving('red', where, { minutes, of: incidents.length, evidence });
  });
}

function wasted(facts: Facts): Saving[] {
  const lost = facts.jobs.spent.filter((row) => row.slice === sliceNow && row.waste !== 'none');
  return groups(lost, (row) => `${keyOf(row)} ${row.waste}`).flatMap((rows) => {
    const [any] = rows;
    if (any.waste === 'none') return [];
    const { minutes, cost, jobs } = spender(facts)(rows);
    const where = { ...facts.named(any), job: null, branch: null };
    const evidence = any.waste === 'flaky' ? flipsOf(any, facts) : runsOf(any, facts, 'cancelled');
    return [saving(any.waste, where, { minutes, cost, of: jobs, evidence })];
  });
}

function waiting(facts: Facts, timings: readonly Timing[]): Saving[] {
  return timings.flatMap((one) => {
    if (one.job === null) return [];
    const where = { ...facts.named(one), job: one.job, branch: null };
    const minutes = sum(one.queue.now) / 60_000;
    const evidence = runsOf(one, facts, 'any');
    return [saving('queue', where, { minutes, of: one.queue.now.length, evidence })];
  });
}

function grown(facts: Facts, slow: readonly Slow[]): Saving[] {
  return slow.flatMap((one) => {
    if (one.unusual !== 'slower' || one.job !== null || !one.before) return [];
    const minutes = ((one.run.p50 - one.before.p50) * one.run.of) / 60_000;
    const where = { ...facts.named(one), job: null, branch: null };
    return [saving('slow', where, { minutes, of: one.run.of, evidence: one.evidence })];
  });
}

function saving(
  kind: Saving['kind'],
  where: Saving['where'],
  made: Pick<Saving, 'minutes' | 'of' | 'evidence'> & { cost?: number },
): Saving {
  const part = where.job ?? where.branch ?? '';
  return { key: `${kind} ${keyOf(where)} ${part}`.trim(), kind, where, cost: 0, ...made };
}

function flipsOf(of: { repository: string; workflowId: number }, facts: Facts): Evidence {
  const seen = facts.retried.filter((one) => keyOf(one) === keyOf(of));
  const ids = flippedIn(seen).flatMap((one) => (one.outcome === 'red' ? [one.run] : []));
  return { kind: 'runs', ids: [...new Set(ids)].slice(0, 50) };
}
