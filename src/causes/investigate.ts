import type { Cause, Finding } from '../core/cause.ts';
import type { CommitFact, JobFact } from '../core/facts.ts';
import { isRed } from '../core/health.ts';
import type { Job, Run } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';
import { annotationsOf, orByAnnotations } from './annotations.ts';
import { alikeJobs, readingOrder, variantsOf } from './choose.ts';
import { knownLinesOf } from './green.ts';
import { flakyReason, seenBefore } from './history.ts';
import type { LogApi } from './log-api.ts';
import { rankCommits } from './rank-commits.ts';
import { readCause } from './read.ts';
import type { Annotation } from './types.ts';

export type Case = {
  run: Run;
  /** The newest green run before the first red one, and the first red one. */
  lastGreen: Run | undefined;
  firstRed: Run;
  /** The job that is asked about; without it, the failed one whose log most likely says why. */
  job?: number | undefined;
};

export type Investigation = {
  finding: Finding | undefined;
  /** Jobs that no webhook had told of. */
  jobs: JobFact[];
};

export type Services = { github: LogApi; tables: Tables; now: number };

const maxRequests = 3;

/** Nobody has the log yet: GitHub makes it readable some seconds after a job ended. */
export class LogNotThere extends Error {}

/**
 * Finds out why a run failed: reads the log of the job that most likely says so, what of it is new,
 * whether it was seen before or comes by chance, and which commits it points at.
 *
 * @throws LogNotThere where the log may still come, and what GitHub's edge throws
 */
export async function investigate(
  { run, lastGreen, firstRed, job: wanted }: Case,
  services: Services,
  patience: { mayWait: boolean },
): Promise<Investigation> {
  let left = maxRequests;
  const spend = <T>(asked: Promise<T>): Promise<T> => {
    left -= 1;
    return asked;
  };
  const { github, tables, now } = services;
  const known = await tables.jobs.ofRun(run.id, run.attempt);
  const enough = known.some((job) =>
    wanted === undefined ? isRed(job.outcome) : job.id === wanted,
  );
  const told = enough ? [] : await spend(github.jobs(run.repository, run.id, run.attempt));
  const jobs = told.length > 0 ? told.map(jobOf) : known;
  const order = readingOrder(jobs);
  const [first, second] = wanted === undefined ? order : order.filter(({ id }) => id === wanted);
  if (!first) return { finding: undefined, jobs: told };
  const green = { lastGreen, job: first, run };
  // One request may go into what helps to read the log: what GitHub noted beside it, or a green log.
  const annotations = left === maxRequests ? await annotationsOf(first, github, spend) : [];
  const lines = await knownLinesOf(green, services, left === maxRequests ? spend : undefined);
  const reading = { github, lines, annotations, ...patience };
  let read = { job: first, cause: await spend(readJob(first, reading)) };
  if (read.cause.category === 'derived' && second && left > 1) {
    read = { job: second, cause: await spend(readJob(second, { ...reading, annotations: [] })) };
  }
  const commits =
    lastGreen && left > 0 ? await spend(changes({ lastGreen, firstRed }, github)) : [];
  const { job, cause } = read;
  return {
    jobs: told,
    finding: {
      ...{ runId: run.id, attempt: run.attempt, streamId: run.streamId, jobId: job.id },
      ...{
        repository: run.repository,
        at: now,
        cause,
        labels: job.labels,
        alike: alikeJobs(job, jobs),
        variants: variantsOf(job, jobs),
      },
      suspects: await rankCommits({ commits, cause, run: firstRed }, tables),
      seen: await seenBefore({ run, firstRed, cause }, tables, now),
      flaky: await flakyReason({ run, cause }, tables, now),
    },
  };
}

async function readJob(
  job: Job,
  options: {
    github: LogApi;
    lines: ReadonlySet<string> | undefined;
    annotations: readonly Annotation[];
    mayWait: boolean;
  },
): Promise<Cause> {
  const { github, annotations, lines } = options;
  const log = await github.jobLog(job.repository, job.id);
  if (!log && options.mayWait) throw new LogNotThere('the log is not there yet');
  const failedSteps = job.steps.filter((step) => isRed(step.outcome)).map((step) => step.name);
  const context = { job: job.name, failedSteps, annotations };
  const cause = await readCause(log ?? nothing(), {
    ...context,
    ...(lines ? { knownLines: lines } : {}),
  });
  return orByAnnotations(cause, annotations);
}

async function* nothing(): AsyncIterable<Uint8Array> {}

/** A force push may have taken the green commit away; then there is nothing to compare. */
async function changes(
  { lastGreen, firstRed }: { lastGreen: Run; firstRed: Run },
  github: LogApi,
): Promise<CommitFact[]> {
  if (lastGreen.sha === firstRed.sha) return [];
  return github.compare(firstRed.repository, lastGreen.sha, firstRed.sha).catch(gone);
}

function gone(thrown: unknown): CommitFact[] {
  const status = thrown instanceof Error && 'status' in thrown ? thrown.status : undefined;
  if (status === 404 || status === 422) return [];
  throw thrown;
}

const jobOf = ({ kind: _kind, repository, ...fact }: JobFact): Job => ({
  ...fact,
  repository: repository.name,
  annotations: 0,
});
