/**
 * Handoffs as the store keeps them: a piece of work on its way from one team to the next. Times are
 * milliseconds since the epoch; people are Slack user ids, teams the ids that baton.yml gives them.
 */

/**
 * Where a handoff stands. `declined` and `returned` wait for the sender of the leg: to hand it over
 * again, or to say that it is done. Only `done` is the end.
 */
export type HandoffState = 'offered' | 'accepted' | 'declined' | 'returned' | 'done';

export type Handoff = {
  /** Shown as `H-12`. */
  id: number;
  /** What is handed over, in the sender's words. */
  what: string;
  /** Of the newest leg. */
  state: HandoffState;
  /** The number of the newest leg, from 1. */
  leg: number;
  openedBy: string;
  openedAt: number;
  /** `owner/repo` that it is about, where one is known. */
  repository: string | null;
  /** The workflow run that it is about. */
  runId: number | null;
  /** The incident that it was opened on. */
  incident: number | null;
  /** Address of the message that it was made from. */
  source: string | null;
  doneWhen: DoneWhen | null;
  context: HandoffContext | null;
  /** How it ended, in words, and an address that shows it. */
  outcome: string | null;
  evidence: string | null;
  closedAt: number | null;
};

/** The green run that completes a handoff by itself. */
export type DoneWhen = { repository: string; workflow: string; branch: string };

/** What Baton found beside it, as of the moment at which it was offered. */
export type HandoffContext = {
  /** The newest of them, and how many there are in all. */
  commits: { sha: string; title: string; author: string }[];
  commitCount: number;
  /** The handoff of the same kind since which they are counted. */
  since: number | null;
  artifacts: { name: string; bytes: number }[];
  /** Where the run's commit was deployed last. */
  environment: string | null;
};

/** How a leg ended; `passed`: it goes on in the next one. */
export type LegEnd = 'passed' | 'declined' | 'returned' | 'done';

/** The work's way to one team. */
export type Leg = {
  handoff: number;
  /** From 1. */
  number: number;
  /** The team that the sender spoke for; null where they belong to none. */
  fromTeam: string | null;
  sender: string;
  toTeam: string;
  /** Whom it is meant for; null: anybody of the team. */
  addressee: string | null;
  /** Where its message stands: a channel's id, or `#name`. */
  channel: string;
  offeredAt: number;
  /** When it must be accepted at the latest; while a question is open this stands still. */
  acceptBy: number;
  /** Who has it. */
  holder: string | null;
  acceptedAt: number | null;
  /** When it must be done at the latest: as the sender wished, else as the team promises. */
  finishBy: number | null;
  /** The time that the sender asked for. */
  due: number | null;
  ended: LegEnd | null;
  endedAt: number | null;
  /** Slack user id, or `baton`. */
  endedBy: string | null;
  /** Why it was declined, returned or passed on. */
  reason: string | null;
  /** How many reminders of the present state were sent. */
  reminded: number;
  /** A question to the sender that is not answered yet. */
  question: string | null;
  askedBy: string | null;
  askedAt: number | null;
};

/** What happened; each is one line in the thread. */
export type HandoffDeed =
  | 'offered'
  | 'accepted'
  | 'declined'
  | 'asked'
  | 'answered'
  | 'passed'
  | 'returned'
  | 'done'
  | 'reminded'
  | 'lead'
  | 'undelivered';

export type HandoffEvent = {
  id: number;
  handoff: number;
  leg: number;
  at: number;
  /** Slack user id, or `baton`. */
  who: string;
  deed: HandoffDeed;
  /** A reason, a question, an answer, an outcome. */
  text: string | null;
};

/** A handoff with its newest leg. */
export type HandoffNow = Handoff & { current: Leg };

/** `H-12`, the name that people know it by. */
export const handoffName = (id: number): string => `H-${id}`;
