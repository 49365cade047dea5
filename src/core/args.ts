import { z } from 'zod';

/** The kinds of words that commands take, each with the sentence for who typed something else. */

/** `owner/repo`, or the repository's own name where that is enough to find it. */
export const repoName = z
  .string('That needs a repository, like acme/api.')
  .regex(
    /^[\w.-]+(\/[\w.-]+)?$/,
    'That is not a repository name: I expect owner/repo, like acme/api.',
  );

/** `acme/*`: a pattern over `owner/repo`. */
export const repoGlob = z
  .string('That needs a repository or a pattern, like acme/api or acme/*.')
  .regex(
    /^[\w.*?{},!-]+\/[\w.*?{},!-]+$/,
    'That is not a repository or pattern: I expect owner/repo, like acme/api or acme/*.',
  )
  .max(200, 'That pattern is too long.');

/** A branch, tag or workflow name, or a pattern over them. */
export const name = z
  .string('That flag needs a value.')
  .min(1, 'That flag needs a value.')
  .max(255, 'That name is too long.');

/** A flag that is there or not, and takes no value. */
export const toggle = z.boolean('That flag takes no value.').default(false);

/** A whole number as it is typed: a flag with nothing behind it is none. */
const digits = (sentence: string) =>
  z
    .string(sentence)
    .regex(/^\d{1,9}$/, sentence)
    .transform(Number);

/** How many. */
export const limit = digits('A limit is a number, like 20.')
  .refine((many) => many >= 1, 'A limit is at least 1.')
  .refine((many) => many <= 90, 'A limit is at most 90: leave it out to turn pages.');

/** How many days back. */
export const days = ({ usual, most }: { usual: number; most: number }) =>
  digits('--days takes a whole number, like 30.')
    .refine((many) => many >= 1, '--days is at least 1.')
    .refine((many) => many <= most, `--days is at most ${most}.`)
    .default(usual);

const onePage = 'A page is a number from 1 to 1,000.';

/** Which page of a long list. */
export const page = digits(onePage)
  .refine((number) => number >= 1 && number <= 1000, onePage)
  .default(1);

/** A run as people name it: its address, its id, or its number, of a repository or of those where they are. */
export type RunRef = { id: number; attempt?: number } | { number: number; repository?: string };

export const runRef = z
  .string('That needs a run: its address, id or number.')
  .transform((text, context): RunRef => {
    const ref = runNamedBy(text);
    if (ref) return ref;
    context.addIssue(
      'That is not a run: I expect its address, its id, or its number like #412 or acme/api#412.',
    );
    return z.NEVER;
  });

/** A log as people name it: a job's address, or the run whose failure it tells. */
export type LogRef = RunRef | { job: number; run?: number };

export const logRef = z
  .string('That needs a run or a job: its address, id or number.')
  .transform((text, context): LogRef => {
    const job = /\/job\/(\d{1,15})\b/.exec(text)?.[1];
    const run = runNamedBy(text);
    if (job) return { job: Number(job), ...(run && 'id' in run ? { run: run.id } : {}) };
    if (run) return run;
    context.addIssue(
      'That is no run or job: I expect its address, its id, or the run’s number like #412 or acme/api#412.',
    );
    return z.NEVER;
  });

function runNamedBy(text: string): RunRef | undefined {
  const url = /\/actions\/runs\/(\d{1,15})(?:\/attempts\/(\d{1,4}))?/.exec(text);
  if (url?.[1]) return { id: Number(url[1]), ...(url[2] ? { attempt: Number(url[2]) } : {}) };
  const [, repository, number] = /^([\w.-]+(?:\/[\w.-]+)?)#(\d{1,8})$/.exec(text) ?? [];
  if (repository) return { number: Number(number), repository };
  const digits = /^#?(\d{1,15})$/.exec(text)?.[1];
  if (!digits) return undefined;
  // Run numbers count from one per workflow; ids have had ten digits or more since 2019.
  return digits.length >= 9 ? { id: Number(digits) } : { number: Number(digits) };
}
