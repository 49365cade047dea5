import type { Rate } from './costs.ts';
import type { DigestPlan } from './digests.ts';
import type { Secret } from './secret.ts';

/**
 * What baton.yml says, once read: names checked, defaults filled in, time spans in milliseconds.
 * src/config makes it; everyone else is handed the parts that they need.
 */
export type Settings = {
  /** IANA zone: the default of every zone below. */
  timezone: string;
  /** First match wins; a repository that none matches is not watched. */
  repositories: readonly Rule[];
  teams: readonly Team[];
  people: readonly Person[];
  roles: Readonly<Record<Role, readonly Grant[]>>;
  digests: readonly DigestPlan[];
  watches: readonly Watch[];
  targets: readonly Target[];
  /** What a minute on a runner costs: what baton.yml says, then what GitHub asks. */
  costs: readonly Rate[];
  deploys: readonly DeployRule[];
};

/** What is watched, and where it is announced. */
export type Rule = {
  /** Glob on `owner/repo`. */
  match: string;
  /** Globs, `!` excludes; null: the repository's default branch. */
  branches: readonly string[] | null;
  /** Globs on workflow names, `!` excludes. */
  workflows: readonly string[];
  /** `#name` or id. */
  channel: string;
  /** Id of the team that owns it. */
  team: string | null;
  /** Red runs in a row before an incident is announced. */
  alertAfter: number;
  rerunFailedOnce: boolean;
  severity: Severity;
};

/** How bad a failure is: quiet hours may hold back the pages of one kind and not of another. */
export const severities = ['low', 'normal', 'critical'] as const;
export type Severity = (typeof severities)[number];

export type Team = {
  id: string;
  name: string;
  /** `#name` or id. */
  channel: string | null;
  /** Ids of people. */
  members: readonly string[];
  /** Slack user group; its members belong to the team too. */
  slackGroup: string | null;
  lead: string | null;
  /** Empty: every hour counts as a working hour. */
  workingHours: readonly WorkingHours[];
  timezone: string;
  /** `2026-12-25`. */
  holidays: readonly string[];
  handoffs: HandoffTerms;
  onCall: readonly Layer[];
  paging: PagingTerms;
  /** Slack user group that holds whoever is on call. */
  onCallGroup: string | null;
};

/** 1 is Monday, 7 is Sunday, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A span that begins on each of these days; one that ends at or before it began ends on the next day. */
export type WorkingHours = {
  days: readonly Weekday[];
  /** Minutes since midnight; `to` may be 1440. */
  from: number;
  to: number;
};

/** What a team promises for work that is handed to it. */
export type HandoffTerms = {
  /** In working time, as `finishWithin`: whole days are days of work (core/working-hours.ts). */
  acceptWithin: number;
  finishWithin: number;
  /** What is ticked before it is done. */
  checklist: readonly string[];
};

/** One layer of a team's rotation; the first in the list is paged first. */
export type Layer = {
  layer: string;
  /** Ids of people, in the order of their shifts; empty where a calendar says who is on call. */
  people: readonly string[];
  /** Length of a shift on the clock on the wall: whole days, or a part of which a day has several. */
  every: number;
  /** When shifts change; without a weekday any day that the length comes to. */
  handover: { weekday: Weekday | null; minute: number };
  /** `2026-11-23`: the first of the people begins at the first handover on or after that day. */
  since: string | null;
  /** When the layer has anybody; empty: always. Outside of them the next layer is asked. */
  hours: readonly WorkingHours[];
  /** Address of an iCalendar that says who is on call; whoever knows it can read it. */
  calendar: Secret | null;
  /** A page that nobody acknowledged within this goes to the next layer. */
  ackWithin: number;
};

/** How a team is paged. */
export type PagingTerms = {
  /** How often all layers are called, one after the other, before Baton gives up. */
  rounds: number;
  /** After so long without anything moving, whoever acknowledged is asked whether they are still on it. */
  stillOnIt: number;
  /** When pages of a severity wait. */
  quietHours: Readonly<Record<Severity, readonly WorkingHours[]>>;
};

export type Person = {
  id: string;
  /** Slack user id. */
  slack: string | null;
  /** GitHub login. */
  github: string | null;
  email: string | null;
};

/** What one may do; each role includes those before it. */
export const roles = ['developer', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who has a role, and for what. */
export type Grant = {
  kind: 'everyone' | 'team' | 'person' | 'group';
  /** Of the team or person, as baton.yml calls them; of the Slack user group; `everyone`. */
  id: string;
  /** Globs on `owner/repo`, `!` excludes; null: all. */
  repositories: readonly string[] | null;
  /** Names of commands, such as `rerun`; null: all. */
  commands: readonly string[] | null;
};

/** "This must succeed at least every N hours." */
export type Watch = { repository: string; workflow: string; every: number };

export type Target = {
  /** Glob on `owner/repo`. */
  match: string;
  /** Share of runs, 0 to 1. */
  passRate: number | null;
  timeToGreen: number | null;
};

/** How some repositories are deployed, as baton.yml says. */
export type DeployRule = {
  /** Glob on `owner/repo`; the first that matches is the rule of a repository. */
  match: string;
  /** `#name` or id; null: where the repository's builds are announced. */
  channel: string | null;
  /**
   * Name or file of the workflow that deploys; null: the one with an input of type `environment`;
   * false: something else deploys, and Baton only watches.
   */
  workflow: string | null | false;
  /** The workflow's inputs that take the environment and the commit; null: found by their type, or none. */
  inputs: { environment: string | null; ref: string | null };
  /** In the order in which a commit goes through them; empty: those that GitHub has, in no order. */
  environments: readonly EnvironmentRule[];
  freezes: readonly Freeze[];
};

export type EnvironmentRule = {
  name: string;
  /** Whether customers see what runs there. */
  production: boolean;
  /** The least role that may deploy to it, approve and lock. */
  role: 'everyone' | Role;
  /** Whether the one who starts a deploy may not approve it. */
  fourEyes: boolean;
  /** The environment that a commit must have run on before. */
  after: string | null;
};

/** A time in which nothing is deployed. */
export type Freeze = {
  window: FreezeWindow;
  /** IANA zone of the window's times. */
  zone: string;
  reason: string;
  /** Globs on names, `!` excludes; null: those that are production. */
  environments: readonly string[] | null;
};

/** A moment of each week; minutes since midnight. */
export type WeekMoment = { weekday: Weekday; minute: number };

/** Each week from one moment to another, or once between two local times; the end is not part of it. */
export type FreezeWindow =
  | { kind: 'weekly'; from: WeekMoment; to: WeekMoment }
  | { kind: 'dated'; from: string; to: string };
