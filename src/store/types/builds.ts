import type { Finding, Observation } from '../../core/cause.ts';
import type {
  CheckFact,
  CommitFact,
  JobFact,
  PullRequestFact,
  RepositoryFact,
  RunFact,
} from '../../core/facts.ts';
import type { Timed } from '../../core/flaky.ts';
import type {
  Attempt,
  Commit,
  Incident,
  IncidentState,
  Job,
  OutageMember,
  Repository,
  Run,
  Stream,
} from '../../core/records.ts';

export type Merged<T> = { before: T | undefined; after: T; changed: boolean };

export type Runs = {
  /** Merges a run as reported, in any order: a later attempt wins, then the further progress, then the later update; nothing goes back. */
  merge(fact: RunFact, streamId: number): Promise<Merged<Run>>;
  byId(id: number): Promise<Run | undefined>;
  byNumber(repository: string, number: number): Promise<Run[]>;
  /** All that ran on a commit, newest first. */
  ofCommit(repository: string, sha: string): Promise<Run[]>;
  /** All attempts of these runs, oldest first. */
  attempts(...runIds: number[]): Promise<Attempt[]>;
  /** Newest first by number. `since` leaves out runs below that number, `until` those above. */
  ofStream(
    streamId: number,
    options: { limit: number; since?: number; until?: number },
  ): Promise<Run[]>;
  /** Newest first by creation. */
  list(filter: {
    repository?: string;
    workflow?: string;
    branch?: string;
    outcome?: 'red' | 'any';
    before?: { createdAt: number; id: number };
    limit: number;
  }): Promise<Run[]>;
  /** Runs that have not ended as far as we know, oldest first. */
  unfinished(repository: string, limit: number): Promise<Run[]>;
  /** The newest creation time known of a repository, where reconciliation begins. */
  newest(repository: string): Promise<number | null>;
  /** Deletes runs created before, with their attempts, jobs and findings. */
  purge(before: number): Promise<number>;
};

export type Jobs = {
  merge(fact: JobFact): Promise<Merged<Job>>;
  annotate(fact: CheckFact): Promise<void>;
  ofRun(runId: number, attempt?: number): Promise<Job[]>;
  byId(id: number): Promise<Job | undefined>;
  /** Deletes jobs of green runs that ended before. */
  purgeGreen(before: number): Promise<number>;
};

export type Streams = {
  /** Finds or makes the stream and locks it until the transaction ends, so that one decision is made at a time. */
  lock(
    key: Pick<Stream, 'repository' | 'workflowId' | 'workflow' | 'branch' | 'lane'> & {
      now: number;
    },
  ): Promise<Stream>;
  byId(id: number): Promise<Stream | undefined>;
  noteHealth(id: number, health: Stream['health'], at: number): Promise<void>;
  /** Branch streams by repository, then workflow; at most `limit`. */
  list(filter: {
    repository?: string;
    branch?: string;
    lane?: Stream['lane'];
    limit: number;
  }): Promise<Stream[]>;
  /** Deletes streams that last ran before and have no run and no incident any more. */
  purge(before: number): Promise<number>;
};

export type Incidents = {
  byId(id: number): Promise<Incident | undefined>;
  /** The unresolved incident of a stream; there is at most one. */
  open(streamId: number): Promise<Incident | undefined>;
  /** The incident that a run of the stream belongs to. */
  covering(streamId: number, runId: number): Promise<Incident | undefined>;
  /** An incident, and behind it all that are told under its message. */
  group(id: number): Promise<Incident[]>;
  insert(incident: Omit<Incident, 'id'>): Promise<Incident>;
  update(id: number, change: Partial<Omit<Incident, 'id' | 'streamId'>>): Promise<Incident>;
  /** Newest first. */
  list(filter: {
    states: readonly IncidentState[];
    repository?: string;
    acknowledgedBy?: string;
    lane?: Stream['lane'];
    limit: number;
  }): Promise<(Incident & { stream: Stream })[]>;
  /** Deletes incidents resolved before. */
  purge(before: number): Promise<number>;
};

/** Why runs failed. */
export type Findings = {
  /** Keeps what was found of a run's attempt; a later reading replaces it. */
  put(finding: Finding): Promise<void>;
  /** Of this attempt, or of the newest that was read. */
  ofRun(runId: number, attempt?: number): Promise<Finding | undefined>;
  /** Runs that failed in the same way, newest first. */
  alike(fingerprint: string, options: { since: number; limit: number }): Promise<Finding[]>;
  /** How a workflow's attempts ended on every branch, newest first, with what was found of the red ones. */
  observed(filter: {
    repository: string;
    workflowId: number;
    since: number;
    limit: number;
  }): Promise<Observation[]>;
  /** Every attempt that ended on a commit that was red and run more than once, newest first, in any of these repositories. */
  retried(filter: {
    repositories: readonly string[];
    since: number;
    limit: number;
  }): Promise<RetriedAttempt[]>;
  purge(before: number): Promise<number>;
};

/** One attempt of a run, and of a red one what is known of why. */
export type RetriedAttempt = Timed &
  Pick<Run, 'repository' | 'workflowId' | 'workflow' | 'number' | 'url'> & {
    /** The job that failed and the first test that it named, where that is known. */
    job: string | null;
    test: string | null;
  };

/** Which incidents are told under another's message, channel by channel. */
export type Outages = {
  join(member: OutageMember, now: number): Promise<void>;
  /** In the order in which they joined; in one channel, or in all. */
  members(parent: number, channel?: string): Promise<OutageMember[]>;
  /** Unresolved incidents opened since that have a message of their own in this channel, oldest first. */
  candidates(channel: string, since: number): Promise<Incident[]>;
  /** The parents of an incident, one a channel at most. */
  of(incident: number): Promise<OutageMember[]>;
};

export type Repositories = {
  note(repository: RepositoryFact, now: number): Promise<Repository>;
  byName(name: string): Promise<Repository | undefined>;
  list(): Promise<Repository[]>;
};

export type Commits = {
  /** Adds commits; a later report fills in what an earlier one did not know (login, files). */
  note(repository: string, branch: string | null, commits: readonly CommitFact[]): Promise<void>;
  bySha(repository: string, sha: string): Promise<Commit | undefined>;
  /** Deletes commits authored before. */
  purge(before: number): Promise<number>;
};

/** Pull requests as last reported; a late older report changes nothing. */
export type Changes = {
  notePullRequest(fact: PullRequestFact): Promise<void>;
  /** The numbers of the pull requests whose merges made these commits, by commit. */
  mergedAs(repository: string, shas: readonly string[]): Promise<ReadonlyMap<string, number>>;
  pullRequest(repository: string, number: number): Promise<PullRequestFact | undefined>;
  /** Deletes those last reported before. */
  purge(before: number): Promise<number>;
};
