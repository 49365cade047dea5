import type { Outcome, Progress, StepFact } from './facts.ts';

/**
 * What the store keeps, in our words. Times are milliseconds since the epoch; ids of runs, jobs and
 * workflows are GitHub's, all others are the store's own.
 */

export type Repository = { name: string; defaultBranch: string | null; url: string };

/** A pull request's runs are a stream of their own: a fork may call its branch `main`. */
export type Lane = 'branch' | 'pull_request';

export type Stream = {
  id: number;
  repository: string;
  workflowId: number;
  workflow: string;
  /** For pull requests from forks `owner:branch`, as GitHub labels them. */
  branch: string;
  lane: Lane;
  health: 'green' | 'red' | 'unknown';
  /** When a run last said something about its health. */
  healthAt: number | null;
  lastRunAt: number;
};

/** A run as of its last attempt; earlier attempts are {@link Attempt}s. */
export type Run = {
  id: number;
  streamId: number;
  repository: string;
  workflowId: number;
  workflow: string;
  number: number;
  attempt: number;
  branch: string | null;
  sha: string;
  event: string;
  title: string;
  actor: string | null;
  triggeredBy: string | null;
  pullRequest: number | null;
  progress: Progress;
  outcome: Outcome | null;
  createdAt: number;
  startedAt: number;
  updatedAt: number;
  url: string;
};

export type Attempt = {
  runId: number;
  attempt: number;
  progress: Progress;
  outcome: Outcome | null;
  triggeredBy: string | null;
  startedAt: number;
  updatedAt: number;
};

export type Job = {
  id: number;
  runId: number;
  attempt: number;
  repository: string;
  name: string;
  progress: Progress;
  outcome: Outcome | null;
  createdAt: number | null;
  startedAt: number | null;
  completedAt: number | null;
  runner: string | null;
  labels: string[];
  steps: StepFact[];
  annotations: number;
  url: string;
};

export type Commit = {
  repository: string;
  sha: string;
  message: string;
  authorName: string;
  authorEmail: string | null;
  authorLogin: string | null;
  at: number;
  files: string[] | null;
};

export type IncidentState = 'triggered' | 'acknowledged' | 'resolved';

/** How an incident ended: a later commit, the same commit again, or by hand. */
export type Resolution = 'fixed' | 'flaky' | 'closed';

export type Incident = {
  id: number;
  streamId: number;
  state: IncidentState;
  /** The first red run since the last green one, the newest red run, and how many. */
  firstRedRun: number;
  lastRedRun: number;
  redRuns: number;
  /** When the first red run ended. */
  redSince: number;
  /** The newest green run before it, where one is known. */
  lastGreenRun: number | null;
  openedAt: number;
  /** When it was decided to tell the channel; null while `alert_after` or a mute holds it back. */
  announcedAt: number | null;
  /** Slack user id. */
  acknowledgedBy: string | null;
  acknowledgedAt: number | null;
  snoozedUntil: number | null;
  snoozedBy: string | null;
  resolvedAt: number | null;
  resolvedByRun: number | null;
  resolution: Resolution | null;
  /** How somebody mended it, in their words, and who said so (Slack user id). */
  mendedHow: string | null;
  mendedBy: string | null;
};

/** In this channel the incident is told under its parent's message: both have one reason. */
export type OutageMember = { channel: string; incident: number; parent: number };

/** One webhook as received. */
export type Delivery = {
  id: string;
  event: string;
  body: string;
  receivedAt: number;
  attempts: number;
};

/** One thing due at one time; asking twice for the same kind and key is asking once. */
export type Work = {
  id: number;
  kind: string;
  key: string;
  payload: unknown;
  dueAt: number;
  /** How often it was claimed, this time included; fences a worker whose lease ran out. */
  attempts: number;
};

/** One Slack message that Baton keeps equal to the state it shows. */
export type Post = {
  id: number;
  /** Unique; stands in the message's metadata, so that a crash between sending and noting can be mended. */
  key: string;
  /** What it shows: a renderer's name and the id of the thing. */
  kind: string;
  subject: string;
  /** Channel or user id, or a `#name` that the Slack edge resolves. */
  channel: string;
  /** Key of the post that it replies to. */
  threadOf: string | null;
  /** Or the timestamp of a message that is not ours. */
  threadTs: string | null;
  /** The channel id and timestamp of the message, once it is there. */
  channelId: string | null;
  ts: string | null;
  version: number;
  shownVersion: number;
  /** Set before the first send and cleared after: a send whose end is not known. */
  sendingSince: number | null;
  attempts: number;
};

/** A channel's own wish, made in Slack: what it wants to hear of. */
export type Subscription = {
  id: number;
  channel: string;
  repository: string;
  branch: string | null;
  workflow: string | null;
  on: 'failures' | 'all';
  createdBy: string;
  createdAt: number;
};

export type Mute = {
  id: number;
  channel: string;
  /** Glob on `owner/repo`. */
  repository: string;
  workflow: string | null;
  until: number;
  createdBy: string;
  createdAt: number;
};
