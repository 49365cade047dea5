import type { Period, ShiftCount } from '../../../src/reports/numbers.ts';
import type { Handed } from '../work.ts';
import {
  beforeOf,
  type Counted,
  inSpan,
  line,
  median,
  rank,
  type Span,
  spread,
  total,
} from './past.ts';

/** Numbers of handoffs, of pages and of deployments, under the paths of `saidOf`. */

export function naiveHandoffs(legs: readonly Handed[], period: Period): Record<string, unknown> {
  const before = beforeOf(period);
  const waitsAt = (at: number) =>
    legs.filter(
      ({ offeredAt, acceptedAt, endedAt }) =>
        offeredAt < at && !happened(acceptedAt, at) && !happened(endedAt, at),
    );
  const [now, was] = [waitsAt(period.to), waitsAt(period.from)];
  const times = (share: number) =>
    line(
      ...([period, before].map((span) => {
        const spans = accepted(legs, span);
        return { value: rank(spans, share), of: spans.length };
      }) as [Counted, Counted]),
      { better: 'less' },
    );
  const known = legs.filter(
    (one) => one.offeredAt < period.to && !happened(one.endedAt, before.from),
  );
  const held = (team: string) =>
    legs.flatMap(({ toTeam, acceptedAt, endedAt }) =>
      toTeam === team && acceptedAt !== null && inSpan(endedAt, period)
        ? [endedAt - acceptedAt]
        : [],
    );
  return {
    'handoffs.waiting': line(
      { value: now.length, of: now.length },
      { value: was.length, of: was.length },
      { better: 'less' },
    ),
    'handoffs.acceptedInTime': line(inTime(legs, period), inTime(legs, before), { better: 'more' }),
    ...{ 'handoffs.timeToAccept.median': times(0.5), 'handoffs.timeToAccept.p90': times(0.9) },
    'handoffs.byTeam': Object.fromEntries(
      [...new Set(known.map((one) => one.toTeam))].map((team) => [
        team,
        { waiting: now.filter((one) => one.toTeam === team).length, held: spread(held(team)) },
      ]),
    ),
  };
}

const happened = (at: number | null, by: number): boolean => at !== null && at < by;

const accepted = (legs: readonly Handed[], span: Span): number[] =>
  legs.flatMap((one) => (inSpan(one.acceptedAt, span) ? [one.acceptedAt - one.offeredAt] : []));

/** Judged once: when it was accepted by its deadline, or when that passed; not where it ended before, unaccepted. */
function inTime(legs: readonly Handed[], span: Span): Counted {
  let [good, judged] = [0, 0];
  for (const { acceptBy, acceptedAt, endedAt } of legs) {
    const early = acceptedAt !== null && acceptedAt <= acceptBy;
    const spared = acceptedAt === null && endedAt !== null && endedAt <= acceptBy;
    if (early ? inSpan(acceptedAt, span) : !spared && inSpan(acceptBy, span)) judged += 1;
    if (early && inSpan(acceptedAt, span)) good += 1;
  }
  return { value: judged === 0 ? null : good / judged, of: judged };
}

export type Called = { team: string; layer: string; at: number };

export function naiveLoad(
  calls: readonly Called[],
  shifts: Record<'before' | 'now', readonly ShiftCount[]>,
  period: Period,
): Record<string, unknown> {
  const each = (span: Span, of: readonly ShiftCount[]) => {
    const many = calls.filter((one) => inSpan(one.at, span)).length;
    const all = total(of.map((one) => one.shifts));
    return { value: all === 0 ? null : many / all, of: many };
  };
  return {
    'load.pagesPerShift': line(each(period, shifts.now), each(beforeOf(period), shifts.before), {
      better: 'less',
    }),
    'load.layers': Object.fromEntries(
      shifts.now.map(({ team, layer, shifts: many }) => {
        const own = calls.filter((one) => one.team === team && one.layer === layer);
        const pages = own.filter((one) => inSpan(one.at, period)).length;
        return [`${team} ${layer}`, { shifts: many, pages }];
      }),
    ),
  };
}

export type Deployed = {
  at: number;
  sha: string;
  state: 'success' | 'failure';
  environment: string;
};

