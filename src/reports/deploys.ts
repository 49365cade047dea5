import { groupBy } from '../core/group.ts';
import type { Slice } from '../store/types/index.ts';
import { failureBand, frequencyBand, leadTimeBand, restoreBand } from './dora.ts';
import type { Facts } from './facts.ts';
import { knownPart, type Measured, metric } from './metric.ts';
import type { Deploys, Evidence, Metric, Unit } from './numbers.ts';
import { quantile, sampleOf } from './sample.ts';

type Deployment = Facts['deployments'][number];

/** What became of a deployment: whether it failed or was taken back, and when production was well again. */
type Judged = Deployment & { failed: boolean; restoredAt: number | null };

const day = 86_400_000;

/**
 * DORA's four keys, of production alone and of deployments that ended in the period.
 *
 * Deployment frequency: successful ones a day; before the period, since the first that is known. Lead time for changes: from each commit that they
 * brought (see `Reports.deployments`) to the deployment's end, the median. Change failure rate: of all
 * that ended, the share that failed, or that the next successful one took back by putting an earlier
 * commit there again. Time to restore: from such an end to that of the next successful deployment to
 * the environment, of those restored in the period, the median.
 * Unit: deployments a day, ms, a share of deployments, ms. Source: `deployments`, `commits`.
 */
export function deploysOf(facts: Facts): Deploys {
  const all = [
    ...groupBy(
      facts.deployments,
      ({ repository, environment }) => `${repository} ${environment}`,
    ).values(),
  ].flatMap(judge);
  const key = (made: {
    unit: Unit;
    better: 'more' | 'less';
    of: (slice: Slice) => Measured;
    counted: (one: Judged) => boolean;
  }): Metric => {
    const { unit, better, of, counted } = made;
    const evidence = runsOf(all.filter((one) => within(one.endedAt, facts.period) && counted(one)));
    return metric({ unit, better, evidence, now: of(facts.period), before: of(facts.before) });
  };
  const ended = (slice: Slice) => all.filter((one) => within(one.endedAt, slice));
  const first = facts.deployments[0]?.endedAt ?? null;
  const countedIn = (slice: Slice) => (slice === facts.before ? knownPart(slice, first) : slice);
  const frequency = key({
    ...{ unit: 'per_day', better: 'more', counted: succeeded },
    of: (slice) => perDay(ended(slice).filter(succeeded).length, countedIn(slice)),
  });
  const leadTime = key({
    ...{ unit: 'ms', better: 'less', counted: succeeded },
    of: (slice) =>
      median(
        ended(slice)
          .filter(succeeded)
          .flatMap((one) => [...one.leads]),
      ),
  });
  const failureRate = key({
    ...{ unit: 'share', better: 'less', counted: (one) => one.failed },
    of: (slice) => share(ended(slice)),
  });
  const timeToRestore = key({
    ...{ unit: 'ms', better: 'less', counted: (one) => one.failed },
    of: (slice) => median(all.flatMap((one) => restored(one, slice) ?? [])),
  });
  return {
    year: 2024,
    frequency: { ...frequency, band: frequencyBand(frequency.value) },
    leadTime: { ...leadTime, band: leadTimeBand(leadTime.value) },
    failureRate: { ...failureRate, band: failureBand(failureRate.value) },
    timeToRestore: { ...timeToRestore, band: restoreBand(timeToRestore.value) },
  };
}

const succeeded = (one: Deployment): boolean => one.result === 'success';

/** Deployments of one environment, the oldest first. */
function judge(all: readonly Deployment[]): Judged[] {
  const seen = new Set<string>();
  const backs = all.map((one) => {
    const again = succeeded(one) && seen.has(one.sha);
    if (succeeded(one)) seen.add(one.sha);
    return again;
  });
  return all.map((one, at) => {
    const next = all.findIndex((other, place) => place > at && succeeded(other));
    const other = all[next];
    const takenBack =
      succeeded(one) && other !== undefined && backs[next] === true && other.sha !== one.sha;
    const failed = !succeeded(one) || takenBack;
    return { ...one, failed, restoredAt: failed ? (other?.endedAt ?? null) : null };
  });
}

function restored({ restoredAt, endedAt }: Judged, slice: Slice): number | null {
  return restoredAt !== null && within(restoredAt, slice) ? restoredAt - endedAt : null;
}

function perDay(count: number, slice: Slice | null): Measured {
  return { value: slice && (count * day) / (slice.to - slice.from), of: count };
}

function share(all: readonly Judged[]): Measured {
  const failed = all.filter((one) => one.failed).length;
  return { value: all.length === 0 ? null : failed / all.length, of: all.length };
}

const median = (values: readonly number[]): Measured => ({
  ...{ value: quantile(sampleOf(values), 0.5), of: values.length },
});

const within = (at: number, { from, to }: Slice): boolean => at >= from && at < to;

const runsOf = (all: readonly Deployment[]): Evidence => ({
  ...{ kind: 'runs', ids: all.flatMap(({ runId }) => runId ?? []).slice(0, 50) },
});
