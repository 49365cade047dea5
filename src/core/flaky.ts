import type { Observation } from './cause.ts';
import { groupBy } from './group.ts';

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

/** Two reports of one attempt are one observation, the later one. */
function distinct(observations: readonly Observation[]): Observation[] {
  const sorted = [...observations].sort((a, b) => a.at - b.at);
  return [...new Map(sorted.map((one) => [`${one.run}/${one.attempt}`, one])).values()];
}

/** Red runs of which a later attempt was green. */
function rerunsThatPassed(observations: readonly Observation[]): number {
  const lastGreen = new Map<number, number>();
  for (const { run, attempt, outcome } of observations) {
    if (outcome === 'green') lastGreen.set(run, Math.max(attempt, lastGreen.get(run) ?? 0));
  }
  const passed = observations.filter(
    (one) => one.outcome === 'red' && one.attempt < (lastGreen.get(one.run) ?? 0),
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
  const retried = [...groupBy(told, (one) => one.commit).values()].filter(
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

/** An attempt as it ended, and how long it took; ms. */
export type Timed = Observation & { took: number };

/** What failing by chance cost. */
export type FlakyCost = {
  /** Attempts beyond the first, on commits that were both red and green. */
  reruns: number;
  /** How long the red attempts on those commits took, which told nobody anything; ms. */
  lost: number;
};

/** All that was seen of the commits that were both red and green, commit by commit. */
export function flippedIn<Seen extends Observation>(observations: readonly Seen[]): Seen[] {
  return [...groupBy(observations, (one) => one.commit).values()]
    .filter((of) => new Set(of.map((one) => one.outcome)).size === 2)
    .flat();
}

/** What the failures among these cost that went away without a change. */
export function costOfFlips(observations: readonly Timed[]): FlakyCost {
  const flipped = flippedIn(observations);
  const reds = flipped.filter(({ outcome }) => outcome === 'red');
  return {
    reruns: flipped.filter(({ attempt }) => attempt > 1).length,
    lost: reds.reduce((sum, { took }) => sum + took, 0),
  };
}
