import type { Incident } from '../core/records.ts';
import type { Evidence, Metric, Period, Quantiles, Spread, Unit, WorkflowName } from './words.ts';
import type { Deploys, Handoffs, Load } from './work-words.ts';

export type * from './words.ts';
export type * from './work-words.ts';

export type OpenIncident = Pick<
  Incident,
  'id' | 'streamId' | 'state' | 'redSince' | 'redRuns' | 'lastRedRun' | 'acknowledgedBy'
> & { repository: string; workflow: string; branch: string };

export type Health = {
  passRate: Metric;
  /** Of incidents that ended in the period by a green run. */
  timeToGreen: Spread;
  /** Of incidents acknowledged in the period. */
  timeToAcknowledge: Spread;
  opened: Metric;
  closed: Metric;
  /** At the end of the period. */
  openNow: Metric;
  /** Those, longest red first. */
  open: OpenIncident[];
};

/** One day in the period's zone; the last may be partial. */
export type Day = {
  /** `2026-11-23`. */
  date: string;
  from: number;
  to: number;
  workday: boolean;
  green: number;
  red: number;
  /** Median of the incidents that ended that day; null of none. */
  timeToGreen: number | null;
  ended: number;
};

/** How long something takes: green runs, jobs and steps only, since red ones stop early. */
export type Slow = WorkflowName & {
  job: string | null;
  step: string | null;
  run: Quantiles;
  /** Waiting for a runner: of a job from queued to started, of a workflow from its start to that of its first job; null where no time is known. */
  queue: Quantiles | null;
  /** The four weeks before; null of none. */
  before: Quantiles | null;
  /** Slower (or quicker) beyond its usual range. */
  unusual: 'slower' | 'quicker' | null;
  /** All the time that it took in the period. */
  total: number;
  evidence: Evidence;
};

export type Flaky = WorkflowName & {
  /** Commits that were both red and green, of those red and run more than once. */
  flips: number;
  retried: number;
  share: number;
  /** Attempts beyond the first on commits that flipped. */
  reruns: number;
  /** Of the red attempts on commits that flipped. */
  minutes: number;
  cost: number;
  reason: string;
  evidence: Evidence;
};

/** Minutes as GitHub bills them: each job rounded up to a whole one. */
export type Spent = { minutes: number; cost: number; jobs: number };

export type Minutes = {
  total: Metric;
  cost: Metric;
  /** Each job is counted in one of them at most. */
  wasted: { cancelled: Spent; superseded: Spent; flaky: Spent };
  wastedMinutes: Metric;
  wastedCost: Metric;
  byWorkflow: (WorkflowName & Spent & { wasted: Spent; evidence: Evidence })[];
  byRunner: (Spent & { labels: string; rate: number | null })[];
};

/** What went beyond its usual range, the surest first. */
export type Change = {
  what: 'pass_rate' | 'run_time' | 'queue_time' | 'time_to_green' | 'incidents';
  /** Null: the whole scope. */
  where: (WorkflowName & { job: string | null; step: string | null }) | null;
  direction: 'better' | 'worse';
  value: number;
  of: number;
  before: number;
  beforeOf: number;
  unit: Unit;
  /** The chance of so large a difference where nothing changed; after correction for having looked at many. */
  q: number;
  evidence: Evidence;
};

/** Something whose mending would save time, and how much it cost in the period. */
export type Saving = {
  /** Stays the same from week to week, so that one can ask what became of it. */
  key: string;
  kind: 'red' | 'flaky' | 'superseded' | 'cancelled' | 'queue' | 'slow';
  where: WorkflowName & { job: string | null; branch: string | null };
  /** Minutes: of red, of runners, of waiting. */
  minutes: number;
  cost: number;
  /** Runs or incidents that it rests on. */
  of: number;
  evidence: Evidence;
};

export type FollowUp = Saving & {
  /** Minutes of the same in this period. */
  now: number;
  verdict: 'gone' | 'better' | 'same' | 'worse';
};

/**
 * From when on what numbers rest on is known as a whole; null where there is none of it. `deleted`: up
 * to when jobs of green runs were deleted by their age; null where none are yet.
 */
export type Known = { runs: number | null; jobs: number | null; deleted: number | null };

export type Report = {
  period: Period;
  /** Numbers of a period, or of the four weeks before, that begin earlier hold from then on only. */
  known: Known;
  health: Health;
  /** The last twenty-eight days up to the period's end. */
  days: Day[];
  slow: { workflows: Slow[]; jobs: Slow[]; steps: Slow[] };
  flaky: Flaky[];
  minutes: Minutes;
  changes: Change[];
  /** Three at most, the largest first. */
  savings: Saving[];
  /** What became of those of the report before; empty where none was kept. */
  followUp: FollowUp[];
  /** Absent where there is no such work in the scope. */
  handoffs?: Handoffs;
  load?: Load;
  deploys?: Deploys;
};
