import type { DigestShape, Section } from '../core/digests.ts';
import type { Change, Evidence, OpenIncident, Report, Saving } from './numbers.ts';
import { type Progress, worthTelling } from './targets.ts';

/** All that a digest says, before it is put into words. Times are ms since the epoch. */
export type DigestFacts = {
  shape: Pick<DigestShape, 'sections' | 'edition'>;
  /** Whose repositories it is about, as words: `4 repositories`, `Development`. */
  about: string;
  /** Since the digest before it; of the weekly edition the week. */
  recent: Report;
  /** The last seven days: on one day alone no saving can be told. */
  week: Report;
  targets: readonly Progress[];
  /** Whether somebody asked for all of it, however quiet it is. */
  full: boolean;
  /** When it was due, where that was a while ago: Baton was down. */
  lateSince: number | null;
  now: number;
};

/** How much a digest says, and why. */
export type Verdict = {
  kind: 'empty' | 'quiet' | 'full';
  reason: string;
};

/** Whether there is anything to tell. A weekly edition is never quiet: it looks back. */
export function decideDigest({ shape, recent, week, targets, full }: DigestFacts): Verdict {
  const ran = week.health.passRate.of + week.minutes.total.of + recent.health.open.length;
  if (ran === 0) return { kind: 'empty', reason: 'nothing ran in a week' };
  if (full) return { kind: 'full', reason: 'asked for' };
  if (shape.edition === 'weekly') return { kind: 'full', reason: 'weekly edition' };
  const { open } = recent.health;
  if (open.length > 0) return { kind: 'full', reason: `${open.length} red now` };
  if (recent.changes.length > 0) return { kind: 'full', reason: 'beyond its usual range' };
  const crossed = targets.some(
    ({ crossedAt }) => crossedAt !== null && crossedAt >= recent.period.from,
  );
  if (crossed) return { kind: 'full', reason: 'a target was crossed' };
  return { kind: 'quiet', reason: 'nothing red, nothing unusual' };
}

/** As many as people read; the rest is counted. */
const most = { red: 8, changes: 5, fixes: 3, targets: 8 };

/** What stands in each part, cut to what people read. */
export type DigestParts = {
  red: { shown: readonly OpenIncident[]; more: number };
  changes: { shown: readonly Change[]; more: number };
  fixes: readonly Saving[];
  targets: { shown: readonly Progress[]; more: number };
};

export function partsOf(facts: DigestFacts): DigestParts {
  const { recent, week, targets } = facts;
  const wanted = new Set<Section>(facts.shape.sections);
  const has = (section: Section): boolean => wanted.size === 0 || wanted.has(section);
  // What nobody has comes first: it is what a reader can do something about.
  const red = recent.health.open.toSorted(
    (a, b) => Number(a.acknowledgedBy !== null) - Number(b.acknowledgedBy !== null),
  );
  const weekly = facts.shape.edition === 'weekly';
  const aims = firstOf(weekly ? worthTelling(targets) : targets.filter(isMissed), most.targets);
  return {
    red: firstOf(has('red') ? red : [], most.red),
    changes: firstOf(has('changes') ? recent.changes : [], most.changes),
    fixes: has('fixes') ? week.savings.slice(0, most.fixes) : [],
    targets: has('targets')
      ? { ...aims, more: weekly ? targets.length - aims.shown.length : aims.more }
      : { shown: [], more: 0 },
  };
}

/** Whether the reader asked for a part that is the same in every digest. */
export const shows = ({ shape }: Pick<DigestFacts, 'shape'>, section: Section): boolean =>
  shape.sections.length === 0 || shape.sections.includes(section);

const isMissed = ({ state }: Progress): boolean => state === 'missed';

const firstOf = <One>(all: readonly One[], many: number) => ({
  shown: all.slice(0, many),
  more: Math.max(0, all.length - many),
});

/** What opens the runs behind each number of a digest, by the name that its button carries. */
export function evidenceOf(facts: DigestFacts): Record<string, Evidence> {
  const { red, changes, fixes } = partsOf(facts);
  const found: Record<string, Evidence> = {};
  for (const { id } of red.shown) found[`red:${id}`] = { kind: 'incidents', ids: [id] };
  changes.shown.forEach(({ evidence }, index) => {
    found[`change:${index}`] = evidence;
  });
  fixes.forEach(({ evidence }, index) => {
    found[`fix:${index}`] = evidence;
  });
  for (const { name, metric } of numbersOf(facts)) found[`number:${name}`] = metric.evidence;
  return found;
}

export const numberNames = [
  ...(['pass_rate', 'time_to_green', 'time_to_acknowledge', 'opened', 'closed'] as const),
  ...(['minutes', 'wasted', 'cost', 'waiting', 'accepted_in_time', 'pages'] as const),
  ...(['deploys', 'lead_time', 'change_failures', 'time_to_restore'] as const),
] as const;
export type NumberName = (typeof numberNames)[number];

/** The numbers of the table, those that there is something to say of. */
export function numbersOf({ recent }: Pick<DigestFacts, 'recent'>) {
  const { health, minutes, handoffs, load, deploys } = recent;
  const all = {
    pass_rate: health.passRate,
    time_to_green: health.timeToGreen.median,
    time_to_acknowledge: health.timeToAcknowledge.median,
    opened: health.opened,
    closed: health.closed,
    minutes: minutes.total,
    wasted: minutes.wastedMinutes,
    cost: minutes.cost,
    waiting: handoffs?.waiting,
    accepted_in_time: handoffs?.acceptedInTime,
    pages: load?.pagesPerShift,
    deploys: deploys?.frequency,
    lead_time: deploys?.leadTime,
    change_failures: deploys?.failureRate,
    time_to_restore: deploys?.timeToRestore,
  };
  return numberNames.flatMap((name) => {
    const metric = all[name];
    const silent = metric === undefined || (metric.value === null && metric.trend.before === null);
    return silent ? [] : [{ name, metric }];
  });
}
