import { rateOf } from '../core/costs.ts';
import type { Reports, Slice, Tables } from '../store/types/index.ts';
import { knownPart } from './metric.ts';
import type { Known, Period, Scope, ShiftCount, WorkflowName } from './numbers.ts';
import { type DaySlice, daysIn, weeksBefore } from './periods.ts';

type Answer<Name extends keyof Reports> = Awaited<ReturnType<Reports[Name]>>;

/** All that a report is made of, read once. Rows with a slice: 0 is the four weeks before, 1 the period. */
export type Facts = {
  scope: Scope;
  period: Period;
  before: Slice;
  /** The same where runs are known of at least a week of it, else nothing: what is usual of them. */
  usual: Slice;
  /** From the beginning of the four weeks to the end of the period, cut where that begins. */
  days: readonly DaySlice[];
  known: Known;
  /** Watched streams, and how their runs ended by the place of the day in `days`. */
  streams: Answer<'streams'>;
  outcomes: Answer<'outcomes'>;
  runTimes: Answer<'runTimes'>;
  jobs: Answer<'jobs'>;
  /** Where jobs were looked for: from when on those of green runs are kept too. */
  jobSlices: readonly [before: Slice, now: Slice];
  /** Of the four weeks up to the end of the period. */
  retried: Answer<'retried'>;
  /** Of watched streams. */
  incidents: Answer<'incidents'>;
  /** Of the teams of the scope, about its repositories or about none. */
  legs: Answer<'legs'>;
  /** Of the teams of the scope. */
  pages: Answer<'pages'>;
  shifts: { before: readonly ShiftCount[]; now: readonly ShiftCount[] };
  /** To production; some more of before the four weeks, to know what was there. */
  deployments: Answer<'deployments'>;
  /** The newest name of a workflow. */
  named(of: { repository: string; workflowId: number }): WorkflowName;
  /** What a minute costs on a runner with these labels, as stored; null where nothing says. */
  rate(labels: string): number | null;
};

export const sliceBefore = 0;
export const sliceNow = 1;

export type Reading = Pick<Tables, 'reports'>;

/** One question after another, so that a report is one reader among many. */
export async function readFacts(
  scope: Scope,
  period: Period,
  { reports }: Reading,
): Promise<Facts> {
  const { repositories } = scope;
  const before = weeksBefore(period);
  const days = [...daysIn(before, period.zone), ...daysIn(period, period.zone)];
  const whole = { repositories, from: before.from, to: period.to };
  const first = await reports.known({ repositories });
  const usual = knownPart(before, first.runs) ? before : { from: before.to, to: before.to };
  const window = { repositories, slices: [usual, period] };
  const jobSlices = [since(usual, first.deleted), since(period, first.deleted)] as const;
  const ran = await reports.streams({ repositories, since: before.from });
  const streams = ran.filter((stream) => scope.watched(stream));
  const named = namesFrom(await reports.names({ repositories, since: before.from }));
  const outcomes = await reports.outcomes({ streams: streams.map(({ id }) => id), slices: days });
  const incidents = await reports.incidents(whole);
  const runTimes = await reports.runTimes(window);
  const jobs = await reports.jobs({ repositories, slices: jobSlices });
  const retried = await reports.retried({
    ...whole,
    from: Math.min(weeksBefore({ ...period, from: period.to }).from, period.from),
  });
  return {
    ...{ scope, period, before, usual, days, streams, outcomes, runTimes, jobs, jobSlices },
    known: { ...first, jobs: first.jobs && Math.max(first.jobs, first.deleted ?? 0) },
    ...{ retried, incidents: incidents.filter((one) => scope.watched(one)), named },
    rate: ratesBy(scope),
    ...(await readWork(scope, { before, period }, { reports })),
  };
}

/** What of a slice lies after a moment. */
const since = ({ from, to }: Slice, at: number | null): Slice => ({
  ...{ from: Math.min(to, Math.max(from, at ?? from)), to },
});

async function readWork(
  scope: Scope,
  { before, period }: Pick<Facts, 'before' | 'period'>,
  { reports }: Reading,
): Promise<Pick<Facts, 'legs' | 'pages' | 'shifts' | 'deployments'>> {
  const { repositories, teams } = scope;
  const slice = { from: before.from, to: period.to };
  const counts = ({ team }: { team: string }) => teams === null || teams.includes(team);
  const known = await reports.legs(slice);
  const legs = known.filter(
    (leg) => counts(leg) && (leg.repository === null || repositories.includes(leg.repository)),
  );
  const pages = (await reports.pages(slice)).filter(counts);
  const shifts = { before: await scope.shifts(before), now: await scope.shifts(period) };
  const earlier = weeksBefore({ ...period, from: before.from }).from;
  const ended = await reports.deployments({ repositories, from: earlier, to: period.to });
  const deployments = ended.filter((one) => scope.production(one.repository, one.environment));
  return { legs, pages, shifts, deployments };
}

/** Each set of labels is looked up once. */
function ratesBy({ rates }: Scope): Facts['rate'] {
  const known = new Map<string, number | null>();
  return (labels) => {
    const before = known.get(labels);
    if (before !== undefined) return before;
    const rate = rateOf(JSON.parse(labels) as string[], rates);
    known.set(labels, rate);
    return rate;
  };
}

function namesFrom(names: readonly WorkflowName[]): Facts['named'] {
  const byId = new Map(names.map((one) => [keyOf(one), one]));
  return ({ repository, workflowId }) =>
    byId.get(keyOf({ repository, workflowId })) ?? {
      ...{ repository, workflowId },
      workflow: `workflow ${workflowId}`,
    };
}

/** What a workflow is known by, as one text. */
export const keyOf = (of: { repository: string; workflowId: number }): string =>
  `${of.repository}#${of.workflowId}`;
