import { groupBy } from '../core/group.ts';
import type { Slice } from '../store/types/index.ts';
import type { Facts } from './facts.ts';
import { metric } from './metric.ts';
import type { Evidence, Handoffs, Metric, Spread } from './numbers.ts';
import { quantile, quantiles, sampleOf } from './sample.ts';

type Leg = Facts['legs'][number];

const mostNamed = 50;

/**
 * Handoffs. Waiting: legs offered, and neither accepted nor over, at the end of the period; beside it
 * those at its beginning. Accepted in time: of the legs that were accepted by their deadline in the
 * period, or whose deadline passed in it without that, the share of the former; each leg is judged
 * once, and one that was declined before its deadline not at all. Time to accept: from offered to
 * accepted, of legs accepted in the period. Held: from accepted to the end of the leg, by team, of legs
 * that ended in the period. Unit: legs, a share of legs, ms by the clock. Source: `handoff_legs`.
 */
export function handoffsOf(facts: Facts): Handoffs {
  return {
    waiting: waiting(facts),
    acceptedInTime: acceptedInTime(facts),
    timeToAccept: timeToAccept(facts),
    byTeam: byTeam(facts),
  };
}

const waitingAt = ({ legs }: Facts, at: number): Leg[] =>
  legs.filter(
    (leg) =>
      leg.offeredAt < at &&
      (leg.acceptedAt === null || leg.acceptedAt >= at) &&
      (leg.endedAt === null || leg.endedAt >= at),
  );

function waiting(facts: Facts): Metric {
  const now = waitingAt(facts, facts.period.to);
  const before = waitingAt(facts, facts.period.from).length;
  return metric({
    ...{ unit: 'count', better: 'less', evidence: handoffsIn(now) },
    now: { value: now.length, of: now.length },
    before: { value: before, of: before },
  });
}

/** When it was clear whether a leg is accepted in time, and whether it was; null where it never will be. */
function judged({ acceptBy, acceptedAt, endedAt }: Leg): { at: number; inTime: boolean } | null {
  if (acceptedAt !== null && acceptedAt <= acceptBy) return { at: acceptedAt, inTime: true };
  if (acceptedAt === null && endedAt !== null && endedAt <= acceptBy) return null;
  return { at: acceptBy, inTime: false };
}

function acceptedInTime({ legs, period, before }: Facts): Metric {
  const measured = (slice: Slice) => {
    const some = legs.flatMap((leg) => judged(leg) ?? []).filter(({ at }) => within(at, slice));
    const inTime = some.filter((one) => one.inTime).length;
    return { value: some.length === 0 ? null : inTime / some.length, of: some.length };
  };
  const seen = legs.filter((leg) => within(judged(leg)?.at ?? null, period));
  return metric({
    ...{ unit: 'share', better: 'more', evidence: handoffsIn(seen) },
    ...{ now: measured(period), before: measured(before) },
  });
}

function timeToAccept({ legs, period, before }: Facts): Spread {
  const accepted = (slice: Slice) => legs.filter((leg) => within(leg.acceptedAt, slice));
  const spans = (slice: Slice) =>
    sampleOf(accepted(slice).map((leg) => (leg.acceptedAt ?? 0) - leg.offeredAt));
  const [now, was, evidence] = [spans(period), spans(before), handoffsIn(accepted(period))];
  const at = (share: number) =>
    metric({
      ...{ unit: 'ms', better: 'less', evidence },
      now: { value: quantile(now, share), of: now.length },
      before: { value: quantile(was, share), of: was.length },
    });
  return { median: at(0.5), p90: at(0.9) };
}

function byTeam(facts: Facts): Handoffs['byTeam'] {
  const now = waitingAt(facts, facts.period.to);
  return [...groupBy(facts.legs, (leg) => leg.team)].map(([team, legs]) => ({
    ...{ team, waiting: now.filter((leg) => leg.team === team).length },
    held: quantiles(
      sampleOf(
        legs.flatMap(({ acceptedAt, endedAt }) =>
          acceptedAt !== null && endedAt !== null && within(endedAt, facts.period)
            ? [endedAt - acceptedAt]
            : [],
        ),
      ),
    ),
  }));
}

const within = (at: number | null, { from, to }: Slice): boolean =>
  at !== null && at >= from && at < to;

const handoffsIn = (legs: readonly Leg[]): Evidence => {
  const ids = [...new Set(legs.map((leg) => leg.handoff))];
  return { kind: 'handoffs', ids: ids.slice(0, mostNamed) };
};
