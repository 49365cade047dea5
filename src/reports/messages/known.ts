import { type Block, context } from '../../core/blocks.ts';
import { code, type Inline } from '../../core/inline.ts';
import { on } from '../../core/local-time.ts';
import { knownPart } from '../metric.ts';
import type { Report } from '../numbers.ts';
import { weeksBefore } from '../periods.ts';

/** From when on the numbers of a report hold, where that is later than they seem to begin. */

const day = 86_400_000;

type Held = Pick<Report, 'period' | 'known'>;

/** What “usually” is: the four weeks before, or as much of them as is known. */
export function usuallyNote({ period, known }: Held): Inline[] {
  const before = weeksBefore(period);
  if (known.runs !== null && known.runs <= before.from) {
    return ['“Usually” is the four weeks before.'];
  }
  const part = knownPart(before, known.runs);
  const since: Inline[] =
    known.runs === null ? [] : [': runs are known since ', on(known.runs, period.to)];
  if (!part) return ['Nothing is usual yet', ...since, '.'];
  const days = Math.floor((part.to - part.from) / day);
  return [`“Usually” is the ${days} days before`, ...since, '.'];
}

/**
 * That numbers which rest on jobs begin later than the period, or than the four weeks before, why, and
 * what to do about it; nothing where they do not.
 */
export function jobsNote({ period, known: { runs, jobs, deleted } }: Held): Inline[][] {
  const before = weeksBefore(period);
  // Of a repository that is new, jobs are known as long as runs are: nothing is missing.
  if (jobs === null || jobs <= Math.max(runs ?? 0, before.from) + day) return [];
  const since = on(jobs, period.to);
  if (jobs <= period.from) {
    return [['“Usually”, of jobs and runner time, counts since ', since, '.']];
  }
  const why: Inline[] =
    jobs === deleted
      ? ['jobs of green runs are kept for 90 days.']
      : [
          'jobs from before are not known. ',
          code('npm run backfill -- owner/repo --jobs'),
          ' reads them.',
        ];
  return [['Runner time, jobs and their waits count since ', since, ': ', ...why]];
}

/** Beside the numbers, where there is something to say. */
export const held = (notes: readonly Inline[][]): Block[] =>
  notes.length === 0 ? [] : [context(...notes)];
