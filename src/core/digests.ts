/** The words of the scheduled report. Times are milliseconds since the epoch. */

/** The parts of a digest below its first line, in the order in which they stand. */
export const sections = ['red', 'targets', 'changes', 'fixes', 'charts', 'numbers'] as const;
export type Section = (typeof sections)[number];

/** The weekly edition looks back at targets and at what was done about last week's three. */
export const editions = ['daily', 'weekly'] as const;
export type Edition = (typeof editions)[number];

/** What a digest is about; all that is known where nothing is named. */
export type DigestScope = {
  /** Globs on `owner/repo`; empty: all. */
  repositories: readonly string[];
  /** Id of the team whose repositories it is about; null: of all. */
  team: string | null;
};

/** What it shows of that. */
export type DigestShape = DigestScope & {
  /** Empty: all. */
  sections: readonly Section[];
  edition: Edition;
};

/** When a digest is due, where, and what is in it. */
export type DigestPlan = DigestShape & {
  /** `#name` or id. */
  channel: string;
  /** Five fields of cron, read in `timezone`. */
  at: string;
  timezone: string;
};

/** A plan made in Slack. */
export type DigestSchedule = DigestPlan & {
  id: number;
  /** Slack user id: who hears of it when it cannot be posted. */
  createdBy: string;
  createdAt: number;
};

/** A digest as it was made: what it says does not change afterwards. */
export type SentDigest = {
  /** One for each plan and slot, and one for each time that somebody asked for one. */
  key: string;
  madeAt: number;
  /** The message, as core/message.ts has it. */
  message: unknown;
  /** All that it could have said, where the day was quiet and it says one line. */
  whole?: unknown;
  /** What opens the runs behind each of its numbers, by name, as src/reports has it. */
  evidence: unknown;
  /** The repositories that it is about. */
  repositories: readonly string[];
};

/** Where a repository came to stand against one target. */
export type Standing = {
  repository: string;
  measure: Measure;
  state: 'met' | 'missed';
  /** When it came to stand so. */
  since: number;
  /** What was measured then, and what the target was: shares, or ms. */
  value: number;
  goal: number;
};

export type Measure = 'pass_rate' | 'time_to_green';