const hour = 3_600_000;
const day = 24 * hour;

/** DORA's ladders of 2024, from the best rung down. */
const ladder = (value: number | null, rungs: [boolean, string][]): unknown =>
  value === null ? null : (rungs.find(([reached]) => reached)?.[1] ?? 'low');

export function naiveDeploys(
  all: readonly Deployed[],
  committed: ReadonlyMap<string, number>,
  period: Period,
): Record<string, unknown> {
  const ended = all
    .filter((one) => one.environment === 'production' && one.at < period.to)
    .sort((a, b) => a.at - b.at);
  const green = ended.filter((one) => one.state === 'success');
  const before = beforeOf(period);
  const first = Math.max(before.from, ended[0]?.at ?? period.from);
  const days = { now: (period.to - period.from) / day, before: (before.to - first) / day };
  const often = (span: Span, length: number) => {
    const of = green.filter((one) => inSpan(one.at, span)).length;
    return { value: of / length, of };
  };
  // Of less than a week of what was before nothing is usual.
  const usual = often(before, days.before);
  const frequency = often(period, days.now);
  const both = (of: (span: Span) => Counted, better: 'more' | 'less' = 'less') =>
    line(of(period), of(before), { better });
  const leads = (span: Span) => median(leadsIn(green, committed, span));
  const bad = (span: Span) => failuresIn(ended, green, span);
  const back = (span: Span) => median(restoresIn(ended, green, span));
  const [lead, failed, restored] = [leads(period).value, bad(period).value, back(period).value];
  return {
    'deploys.year': 2024,
    'deploys.frequency': [
      ...line(
        frequency,
        { ...usual, value: days.before < 7 ? null : usual.value },
        { better: 'more' },
      ),
      ladder(frequency.value, [
        [frequency.value > 1, 'elite'],
        [frequency.value >= 1 / 7, 'high'],
        [frequency.value >= 1 / 30, 'medium'],
      ]),
    ],
    'deploys.leadTime': [
      ...both(leads),
      ladder(lead, [
        [lead! < day, 'elite'],
        [lead! < 7 * day, 'high'],
        [lead! < 30 * day, 'medium'],
      ]),
    ],
    'deploys.failureRate': [
      ...both(bad),
      ladder(failed, [
        [failed! <= 0.05, 'elite'],
        [failed! <= 0.1, 'medium'],
        [failed! <= 0.2, 'high'],
      ]),
    ],
    'deploys.timeToRestore': [
      ...both(back),
      ladder(restored, [
        [restored! < hour, 'elite'],
        [restored! < day, 'high'],
      ]),
    ],
  };
}

/** Each commit counts once: with the first deployment that is no older than it. */
function leadsIn(green: readonly Deployed[], at: ReadonlyMap<string, number>, span: Span) {
  const leads: number[] = [];
  for (const [place, one] of green.entries()) {
    if (!inSpan(one.at, span)) continue;
    const newest = Math.max(...green.slice(0, place).map((other) => at.get(other.sha)!));
    for (const [sha, when] of at) {
      const brought = place === 0 ? sha === one.sha : when > newest && when <= at.get(one.sha)!;
      if (brought) leads.push(one.at - when);
    }
  }
  return leads;
}

/** Failed, or taken back by the next successful one putting there again what was there before. */
function isBad(one: Deployed, green: readonly Deployed[]): boolean {
  if (one.state === 'failure') return true;
  const next = green.find((other) => other.at > one.at);
  if (!next || next.sha === one.sha) return false;
  return green.some((other) => other.at < next.at && other.sha === next.sha);
}

function failuresIn(ended: readonly Deployed[], green: readonly Deployed[], span: Span): Counted {
  const some = ended.filter((one) => inSpan(one.at, span));
  const bad = some.filter((one) => isBad(one, green));
  return { value: some.length === 0 ? null : bad.length / some.length, of: some.length };
}

const restoresIn = (ended: readonly Deployed[], green: readonly Deployed[], span: Span): number[] =>
  ended.flatMap((one) => {
    const next = green.find((other) => other.at > one.at);
    return isBad(one, green) && next && inSpan(next.at, span) ? [next.at - one.at] : [];
  });
