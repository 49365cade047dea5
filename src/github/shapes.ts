import { z } from 'zod';

import type { Outcome, Progress, RepositoryFact } from '../core/facts.ts';
import { redact } from '../core/redact.ts';

/**
 * The parts that GitHub's bodies are made of. Only what a fact cannot do without is required: older
 * and smaller servers, and GitHub's own examples, leave out what newer ones send.
 */

/** Text without secrets, which people write into titles and messages, and without NUL, which PostgreSQL cannot keep. */
export const text = z.string().transform((value) => redact(value.replaceAll('\0', '')));

export const id = z.int().nonnegative();

/** An ISO time as milliseconds. GitHub's `0001-01-01T00:00:00Z` means "not yet", and is refused. */
export const time = z.string().transform((value, context) => {
  const at = Date.parse(value);
  if (at > 0) return at;
  context.issues.push({ code: 'custom', message: 'not a time', input: value });
  return z.NEVER;
});

/** What may be missing, null or of a shape that we do not know; null then. */
export function maybe<T extends z.ZodType>(shape: T) {
  return shape.nullable().catch(null);
}

/** A list that may be missing; entries that do not fit are left out. */
export function listOf<T extends z.ZodType>(shape: T) {
  const entries = z.array(shape.nullable().catch(null)).catch([]);
  return entries.transform((list) => list.filter((entry) => entry !== null));
}

/** A user's or app's login. */
export const login = maybe(z.object({ login: text }).transform((user) => user.login));

export const repository = z
  .object({
    full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
    default_branch: maybe(text),
    html_url: maybe(text),
  })
  .transform(
    (body): RepositoryFact => ({
      name: body.full_name,
      defaultBranch: body.default_branch,
      url: body.html_url ?? `https://github.com/${body.full_name}`,
    }),
  );

const outcomes: ReadonlySet<string> = new Set<Outcome>([
  'success',
  'failure',
  'timed_out',
  'startup_failure',
  'cancelled',
  'skipped',
  'neutral',
  'stale',
  'action_required',
]);

function isOutcome(word: string | null): word is Outcome {
  return word !== null && outcomes.has(word);
}

/** GitHub's `status` and `conclusion` in our words. A conclusion that is not known says nothing about health: `neutral`. */
export function ending(body: { status: string | null; conclusion: string | null }): {
  progress: Progress;
  outcome: Outcome | null;
} {
  if (body.status === 'in_progress') return { progress: 'in_progress', outcome: null };
  if (body.status !== 'completed') return { progress: 'queued', outcome: null };
  return {
    progress: 'completed',
    outcome: isOutcome(body.conclusion) ? body.conclusion : 'neutral',
  };
}
