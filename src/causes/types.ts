export type { Category, Cause, CauseLine } from '../core/cause.ts';
export { categories } from '../core/cause.ts';

import type { Category } from '../core/cause.ts';

/** What GitHub's check-run annotations say; `path` is the file, or `.github` where there is none. */
export type Annotation = {
  path: string;
  line: number;
  level: string;
  title?: string;
  message: string;
};

/** Bounds of one reading. */
export type Limits = {
  /** Bytes read, after decompression. */
  bytes: number;
  /** Bytes out per byte in, past which compressed input counts as a bomb. */
  ratio: number;
};

export type CauseContext = {
  job: string;
  /** Names of the failed steps where the API tells. */
  failedSteps?: readonly string[];
  annotations?: readonly Annotation[];
  /** What the last green log of this job said, from `learnLines`. */
  knownLines?: ReadonlySet<string>;
  limits?: Partial<Limits>;
};

/** What GitHub's log says about a line, beside its text. */
export type Flag = 'error' | 'warning' | 'debug' | 'command' | 'group' | 'endgroup' | 'none';

/** One line of the log, cleaned. `number` is 1-based. */
export type Line = {
  number: number;
  text: string;
  flag: Flag;
  /** The step's script as GitHub echoes it: it talks about errors without being one. */
  echo: boolean;
  /** The line holds a word that failures are told with, or every rule was asked about it. */
  spark: boolean;
};

/**
 * How one tool says that it failed. Weights, in tens:
 * 90 the failure itself, in a form that nothing else prints (an assertion, a compiler's error);
 * 80 the failure's name without its reason; 70 a clear statement in a form that others share;
 * 50 an error that may be the cause; 30 a follow-up or a wrapper; 10 a summary or a last word.
 */
export type Rule = {
  name: string;
  /** Matches the cleaned line that opens the block. Linear: no nested or adjacent open repeats. */
  when: RegExp;
  /** Every match holds one of these. For patterns that are dear to try; asking for a word is cheap. */
  cue?: readonly string[];
  weight: number;
  category: Category;
  /** Real output; its first line that matches `when` opens the block. */
  sample: string;
  /** The line of the block that says why: evidence, part of the fingerprint, and the marked line. */
  mark?: RegExp;
  /** The opening line names the failure in full: it is marked, and `mark` only finds the reason. */
  markName?: boolean;
  /** The match counts only where a line of the block, or just before it, looks like this. */
  needs?: RegExp;
  /** Lines before the opening one to show (2 where not told). */
  lead?: number;
  /** The block ends before a line like this. */
  until?: RegExp;
  /** Lines from the opening one on to show at most (8 where not told). */
  take?: number;
};
