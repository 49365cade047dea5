import type { Acts, Batches, Links } from './acts.ts';
import type {
  Changes,
  Commits,
  Findings,
  Incidents,
  Jobs,
  Outages,
  Repositories,
  Runs,
  Streams,
} from './builds.ts';
import type { Deployments, Deploys, Environments, Locks } from './deploys.ts';
import type { Digests, Standings } from './digests.ts';
import type { Handoffs } from './handoffs.ts';
import type { Calendars, Handovers, Overrides, Pages, ShiftOffers } from './oncall.ts';
import type { Audit, Memory, Mutes, Subscriptions } from './people.ts';
import type { Deliveries, Posts, WorkQueue } from './queues.ts';
import type { Reports } from './reports.ts';
import type { Lapses } from './watches.ts';

export type * from './acts.ts';
export type * from './builds.ts';
export type * from './deploys.ts';
export type * from './digests.ts';
export type * from './handoffs.ts';
export type * from './oncall.ts';
export type * from './people.ts';
export type * from './queues.ts';
export type * from './reports.ts';
export type * from './watches.ts';

/** All tables, inside a transaction or not. */
export type Tables = {
  deliveries: Deliveries;
  work: WorkQueue;
  posts: Posts;
  repositories: Repositories;
  streams: Streams;
  runs: Runs;
  jobs: Jobs;
  incidents: Incidents;
  findings: Findings;
  outages: Outages;
  lapses: Lapses;
  handoffs: Handoffs;
  commits: Commits;
  changes: Changes;
  deployments: Deployments;
  environments: Environments;
  deploys: Deploys;
  locks: Locks;
  subscriptions: Subscriptions;
  mutes: Mutes;
  overrides: Overrides;
  shiftOffers: ShiftOffers;
  calendars: Calendars;
  handovers: Handovers;
  pages: Pages;
  memory: Memory;
  audit: Audit;
  acts: Acts;
  batches: Batches;
  links: Links;
  digests: Digests;
  standings: Standings;
  reports: Reports;
};

export type Store = Tables & {
  readonly engine: 'sqlite' | 'postgres';
  /** All or nothing. Runs `work` again when PostgreSQL reports a serialization failure or a deadlock. */
  transaction<T>(work: (tx: Tables) => Promise<T>): Promise<T>;
  /** Throws where the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};
