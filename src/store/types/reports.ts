import type { Observation } from '../../core/cause.ts';
import type { Deployment, DeploymentResult } from '../../core/deploys.ts';
import type { Outcome } from '../../core/facts.ts';
import type { Handoff, Leg } from '../../core/handoffs.ts';
import type { Incident, Run, Stream } from '../../core/records.ts';

/** A stretch of time, up to but not including its end. */
export type Slice = { from: number; to: number };

/** Which slices of which repositories; a row tells its slice by its place in the list. */
export type Window = { repositories: readonly string[]; slices: readonly Slice[] };

/** Spans in ms, ascending. */
export type Sample = Float64Array;

export type OfWorkflow = { repository: string; workflowId: number };

export type JobsRead = {
  /** How long green ones ran, and how long all had waited for their runner; by workflow and name. */
  times: (OfWorkflow & { slice: number; job: string; run: Sample; queue: Sample })[];
  /** How long each attempt waited until its first job started, where that ended in the slice; by workflow. */
  waits: (OfWorkflow & { slice: number; times: Sample })[];
  /** Minutes, of each job rounded up; `labels` is JSON as stored. */
  spent: (OfWorkflow & {
    slice: number;
    labels: string;
    waste: Waste;
    jobs: number;
    minutes: number;
  })[];
};

export type Waste = 'none' | 'cancelled' | 'superseded' | 'flaky';

/** Which runs to list; see `Evidence` of a report. */
export type RunsWanted = {
  repositories: readonly string[];
  outcome: 'any' | 'telling' | 'green' | 'red' | 'cancelled';
  from: number;
  to: number;
  /** Of workflows known by their id. */
  workflowId?: number;
  streams?: readonly number[];
  limit: number;
};

/**
 * What reports are made of. Each reads its slices by an index on time and answers one row a group,
 * off the main thread on SQLite: the cost is that of the slices, not of all that is stored.
 */
export type Reports = {
  /**
   * When the first run was created and the first job ended, of those kept; null of none. `deleted`:
   * jobs of green runs that ended before are gone by their age; null where none are yet.
   */
  known(of: {
    repositories: readonly string[];
  }): Promise<{ runs: number | null; jobs: number | null; deleted: number | null }>;
  /** Streams of branches that ran since. */
  streams(of: {
    repositories: readonly string[];
    since: number;
  }): Promise<Pick<Stream, 'id' | 'repository' | 'workflowId' | 'workflow' | 'branch'>[]>;
  /** The newest name of each workflow that ran since. */
  names(of: {
    repositories: readonly string[];
    since: number;
  }): Promise<(OfWorkflow & { workflow: string })[]>;
  /** How many runs created in each slice ended green and red, by stream, by the last word of each. */
  outcomes(of: {
    streams: readonly number[];
    slices: readonly Slice[];
  }): Promise<{ stream: number; counts: { slice: number; green: number; red: number }[] }[]>;
  /** How long the last attempt of each green run took, in ms, by workflow. */
  runTimes(of: Window): Promise<(OfWorkflow & { slice: number; times: Sample })[]>;
  /** Of the jobs that ended in each slice and that a runner worked on. */
  jobs(of: Window): Promise<JobsRead>;
  /** All attempts on commits that were red and run more than once, of runs created in the slice. */
  retried(
    of: Slice & { repositories: readonly string[] },
  ): Promise<(OfWorkflow & Observation & { rerun: boolean })[]>;
  /** Incidents of branches that were open at some time of the slice. */
  incidents(of: Slice & { repositories: readonly string[] }): Promise<PastIncident[]>;
  /** Legs of handoffs that were under way at some time of the slice. */
  legs(slice: Slice): Promise<PastLeg[]>;
  /** Calls to people on call; nobody's name is asked for. */
  pages(
    slice: Slice,
  ): Promise<{ team: string; layer: string; at: number; incident: number | null }[]>;
  /** Deployments that ended in the slice, the oldest first. */
  deployments(of: Slice & { repositories: readonly string[] }): Promise<EndedDeployment[]>;
  /** Newest first. */
  runs(wanted: RunsWanted): Promise<Run[]>;
  /** Jobs of a workflow's newest green runs created in the slice, with the run's own times. */
  greenRuns(of: OfWorkflow & Slice & { limit: number }): Promise<TimedRun[]>;
  /** Steps of a job's newest green executions, of runs created in the slice; at most `limit` of them. */
  steps(of: OfWorkflow & Slice & { job: string; limit: number }): Promise<TimedStep[][]>;
  /** Keeps what a report found most worth mending, as JSON; of the same period again, it is replaced. */
  keepSavings(of: { scope: string; from: number; to: number; body: unknown }): Promise<void>;
  /** The newest kept of a period that ended at or before. */
  keptSavings(of: {
    scope: string;
    until: number;
  }): Promise<{ from: number; to: number; body: unknown } | undefined>;
  purge(before: number): Promise<number>;
};

export type PastIncident = OfWorkflow &
  Pick<Stream, 'workflow' | 'branch'> &
  Pick<
    Incident,
    | 'id'
    | 'streamId'
    | 'state'
    | 'redSince'
    | 'redRuns'
    | 'lastRedRun'
    | 'openedAt'
    | 'announcedAt'
    | 'acknowledgedAt'
    | 'acknowledgedBy'
    | 'resolvedAt'
    | 'resolution'
  >;

export type PastLeg = Pick<Leg, 'offeredAt' | 'acceptBy' | 'acceptedAt' | 'endedAt'> &
  Pick<Handoff, 'repository'> & { handoff: number; team: string };

export type EndedDeployment = Pick<Deployment, 'repository' | 'environment' | 'sha' | 'runId'> & {
  result: DeploymentResult;
  endedAt: number;
  /** From each commit that it brought to its end, where the commits are known. */
  leads: Sample;
};

export type TimedRun = {
  id: number;
  startedAt: number;
  endedAt: number;
  jobs: { name: string; createdAt: number | null; startedAt: number; completedAt: number }[];
};

export type TimedStep = { name: string; outcome: Outcome | null; ms: number };
