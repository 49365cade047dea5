import { createBreath } from '../core/breath.ts';
import { groupBy } from '../core/group.ts';
import { type Facts, keyOf } from './facts.ts';
import { greenSpans, openedBefore } from './incidents.ts';
import { directionOf } from './metric.ts';
import type { Change, Evidence } from './numbers.ts';
import { sharesOf } from './pass-rate.ts';
import { quantile } from './sample.ts';
import { runsOf, type Timing, timingKey } from './slowest.ts';
import { adjusted, type Chance, rateShift, shareShift, timeShift } from './unusual.ts';

/** Of what is called unusual, at most this share are false alarms. */
const falseAlarms = 0.05;

type Candidate = Omit<Change, 'q' | 'direction'> & { key: string; chance: Chance };

export type Changes = {
  /** Worth telling, the surest first. */
  list: Change[];
  /** Whether the number with that key went beyond its usual range, and which way. */
  unusual(key: string): Change['direction'] | null;
};

/**
 * What went beyond its usual range, of all numbers of the scope and of each of its workflows and
 * jobs; see unusual.ts for the tests and the correction for so many looks.
 */
export async function changesOf(facts: Facts, timings: readonly Timing[]): Promise<Changes> {
  const breathe = createBreath(5);
  const candidates = ofScope(facts);
  for (const one of workflowsOf(facts)) {
    candidates.push(one());
    await breathe();
  }
  for (const one of timings) {
    candidates.push(...ofTiming(one, facts));
    await breathe();
  }
  return chosen(candidates);
}

function chosen(candidates: readonly Candidate[]): Changes {
  const q = adjusted(candidates.map(({ chance }) => chance));
  const found = candidates.flatMap(({ key, chance: _, ...one }, at) => {
    const sure = q[at] ?? null;
    if (sure === null || sure > falseAlarms) return [];
    const better = one.what === 'pass_rate' ? 'more' : 'less';
    const direction = directionOf(one.value, one.before, better);
    return direction === 'better' || direction === 'worse'
      ? [{ key, change: { ...one, direction, q: sure } }]
      : [];
  });
  const byKey = new Map(found.map(({ key, change }) => [key, change.direction]));
  return {
    list: found.map(({ change }) => change).sort((a, b) => a.q - b.q),
    unusual: (key) => byKey.get(key) ?? null,
  };
}

export const scopeKey = (what: Change['what']): string => `scope ${what}`;

function ofScope(facts: Facts): Candidate[] {
  const { period, usual: weeks, incidents } = facts;
  const spans = { now: greenSpans(facts, period), before: greenSpans(facts, weeks) };
  const openedIn = ({ from, to }: { from: number; to: number }) =>
    incidents.filter((one) => one.openedAt >= from && one.openedAt < to);
  const [now, was] = [openedIn(period), openedBefore(facts)];
  const usual = was && (was.count * (period.to - period.from)) / was.ms;
  const known: Evidence = { kind: 'incidents', ids: now.slice(0, 50).map(({ id }) => id) };
  return [
    share(facts, scopeKey('pass_rate'), null, () => true),
    {
      ...{ key: scopeKey('time_to_green'), what: 'time_to_green', where: null, unit: 'ms' },
      ...{ value: quantile(spans.now, 0.5) ?? 0, of: spans.now.length },
      ...{ before: quantile(spans.before, 0.5) ?? 0, beforeOf: spans.before.length },
      ...{ chance: timeShift(spans.before, spans.now), evidence: known },
    },
    {
      ...{ key: scopeKey('incidents'), what: 'incidents', where: null, unit: 'count' },
      ...{ value: now.length, of: now.length },
      ...{ before: usual ?? 0, beforeOf: was?.count ?? 0, evidence: known },
      chance: was && rateShift(was, { count: now.length, ms: period.to - period.from }),
    },
  ];
}

function workflowsOf(facts: Facts): (() => Candidate)[] {
  return [...groupBy(facts.streams, keyOf)].map(([key, streams]) => () => {
    const own = new Set(streams.map(({ id }) => id));
    const where = { ...facts.named(streams[0]), job: null, step: null };
    return share(facts, `pass_rate ${key}`, where, (id) => own.has(id));
  });
}

function share(
  facts: Facts,
  key: string,
  where: Change['where'],
  of: (stream: number) => boolean,
): Candidate {
  const { daily, before, now } = sharesOf(facts, of);
  const { from, to } = facts.period;
  const [n, m] = [now.green + now.red, before.green + before.red];
  const part = where ? { repository: where.repository, workflowId: where.workflowId } : {};
  return {
    ...{ key, what: 'pass_rate', where, unit: 'share', of: n, beforeOf: m },
    ...{ value: n === 0 ? 0 : now.green / n, before: m === 0 ? 0 : before.green / m },
    evidence: { kind: 'filter', outcome: 'telling', from, to, ...part },
    chance: shareShift(daily, now),
  };
}

function ofTiming(timing: Timing, facts: Facts): Candidate[] {
  const where = { ...facts.named(timing), job: timing.job, step: timing.step };
  const about = (what: 'run_time' | 'queue_time', { now, before }: Timing['run']): Candidate => ({
    ...{ key: `${what} ${timingKey(timing)}`, what, where, unit: 'ms' },
    ...{ value: quantile(now, 0.5) ?? 0, of: now.length },
    ...{ before: quantile(before, 0.5) ?? 0, beforeOf: before.length },
    ...{ evidence: runsOf(timing, facts, 'green'), chance: timeShift(before, now) },
  });
  return [about('run_time', timing.run), about('queue_time', timing.queue)];
}
