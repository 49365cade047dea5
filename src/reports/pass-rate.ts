import type { Facts } from './facts.ts';
import { metric } from './metric.ts';
import type { Day, Evidence, Metric } from './numbers.ts';
import { quantile, sampleOf } from './sample.ts';
import type { Share } from './unusual.ts';

/**
 * Pass rate: of the runs of watched streams that were created in the period and said something about
 * health, the share whose last word is green. Unit: a share of runs. Source: `runs`, `attempts`.
 *
 * A rerun is the same run, and its last attempt that ended green or red has the last word. Runs in
 * progress, rerun ones among them, are not counted until they end; cancelled and skipped ones never.
 */
export function passRate(facts: Facts, unusual: boolean): Metric {
  const { before, now } = sharesOf(facts);
  return metric({
    ...{ unit: 'share', better: 'more', unusual, evidence: ended(facts) },
    now: { value: shareOf(now), of: now.green + now.red },
    before: { value: shareOf(before), of: before.green + before.red },
  });
}

const ended = ({ period: { from, to } }: Facts): Evidence => ({
  ...{ kind: 'filter', outcome: 'telling', from, to },
});

export const shareOf = ({ green, red }: Share): number | null =>
  green + red === 0 ? null : green / (green + red);

/** How runs ended, of all watched streams or of some: before the period by the day, before and within it in all. */
export function sharesOf(
  { outcomes, days, period, usual }: Facts,
  of: (stream: number) => boolean = () => true,
): { daily: Share[]; before: Share; now: Share } {
  const daily = days.map(() => ({ green: 0, red: 0 }));
  for (const { stream, counts } of outcomes) {
    if (!of(stream)) continue;
    for (const { slice, green, red } of counts) add(daily[slice], { green, red });
  }
  const first = days.findIndex((day) => day.from >= period.from);
  const cut = first === -1 ? days.length : first;
  const earlier = usual.from < usual.to ? daily.slice(0, cut) : [];
  return { daily: earlier, before: total(earlier), now: total(daily.slice(cut)) };
}

function add(to: Share | undefined, { green, red }: Share): void {
  if (!to) return;
  to.green += green;
  to.red += red;
}

function total(shares: readonly Share[]): Share {
  const all = { green: 0, red: 0 };
  for (const share of shares) add(all, share);
  return all;
}

/** The last twenty-eight days up to the period's end, in its zone; the first and last may be partial. */
export function dailyHealth(facts: Facts): Day[] {
  const { days, outcomes, incidents, period, before } = facts;
  const byDate = new Map<string, Day & { spans: number[] }>();
  for (const { date, from, to, workday } of days) {
    const known = byDate.get(date);
    if (known) known.to = to;
    else
      byDate.set(date, {
        ...{ date, from, to, workday, green: 0, red: 0 },
        timeToGreen: null,
        ended: 0,
        spans: [],
      });
  }
  for (const { slice, green, red } of outcomes.flatMap(({ counts }) => counts)) {
    add(byDate.get(days[slice]?.date ?? ''), { green, red });
  }
  for (const { resolvedAt, redSince, resolution } of incidents) {
    if (resolvedAt === null || resolution === 'closed' || resolvedAt >= period.to) continue;
    const day = [...byDate.values()].find((one) => one.from <= resolvedAt && resolvedAt < one.to);
    day?.spans.push(resolvedAt - redSince);
  }
  const length = before.to - before.from;
  return [...byDate.values()]
    .filter((day) => day.to > period.to - length)
    .map(({ spans, ...day }) => ({
      ...day,
      timeToGreen: quantile(sampleOf(spans), 0.5),
      ended: spans.length,
    }));
}
