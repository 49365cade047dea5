import type { JobFact, Outcome, Progress, RunFact } from '../../core/facts.ts';
import type { Attempt, Job, Run } from '../../core/records.ts';

/**
 * Reports come late, twice and in any order. Each merge keeps the later of two reports, by an order
 * that leaves no ties: so every order of arrival ends in the same row.
 */
const steps: Record<Progress, number> = { queued: 0, in_progress: 1, completed: 2 };

type Rank = readonly (number | string)[];

function compare(a: Rank, b: Rank): number {
  for (const [i, left] of a.entries()) {
    const right = b[i];
    if (right === undefined || left === right) continue;
    return left < right ? -1 : 1;
  }
  return 0;
}

function rankOf(row: Run | Attempt): Rank {
  return [row.attempt, steps[row.progress], row.updatedAt, textOf(row)];
}

function rankOfJob(job: Job): Rank {
  const ended = job.steps.filter((step) => step.progress === 'completed').length;
  return [
    job.attempt,
    steps[job.progress],
    job.completedAt ?? 0,
    job.startedAt ?? 0,
    ended,
    textOf(job),
  ];
}

/** The row as text, whatever the order of its fields: breaks ties. */
function textOf(row: Run | Attempt | Job): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The columns that differ, or undefined where none do. Only they are written: SQLite makes the
 * index entries of every column named in an update anew.
 */
export function differences<Row extends object>(before: Row, after: Row): Partial<Row> | undefined {
  const known = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(after).filter(([column, value]) => known.get(column) !== value);
  return changed.length === 0 ? undefined : (Object.fromEntries(changed) as Partial<Row>);
}

/** A pull request once known stays known: GitHub leaves it out when it is closed. */
export function laterRun(a: Run, b: Run): Run {
  const pullRequest = Math.max(a.pullRequest ?? 0, b.pullRequest ?? 0) || null;
  const left = { ...a, pullRequest };
  const right = { ...b, pullRequest };
  return compare(rankOf(left), rankOf(right)) < 0 ? right : left;
}

export function laterAttempt(a: Attempt, b: Attempt): Attempt {
  return compare(rankOf(a), rankOf(b)) < 0 ? b : a;
}

/** Annotations are counted apart from the job's own reports, and only grow. */
export function laterJob(a: Job, b: Job): Job {
  const annotations = Math.max(a.annotations, b.annotations);
  const left = { ...a, annotations };
  const right = { ...b, annotations };
  return compare(rankOfJob(left), rankOfJob(right)) < 0 ? right : left;
}

export function runOf(fact: RunFact, streamId: number): Run {
  return {
    id: fact.id,
    streamId,
    repository: fact.repository.name,
    workflowId: fact.workflow.id,
    workflow: fact.workflow.name,
    number: fact.number,
    attempt: fact.attempt,
    branch: fact.branch,
    sha: fact.sha,
    event: fact.event,
    title: fact.title,
    actor: fact.actor,
    triggeredBy: fact.triggeredBy,
    pullRequest: fact.pullRequest,
    progress: fact.progress,
    outcome: outcomeOf(fact),
    createdAt: fact.createdAt,
    startedAt: fact.startedAt,
    updatedAt: fact.updatedAt,
    url: fact.url,
  };
}

export function attemptOf(fact: RunFact): Attempt {
  return {
    runId: fact.id,
    attempt: fact.attempt,
    progress: fact.progress,
    outcome: outcomeOf(fact),
    triggeredBy: fact.triggeredBy,
    startedAt: fact.startedAt,
    updatedAt: fact.updatedAt,
  };
}

export function jobOf(fact: JobFact): Job {
  return {
    id: fact.id,
    runId: fact.runId,
    attempt: fact.attempt,
    repository: fact.repository.name,
    name: fact.name,
    progress: fact.progress,
    outcome: outcomeOf(fact),
    createdAt: fact.createdAt,
    startedAt: fact.startedAt,
    completedAt: fact.completedAt,
    runner: fact.runner,
    labels: fact.labels,
    steps: [...fact.steps].sort((a, b) => a.number - b.number),
    annotations: 0,
    url: fact.url,
  };
}

function outcomeOf(fact: { progress: Progress; outcome: Outcome | null }): Outcome | null {
  return fact.progress === 'completed' ? fact.outcome : null;
}
