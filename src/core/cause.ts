/** What kind of thing went wrong. `derived`: it fails only because another job failed. */
export const categories = [
  'test',
  'compile',
  'types',
  'lint',
  'dependency',
  'network',
  'memory',
  'disk',
  'timeout',
  'permission',
  'configuration',
  'runner',
  'cancelled',
  'derived',
  'unknown',
] as const;

export type Category = (typeof categories)[number];

/** One line of the excerpt: redacted, free of colours and timestamps, cut to a sane width. */
export type CauseLine = { text: string; marked: boolean; number: number };

/** Why a job failed, as far as its log says. Plain JSON. */
export type Cause = {
  job: string;
  step?: string;
  exitCode?: number;
  /** At most 20; exactly one is marked, unless there is none. */
  lines: CauseLine[];
  /** Further failures of the same kind ("and 11 more"). */
  more: number;
  category: Category;
  /** The line that made the category, or a sentence where no line did. */
  evidence: string;
  /** Equal for equal failures across runs, machines and branches. */
  fingerprint: string;
  /** What the fingerprint was made from, for debugging. */
  normalised: string;
  /** The rule that found the marked line, for debugging. */
  rule: string;
  /** Paths seen in the excerpt, as written there but relative where the checkout is known. */
  files: string[];
  /** Names of failing tests seen in the excerpt. */
  tests: string[];
  /** False: an honest "could not read the log"; `evidence` says why. */
  readable: boolean;
};

/** A commit between the last green run and the first red one, with what speaks for it. */
export type SuspectCommit = {
  sha: string;
  title: string;
  authorName: string;
  authorLogin: string | null;
  authorEmail: string | null;
  /** The pull request that brought it, where it is known. */
  pull?: number;
  /** "touches src/cart.ts"; absent where nothing speaks for it, which does not clear it. */
  reason?: string;
};

/** One attempt of a run as it ended, for judging whether a failure comes by chance. */
export type Observation = {
  commit: string;
  branch: string;
  run: number;
  attempt: number;
  at: number;
  outcome: 'red' | 'green';
  /** Of the failure, where it was read. */
  fingerprint?: string;
};

/** The same failure, seen before this incident. */
export type SeenBefore = {
  times: number;
  /** When it was first seen; ms since the epoch. */
  since: number;
  /** The commit that last turned it green. */
  lastFix: string | null;
  /** How somebody said that they mended it. */
  mendedHow: string | null;
  /** Other branches, of this repository or another, on which it was seen lately. */
  elsewhere: string[];
};

/** What was found out about a red run, once. */
export type Finding = {
  runId: number;
  attempt: number;
  streamId: number;
  jobId: number;
  repository: string;
  at: number;
  cause: Cause;
  /** Labels of the runner that the job asked for. */
  labels: string[];
  /** Variants of the job's matrix that failed at the same step: "node 20", "node 22". */
  alike: string[];
  /** How many variants that matrix has, as far as they are known. */
  variants?: number;
  /** Most likely first. */
  suspects: SuspectCommit[];
  /** Null where it was not seen before. */
  seen: SeenBefore | null;
  /** Why it looks flaky, in a few words with numbers; null where it does not. */
  flaky: string | null;
};

/** What comes of asking why a run or job failed; it is read now where it was not read yet. */
export type Reading =
  | { kind: 'read'; finding: Finding }
  /** It takes longer than somebody who asked should wait. */
  | { kind: 'reading' }
  /** GitHub has no log of it: not yet, or no longer. */
  | { kind: 'no-log' }
  | { kind: 'not-red' };
