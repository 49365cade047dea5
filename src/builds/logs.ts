import type { LogRef } from '../core/args.ts';
import type { Reading } from '../core/cause.ts';
import { UserError } from '../core/errors.ts';
import { isRed } from '../core/health.ts';
import type { Attempt, Job, Repository, Run } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';
import { noSuchAttempt, noSuchJob } from './messages/mistakes.ts';
import type { Standing } from './scope.ts';
import { findRun, repositoryOf } from './show.ts';

/** Whose log is asked for: a run as of one attempt, or one of its jobs. */
export type LogAsked = { run: Run; job: number | undefined };

/** What the card of a log says. */
export type LogView = {
  run: Run;
  repository: Repository;
  /** The job whose log it is, where one is known. */
  job: Job | undefined;
  reading: Reading;
};

/**
 * The log that a person means. Of a run it is that of its newest attempt that failed, unless its
 * address names another; without a reference it is that of the incident in whose thread was asked.
 *
 * @throws UserError where there is no such run, attempt or job
 */
export async function findLog(
  ref: LogRef | undefined,
  standing: Standing,
  tables: Tables,
): Promise<LogAsked | { several: Run[]; number: number }> {
  if (ref !== undefined && 'job' in ref) return ofJob(ref, tables);
  if (ref !== undefined && 'id' in ref && !(await tables.runs.byId(ref.id))) {
    const job = await tables.jobs.byId(ref.id);
    if (job) return ofJob({ job: job.id }, tables);
  }
  const found = await findRun(ref, standing, tables);
  if ('several' in found) return found;
  const attempt = ref !== undefined && 'attempt' in ref ? ref.attempt : undefined;
  return { run: await asOf(found.run, attempt, tables), job: undefined };
}

async function ofJob(ref: { job: number; run?: number }, tables: Tables): Promise<LogAsked> {
  const job = await tables.jobs.byId(ref.job);
  const id = job?.runId ?? ref.run;
  const run = id === undefined ? undefined : await tables.runs.byId(id);
  if (run) return { run: await asOf(run, job?.attempt ?? run.attempt, tables), job: ref.job };
  throw new UserError(...noSuchJob(ref.job));
}

async function asOf(run: Run, wanted: number | undefined, { runs }: Tables): Promise<Run> {
  const attempts = await runs.attempts(run.id);
  const isWanted = (one: Attempt): boolean =>
    wanted === undefined ? isRed(one.outcome) : one.attempt === wanted;
  const found = attempts.findLast(isWanted);
  if (found) {
    const { attempt, progress, outcome, startedAt, updatedAt } = found;
    return { ...run, attempt, progress, outcome, startedAt, updatedAt };
  }
  if (wanted === undefined || wanted === run.attempt) return run;
  throw new UserError(noSuchAttempt(run, wanted));
}

export async function viewLog(
  { run, job }: LogAsked,
  reading: Reading,
  tables: Tables,
): Promise<LogView> {
  const id = reading.kind === 'read' ? reading.finding.jobId : job;
  return {
    run,
    repository: await repositoryOf(run, tables),
    job: id === undefined ? undefined : await tables.jobs.byId(id),
    reading,
  };
}
