import type { Mistake } from '../../core/errors.ts';

/** What cannot be done with a run, and what to do instead. */

export const workflowWanted = (usage: string): Mistake => ['Which workflow?', `Type \`${usage}\`.`];

export const stillRunning = (run: string): Mistake => [
  `${run} is still running.`,
  'Wait until it has ended, or cancel it: `/ci cancel`.',
];

export const noFailedJobs = (run: string): Mistake => [
  `${run} has no failed jobs.`,
  'Rerun all of it: `/ci rerun <run> --all`.',
];

export const failedOrAll = 'The failed jobs, or all? I take one of `--failed` and `--all`.';

export const alreadyEnded = (run: string): string => `${run} has ended already.`;

/** Of an outage: all of it is green again. */
export const nothingRed: Mistake = [
  'All of it is green again: there is nothing to rerun.',
  'Type `/ci failures` for what is red now.',
];

/** Of an outage: somebody has had it rerun. */
export const allRunning = (many: number): Mistake => [
  many === 1 ? 'What is still red runs again already.' : `All ${many} run again already.`,
  'Their message says how they stand.',
];
