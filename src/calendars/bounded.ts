import { runInNewContext } from 'node:vm';
import { CalendarFailure } from './fetch.ts';

/**
 * Does what may have no end: of a rule such as each 30 February, ical.js looks for the first day for ever, and
 * nothing else in this process would ever be done again. A script of `vm` is what can be stopped in the middle.
 *
 * @throws CalendarFailure where it takes longer
 */
export function bounded<Result>(work: () => Result, withinMs: number): Result {
  try {
    return runInNewContext('work()', { work }, { timeout: withinMs });
  } catch (thrown) {
    const { code } = thrown as { code?: string };
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw thrown;
    throw new CalendarFailure('it takes too long to read');
  }
}
