import type { Order } from '../core/act.ts';
import { UserError } from '../core/errors.ts';
import { isGreen, isRed } from '../core/health.ts';
import type { Run } from '../core/records.ts';
import {
  allRunning,
  alreadyEnded,
  failedOrAll,
  noFailedJobs,
  nothingRed,
  stillRunning,
} from './messages/mistakes.ts';

/** `CI #812`. */
const nameOf = (run: Run): string => `${run.workflow} #${run.number}`;

/**
 * Starts a run again. One attempt is rerun once, whoever asks from wherever.
 *
 * @throws UserError where it cannot be, as far as we know
 */
export function rerunOrder(run: Run, options: { failedOnly: boolean; debug?: boolean }): Order {
  const { failedOnly, debug = false } = options;
  if (run.progress !== 'completed') throw new UserError(...stillRunning(nameOf(run)));
  if (failedOnly && !isRed(run.outcome) && run.outcome !== 'cancelled')
    throw new UserError(...noFailedJobs(nameOf(run)));
  return {
    ...{ kind: failedOnly ? 'rerun-failed' : 'rerun', command: 'rerun', target: nameOf(run) },
    ...{ key: `rerun:${run.id}:${run.attempt}`, repository: run.repository, runId: run.id },
    detail: { attempt: run.attempt, debug },
  };
}

/**
 * Starts again what an outage broke and what has not been started again yet.
 *
 * @throws UserError where nothing of it is left
 */
export function rerunOrders(
  runs: readonly Run[],
  options: { failedOnly: boolean; debug?: boolean },
): Order[] {
  if (runs.length === 0) throw new UserError(...nothingRed);
  const ended = runs.filter(
    ({ progress, outcome }) => progress === 'completed' && !isGreen(outcome),
  );
  if (ended.length === 0) throw new UserError(...allRunning(runs.length));
  return ended.map((run) => rerunOrder(run, options));
}

/**
 * Whether the failed jobs are meant alone: as it was said, else where there are any.
 *
 * @throws UserError where both were said
 */
export function rerunChoice(
  run: Pick<Run, 'outcome'>,
  { failed, all }: { failed: boolean; all: boolean },
): boolean {
  if (failed && all) throw new UserError(failedOrAll);
  return failed || (!all && isRed(run.outcome));
}

/**
 * Ends a run.
 *
 * @throws UserError where it has ended, as far as we know
 */
export function cancelOrder(run: Run): Order {
  if (run.progress === 'completed') throw new UserError(alreadyEnded(nameOf(run)));
  return {
    ...{ kind: 'cancel', command: 'cancel', target: nameOf(run) },
    ...{ key: `cancel:${run.id}:${run.attempt}`, repository: run.repository, runId: run.id },
    detail: { attempt: run.attempt },
  };
}
