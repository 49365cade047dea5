import type { Rate } from '../core/costs.ts';
import type { Stream } from '../core/records.ts';
import type { Slice } from '../store/types/index.ts';

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
  /** Teams whose handoffs and shifts count; null: all. */
  teams: readonly string[] | null;
  /** Whether deploying there is deploying to production. */
  production(repository: string, environment: string): boolean;
  /** How many shifts of each layer of each team lie in a stretch of time, parts as fractions. */
  shifts(slice: Slice): Promise<readonly ShiftCount[]>;
};

export type ShiftCount = { team: string; layer: string; shifts: number };

export type Unit = 'share' | 'ms' | 'count' | 'minutes' | 'usd' | 'per_day';

/** What opens the runs, handoffs or pages that a number rests on; see behind.ts. Small enough for a button. */
export type Evidence =
  | { kind: 'handoffs'; ids: readonly number[] }
  /** Calls of the teams; null: of all. */
  | { kind: 'pages'; from: number; to: number; teams: readonly string[] | null }
  | RunEvidence;

export type RunEvidence =
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
  /** Each from its first red run to the green one that ended it. */
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
  /**
   * The same over the four weeks before; for counts, minutes and money as many as in a period of this
   * length, reckoned from the part of those weeks that is known, null where that is less than a week.
   */
  before: number | null;
  /** How many observations that rests on. */
  of: number;
  /** Whether a change for the better or worse; `unknown` where either is missing. */
  direction: 'better' | 'worse' | 'same' | 'unknown';
  /** Beyond its usual range, by the test in unusual.ts; a mere difference is not. */
  unusual: boolean;
};

export type Spread = { median: Metric; p90: Metric };

/** The newest name of a workflow; its id is what it is known by, since names change. */
export type WorkflowName = { repository: string; workflowId: number; workflow: string };

export type Quantiles = { p50: number; p95: number; of: number };
