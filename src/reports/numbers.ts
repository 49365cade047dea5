import type { Rate } from '../core/costs.ts';
import type { Incident, Stream } from '../core/records.ts';

/**
 * The words of a report. All times are milliseconds since the epoch, all spans milliseconds, all
 * shares 0 to 1 and never without the number that they are a share of.
 */

/** From and up to, but not including; days begin when they begin in `zone`. */
export type Period = { from: number; to: number; zone: string };

/** What a report is about. */
export type Scope = {
  /** Under it the savings of a week are kept, to be asked for the week after. */
  name: string;
  /** Names as GitHub spells them. Runs, jobs and minutes are those of all their branches. */
  repositories: readonly string[];
  /** Whether a stream counts for health (pass rate, incidents); what `branches` and `workflows` in baton.yml say. */
  watched(stream: Pick<Stream, 'repository' | 'workflow' | 'branch'>): boolean;
  /** What a minute costs, by label of the runner; the first that matches counts. */
  rates: readonly Rate[];
};

export type Unit = 'share' | 'ms' | 'count' | 'minutes' | 'usd' | 'per_day';

/** What opens the runs that a number rests on; see `runsBehind`. Small enough for a button. */
export type Evidence =
  | { kind: 'runs'; ids: readonly number[] }
  | {
      kind: 'filter';
      /** `telling`: green or red. All of the period, of the scope or of a part of it. */
      outcome: 'any' | 'telling' | 'green' | 'red' | 'cancelled';
      from: number;
      to: number;
      repository?: string;
      workflowId?: number;
      stream?: number;
    }
  | { kind: 'incidents'; ids: readonly number[] };

/** One number, with the same over the four weeks before. */
export type Metric = {
  /** Null where there was nothing to measure. Counts of another stretch of time than the period's are made comparable by the day. */
  value: number | null;
  unit: Unit;
  /** How many observations (runs, incidents, jobs) it rests on: the denominator of a share. */
  of: number;
  trend: Trend;
  evidence: Evidence;
};

export type Trend = {
  /** The same over the four weeks before; for counts, minutes and money as many as in a period of this length. */
  before: number | null;
  /** How many observations that rests on. */
  of: number;
  /** Whether a change for the better or worse; `unknown` where either is missing. */
  direction: 'better' | 'worse' | 'same' | 'unknown';
  /** Beyond its usual range, by the test in unusual.ts; a mere difference is not. */
  unusual: boolean;
};

export type Spread = { median: Metric; p90: Metric };

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

/** The newest name of a workflow; its id is what it is known by, since names change. */
export type WorkflowName = { repository: string; workflowId: number; workflow: string };

export type Quantiles = { p50: number; p95: number; of: number };

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

export type Report = {
  period: Period;
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

export type Handoffs = {
  /** Offered and not yet accepted at the end of the period. */
  waiting: Metric;
  /** Of those accepted or overdue in the period. */
  acceptedInTime: Metric;
  timeToAccept: Spread;
  /** How long work was with each team, of legs that ended in the period. */
  byTeam: { team: string; held: Quantiles | null; waiting: number }[];
};

/** Pages as load on a rotation. Nobody is named, nothing is ranked. */
export type Load = {
  pagesPerShift: Metric;
  layers: { team: string; layer: string; pages: number; shifts: number }[];
};

export type Band = 'elite' | 'high' | 'medium' | 'low';

/** The four keys, with the band that DORA's report of that year puts them in; null where it has none. */
export type Deploys = {
  year: 2024;
  frequency: Metric & { band: Band | null };
  leadTime: Metric & { band: Band | null };
  failureRate: Metric & { band: Band | null };
  timeToRestore: Metric & { band: Band | null };
};
