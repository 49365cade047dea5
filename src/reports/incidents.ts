import type { Slice } from '../store/types/index.ts';
import type { Facts } from './facts.ts';
import { knownPart, metric, usually } from './metric.ts';
import type { Evidence, Metric, OpenIncident, Spread, Unit } from './numbers.ts';
import { quantile, type Sample, sampleOf } from './sample.ts';

type Known = Facts['incidents'][number];

const mostNamed = 50;

/**
 * Time to green: from when a stream turned red to the green run that ended it, of the incidents that
 * ended in the period; one closed by hand never turned green. Median and p90 by nearest rank.
 * Unit: ms. Source: `incidents.red_since`, `resolved_at`.
 */
export function timeToGreen(facts: Facts, unusual: boolean): Spread {
  return spreadOf(facts, unusual, greenSpan);
}

/**
 * Time to acknowledge: from when the channel was told (or, where nobody was, from when the incident
 * was opened) to when somebody took it on, of those acknowledged in the period. Median and p90 by
 * nearest rank. Unit: ms. Source: `incidents.announced_at`, `opened_at`, `acknowledged_at`.
 */
export function timeToAcknowledge(facts: Facts): Spread {
  return spreadOf(facts, false, (one, slice) =>
    within(one.acknowledgedAt, slice)
      ? Math.max(0, (one.acknowledgedAt ?? 0) - (one.announcedAt ?? one.openedAt))
      : null,
  );
}

/** Times to green of those that ended in a slice, for a test; see {@link timeToGreen}. */
export const greenSpans = ({ incidents }: Pick<Facts, 'incidents'>, slice: Slice): Sample =>
  sampleOf(incidents.flatMap((one) => greenSpan(one, slice) ?? []));

const greenSpan = ({ resolvedAt, resolution, redSince }: Known, slice: Slice): number | null =>
  resolvedAt !== null && resolution !== 'closed' && within(resolvedAt, slice)
    ? resolvedAt - redSince
    : null;

/** Incidents opened in the period. Unit: incidents. Source: `incidents.opened_at`. */
export const opened = (facts: Facts, unusual: boolean): Metric =>
  counted(facts, (one, slice) => within(one.openedAt, slice), { better: 'less', unusual });

/** Incidents that ended in the period, by a green run or by hand. Unit: incidents. Source: `incidents.resolved_at`. */
export const closed = (facts: Facts): Metric =>
  counted(facts, (one, slice) => within(one.resolvedAt, slice), { better: 'more' });

/**
 * Incidents open at the end of the period; beside it as many as were open at its beginning.
 * Unit: incidents. Source: `incidents.opened_at`, `resolved_at`.
 */
export function openNow(facts: Facts): Metric {
  const now = openAt(facts, facts.period.to);
  const before = openAt(facts, facts.period.from).length;
  return metric({
    ...{ unit: 'count', better: 'less', evidence: evidenceOf(now) },
    now: { value: now.length, of: now.length },
    before: { value: before, of: before },
  });
}

/** Those open at the end of the period, the longest red first. */
export function openIncidents(facts: Facts): OpenIncident[] {
  return openAt(facts, facts.period.to)
    .toSorted((a, b) => a.redSince - b.redSince || a.id - b.id)
    .map(({ id, streamId, state, redSince, redRuns, lastRedRun, acknowledgedBy, ...of }) => ({
      ...{ id, streamId, state, redSince, redRuns, lastRedRun, acknowledgedBy },
      ...{ repository: of.repository, workflow: of.workflow, branch: of.branch },
    }));
}

/** How many were opened on each day of the four weeks before that is known as a whole; null where too few are. */
export function openedBefore({ incidents, days, before, known }: Facts) {
  const part = knownPart(before, known.runs);
  if (!part) return null;
  const openedIn = (slice: Slice) => incidents.filter((one) => within(one.openedAt, slice)).length;
  const daily = days.filter((day) => day.from >= part.from && day.to <= part.to).map(openedIn);
  return { count: openedIn(part), ms: part.to - part.from, daily };
}

/** Minutes of red within a slice. */
export const redMinutes = (one: Known, { from, to }: Slice): number =>
  Math.max(0, Math.min(one.resolvedAt ?? to, to) - Math.max(one.redSince, from)) / 60_000;

const within = (at: number | null, { from, to }: Slice): boolean =>
  at !== null && at >= from && at < to;

const openAt = ({ incidents }: Facts, at: number): Known[] =>
  incidents.filter((one) => one.openedAt < at && (one.resolvedAt === null || one.resolvedAt >= at));

export const evidenceOf = (incidents: readonly Known[]): Evidence => ({
  ...{ kind: 'incidents', ids: incidents.slice(0, mostNamed).map(({ id }) => id) },
});

function counted(
  { incidents, before, period, known }: Facts,
  counts: (one: Known, slice: Slice) => boolean,
  { better, unusual = false }: { better: 'more' | 'less'; unusual?: boolean },
): Metric {
  const now = incidents.filter((one) => counts(one, period));
  const part = knownPart(before, known.runs);
  const was = incidents.filter((one) => counts(one, part ?? before)).length;
  return metric({
    ...{ unit: 'count', better, unusual, evidence: evidenceOf(now) },
    now: { value: now.length, of: now.length },
    before: { value: usually(was, part, period), of: was },
  });
}

function spreadOf(
  { incidents, usual, period }: Facts,
  unusual: boolean,
  spanOf: (one: Known, slice: Slice) => number | null,
): Spread {
  const spans = (slice: Slice) => sampleOf(incidents.flatMap((one) => spanOf(one, slice) ?? []));
  const [now, was] = [spans(period), spans(usual)];
  const evidence = evidenceOf(incidents.filter((one) => spanOf(one, period) !== null));
  const at = (share: number) =>
    metric({
      ...{ unit: 'ms' as Unit, better: 'less', unusual, evidence },
      now: { value: quantile(now, share), of: now.length },
      before: { value: quantile(was, share), of: was.length },
    });
  return { median: at(0.5), p90: at(0.9) };
}
