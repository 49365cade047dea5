import type { Observation } from './cause.ts';

export type { Observation };

/** What was seen, in numbers; a sentence is made of it elsewhere. */
export type FlakyVerdict = {
  flaky: boolean;
  /** Of the commits that failed and were run again, the share that also passed; 0 to 1. */
  share: number;
  /** Commits that were both red and green. */
  flips: number;
  /** Commits that were red and seen more than once. */
  retried: number;
  /** Red runs whose next attempt passed. */
  rerunsPassed: number;
  /** Other branches on which the fingerprint that was asked about failed. */
  branches: string[];
  reason: string;
};

export type FlakyQuestion = {
  /** The failure at hand; without it the question is about all failures together. */
  fingerprint?: string;
  /** The branch at hand: what happens on others is unrelated to it. */
  branch?: string;
  /** Only what was seen from here on counts; ms since the epoch. */
  since?: number;
};

/** Two commits that flipped, or one that flipped and two other branches with the same failure. Never fewer. */
const enoughFlips = 2;
const enoughBranches = 2;
/** Where most retries stay red, something is broken, not flaky. */
const enoughShare = 0.34;

function byCommit(observations: readonly Observation[]): Observation[][] {
  const commits = new Map<string, Observation[]>();
  for (const one of observations)
    commits.set(one.commit, [...(commits.get(one.commit) ?? []), one]);
  return [...commits.values()];
}

/** Two reports of one attempt are one observation, the later one. */
function distinct(observations: readonly Observation[]): Observation[] {
  const sorted = [...observations].sort((a, b) => a.at - b.at);
  return [...new Map(sorted.map((one) => [`${one.run}/${one.attempt}`, one])).values()];
}

/** Red runs of which a later attempt was green. */
function rerunsThatPassed(observations: readonly Observation[]): number {
  const reds = observations.filter((one) => one.outcome === 'red');
  const passed = reds.filter((red) =>
    observations.some(
      (one) => one.run === red.run && one.attempt > red.attempt && one.outcome === 'green',
    ),
  );
  return new Set(passed.map((one) => one.run)).size;
}

function reasonOf(verdict: Omit<FlakyVerdict, 'reason' | 'flaky'>): string {
  const { flips, retried, branches } = verdict;
  const parts = [
    `red and green on ${flips} of ${retried} ${retried === 1 ? 'commit' : 'commits'} run more than once`,
  ];
  if (branches.length > 0)
    parts.push(
      `the same failure on ${branches.length} other ${branches.length === 1 ? 'branch' : 'branches'}`,
    );
  return parts.join(', ');
}

/** Whether what failed fails by chance, with the number and what it rests on. One observation never makes it so. */
export function judgeFlaky(
  observations: readonly Observation[],
  question: FlakyQuestion = {},
): FlakyVerdict {
  const { fingerprint, branch, since = 0 } = question;
  const seen = distinct(observations.filter((one) => one.at >= since));
  // With a fingerprint, other failures are no evidence either way; with none read, a red may be any.
  const told = seen.filter(
    (one) => one.outcome === 'green' || !fingerprint || one.fingerprint === fingerprint,
  );
  const retried = byCommit(told).filter(
    (runs) => runs.length > 1 && runs.some((one) => one.outcome === 'red'),
  );
  const flips = retried.filter((runs) => runs.some((one) => one.outcome === 'green')).length;
  const elsewhere = told.filter(
    (one) => one.outcome === 'red' && fingerprint && branch && one.branch !== branch,
  );
  const numbers = {
    share: retried.length === 0 ? 0 : flips / retried.length,
    flips,
    retried: retried.length,
    rerunsPassed: rerunsThatPassed(told),
    branches: [...new Set(elsewhere.map((one) => one.branch))].sort(),
  };
  const often = flips >= enoughFlips && numbers.share >= enoughShare;
  const spread =
    flips >= 1 && numbers.share >= enoughShare && numbers.branches.length >= enoughBranches;
  return { flaky: often || spread, ...numbers, reason: reasonOf(numbers) };
}
