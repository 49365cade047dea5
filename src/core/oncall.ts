import type { Severity } from './settings.ts';

/** What the store keeps about being on call. People are named as baton.yml does, or by their Slack user id. */

/** Somebody is on call in the place of whoever the rotation says. */
export type Override = {
  id: number;
  team: string;
  layer: string;
  person: string;
  /** Half open: `until` is the first moment at which it no longer counts. */
  from: number;
  until: number;
  /** Slack user id. */
  createdBy: string;
  createdAt: number;
};

/** A stretch of time of somebody else's calendar during which a person is on call. */
export type CalendarEntry = { person: string; from: number; until: number };

/** A shift that somebody would like to give away. */
export type ShiftOffer = {
  id: number;
  team: string;
  layer: string;
  person: string;
  from: number;
  until: number;
  /** Slack user ids. */
  offeredBy: string;
  offeredAt: number;
  takenBy: string | null;
  takenAt: number | null;
};

/**
 * A call to a team's person on call: about an incident, whose acknowledgement and end then count, or
 * by hand, with an acknowledgement and an end of its own.
 */
export type Page = {
  id: number;
  team: string;
  severity: Severity;
  /** Null where somebody called by hand; then `title` says why. */
  incident: number | null;
  title: string | null;
  /** Where a page by hand is shown, and who called (Slack user id). */
  channel: string | null;
  openedBy: string | null;
  openedAt: number;
  /** Since when people are called; null while nobody is: before the first call, snoozed, acknowledged. */
  callingSince: number | null;
  gaveUpAt: number | null;
  /** When whoever has it was asked whether they are still on it, and last said so. */
  askedAt: number | null;
  confirmedAt: number | null;
  acknowledgedBy: string | null;
  acknowledgedAt: number | null;
  snoozedUntil: number | null;
  resolvedBy: string | null;
  /** When it was over, by hand or with its incident. */
  closedAt: number | null;
};

/** One call of a page to one person. */
export type PageCall = {
  page: number;
  /** 0 is the first call of the page. */
  nth: number;
  round: number;
  layer: string;
  person: string;
  /** Slack user id. */
  slack: string;
  at: number;
  /** How long the person has before the next one is called, ms. */
  ackWithin: number;
};

/** One person takes over from another; written before it happens. */
export type Handover = {
  id: number;
  team: string;
  layer: string;
  /** When the shift changes. */
  at: number;
  leaving: string | null;
  coming: string;
  /** When the shift that ends began: what happened since is told. */
  since: number;
  writtenAt: number;
  acceptedBy: string | null;
  acceptedAt: number | null;
};
