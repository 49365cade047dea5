import { Readable } from 'node:stream';
import type { Cause } from '../core/cause.ts';
import type { Job } from '../core/records.ts';
import type { LogApi } from './log-api.ts';
import { readCause } from './read.ts';
import type { Annotation } from './types.ts';

/** A failed job has one anyway: "Process completed with exit code 1." */
const saysNothing = /^Process completed with exit code \d+\.?$/;

/** What check annotations say of a job, where there are any that tell something. */
export async function annotationsOf(
  job: Job,
  github: LogApi,
  spend: <T>(asked: Promise<T>) => Promise<T>,
): Promise<Annotation[]> {
  if (job.annotations < 2) return [];
  const all = await spend(github.annotations(job.repository, job.id)).catch(() => []);
  return all
    .filter((one) => one.level === 'failure' && !saysNothing.test(one.message))
    .map(({ title, ...one }) => (title === null ? one : { ...one, title }));
}

/** Where the log is not to be had or read, the annotations are read as if they were one. */
export async function orByAnnotations(
  cause: Cause,
  annotations: readonly Annotation[],
): Promise<Cause> {
  if (cause.readable || annotations.length === 0) return cause;
  const lines = annotations.map(
    ({ path, line, message }) => `##[error]${path}(${line}): ${message}\n`,
  );
  const told = await readCause(Readable.from(lines.map((line) => Buffer.from(line))), {
    job: cause.job,
  });
  return told.readable ? told : cause;
}
