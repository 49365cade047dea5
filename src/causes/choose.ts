import { isRed } from '../core/health.ts';
import type { Job } from '../core/records.ts';

/** A job that only reports on others is never where the cause is. */
const gate = /\b(all|gate|required|status|summary|conclusion|alls?-green)\b/i;

/** The failed jobs, the one whose log most likely says why first: a failing step of its own, no gate, the first to fail. */
export function readingOrder(jobs: readonly Job[]): Job[] {
  const failed = jobs.filter((job) => isRed(job.outcome));
  const rank = (job: Job): number =>
    (failingStep(job) === null ? 2 : 0) + (gate.test(job.name) ? 1 : 0);
  return [...failed].sort(
    (a, b) => rank(a) - rank(b) || (a.completedAt ?? 0) - (b.completedAt ?? 0) || a.id - b.id,
  );
}

/** Variants of one matrix that failed at the same step as the job that was read, itself included. */
export function alikeJobs(read: Job, jobs: readonly Job[]): string[] {
  const base = matrixOf(read.name);
  if (!base) return [];
  const same = jobs.filter((job) => {
    const other = matrixOf(job.name);
    const sameMatrix = other !== undefined && other.base === base.base;
    return sameMatrix && isRed(job.outcome) && failingStep(job) === failingStep(read);
  });
  return same.length < 2 ? [] : same.map((job) => matrixOf(job.name)?.variant ?? job.name).sort();
}

/** How many variants the matrix of a job has; 0 where it is in none. */
export function variantsOf(read: Job, jobs: readonly Job[]): number {
  const base = matrixOf(read.name)?.base;
  return base === undefined ? 0 : jobs.filter((job) => matrixOf(job.name)?.base === base).length;
}

function failingStep(job: Job): string | null {
  return job.steps.find((step) => isRed(step.outcome))?.name ?? null;
}

/** GitHub names matrix jobs `test (node 22, ubuntu)`. */
function matrixOf(name: string): { base: string; variant: string } | undefined {
  const parts = /^(.+?) \(([^()]+)\)$/.exec(name);
  return parts?.[1] && parts[2] ? { base: parts[1], variant: parts[2] } : undefined;
}
