/** What cannot be done with a run, and what to do instead. */

export const stillRunning = (run: string): [string, string] => [
  `${run} is still running.`,
  'Wait until it has ended, or cancel it: `/ci cancel`.',
];

export const noFailedJobs = (run: string): [string, string] => [
  `${run} has no failed jobs.`,
  'Rerun all of it: `/ci rerun <run> --all`.',
];

export const failedOrAll = 'The failed jobs, or all? I take one of `--failed` and `--all`.';

export const alreadyEnded = (run: string): string => `${run} has ended already.`;
