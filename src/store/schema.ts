import type { Generated, Kysely } from 'kysely';
import type { Act, Batch } from '../core/act.ts';
import type { Finding } from '../core/cause.ts';
import type { Deploy, Deployment, Environment, Lock } from '../core/deploys.ts';
import type { DigestSchedule, SentDigest, Standing } from '../core/digests.ts';
import type { Handoff, HandoffEvent, Leg } from '../core/handoffs.ts';
import type { Handover, Override, Page, PageCall, ShiftOffer } from '../core/oncall.ts';
import type {
  Attempt,
  Commit,
  Delivery,
  Incident,
  Job,
  Mute,
  OutageMember,
  Post,
  Repository,
  Run,
  Stream,
  Subscription,
  Work,
} from '../core/records.ts';
import type { Lapse } from '../core/watches.ts';
import type { AuditEntry, CalendarState, Changes, Link } from './types/index.ts';

/** What every queue's row has besides its own. */
type Queued<State extends string> = {
  state: State;
  /** From when on it may be claimed: its due time, the time of a retry, or the end of a lease. */
  claimAt: number;
  attempts: number;
  error: string | null;
};

/** A row whose id the database gives. */
type Numbered<Row extends { id: number }> = Omit<Row, 'id'> & { id: Generated<number> };

type DeliveryRow = Omit<Delivery, 'attempts'> &
  Queued<'waiting' | 'applied' | 'ignored' | 'dead'> & { reason: string | null };

type WorkRow = Omit<Numbered<Work>, 'attempts' | 'payload'> &
  Queued<'waiting' | 'done' | 'dead'> & { payload: string; endedAt: number | null };

type PostRow = Numbered<Omit<Post, 'attempts'>> &
  Queued<'waiting' | 'shown' | 'dead'> & {
    /** Since when the message has not shown the latest version. */
    changedAt: number;
    /** Set while a worker has it; it closes the channel for the others. */
    leaseUntil: number | null;
    hash: string | null;
  };

type PullRequestRow = Omit<
  NonNullable<Awaited<ReturnType<Changes['pullRequest']>>>,
  'kind' | 'repository'
> & { repository: string };

/** `from` is a word of SQL's own. */
type Spanned<Row extends { id: number; from: number; until: number }> = Omit<
  Numbered<Row>,
  'from' | 'until'
> & { fromAt: number; untilAt: number };

type AuditRow = Omit<Required<AuditEntry>, 'from'> & { id: Generated<number>; place: string };

type ActRow = Omit<Numbered<Act>, 'detail' | 'from' | 'as'> & {
  detail: string;
  place: string;
  login: string | null;
};

/**
 * The tables as Kysely sees them. Names are snake_case in SQL and camelCase here. JSON is text on
 * both engines, parsed in the file of its table, so that both behave alike.
 */
export type Database = {
  deliveries: DeliveryRow;
  work: WorkRow;
  posts: PostRow;
  /** The cell rate algorithm's theoretical arrival time of each lane of posts. */
  turns: { lane: string; arrivalAt: number };
  /** `key` is the name in lower case: GitHub does not tell `Acme/API` from `acme/api`. */
  repositories: Repository & { key: string };
  streams: Numbered<Stream>;
  runs: Run;
  attempts: Attempt;
  jobs: Omit<Job, 'labels' | 'steps' | 'annotations'> & { labels: string; steps: string };
  /** Apart from jobs, because a check may be reported before its job. */
  annotations: { jobId: number; count: number };
  incidents: Numbered<Incident>;
  findings: Pick<Finding, 'runId' | 'attempt' | 'streamId' | 'jobId' | 'repository' | 'at'> & {
    category: string;
    fingerprint: string;
    body: string;
  };
  outages: OutageMember & { joinedAt: number };
  lapses: Numbered<Lapse>;
  handoffs: Omit<Numbered<Handoff>, 'doneWhen' | 'context'> & {
    doneWhen: string | null;
    context: string | null;
  };
  handoffLegs: Leg;
  handoffEvents: Numbered<HandoffEvent>;
  commits: Omit<Commit, 'files'> & { files: string | null; branch: string | null };
  pullRequests: PullRequestRow;
  deployments: Omit<Deployment, 'startedBy'>;
  environments: Environment & { updatedAt: number };
  deploys: Omit<Numbered<Deploy>, 'changes'> & { changes: string };
  locks: Numbered<Lock>;
  /** An empty branch or workflow means any: a unique index tells nulls apart. */
  subscriptions: Omit<Numbered<Subscription>, 'on' | 'branch' | 'workflow'> & {
    wants: Subscription['on'];
    branch: string;
    workflow: string;
  };
  mutes: Omit<Numbered<Mute>, 'workflow'> & { workflow: string };
  overrides: Spanned<Override>;
  shiftOffers: Spanned<ShiftOffer>;
  calendars: Omit<CalendarState, 'entries'> & { team: string; layer: string; entries: string };
  handovers: Numbered<Handover>;
  pages: Numbered<Page>;
  pageCalls: PageCall;
  memory: { space: string; key: string; value: string; updatedAt: number };
  audit: AuditRow;
  acts: ActRow;
  batches: Omit<Numbered<Batch>, 'leftOut'> & { leftOut: string };
  links: Omit<Link, 'user'> & { slackUser: string };
  savings: { scope: string; periodFrom: number; periodTo: number; body: string };
  /** No team is an empty one: a unique index tells nulls apart. */
  digestSchedules: Omit<Numbered<DigestSchedule>, 'repositories' | 'team' | 'sections'> & {
    repositories: string;
    team: string;
    sections: string;
  };
  digests: Pick<SentDigest, 'key' | 'madeAt'> & { body: string };
  standings: Pick<Standing, 'repository' | 'measure' | 'since' | 'state'> & { body: string };
};

/** A handle on the database, inside a transaction or not. */
export type Db = Kysely<Database>;
