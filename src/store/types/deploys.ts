import type { Deploy, Deployment, DeployState, Environment, Lock } from '../../core/deploys.ts';
import type { DeploymentFact } from '../../core/facts.ts';

/**
 * GitHub's deployments, in whatever order they are reported. Who asks about production alone filters
 * by `isProduction` of core/deploy-rules.ts.
 */
export type Deployments = {
  note(fact: DeploymentFact): Promise<void>;
  byId(id: number): Promise<Deployment | undefined>;
  /** Newest first by creation; `since` and `until` are about when it ended, and leave out what is under way. */
  list(filter: {
    repository?: string;
    environment?: string;
    result?: Deployment['result'];
    since?: number;
    until?: number;
    limit: number;
  }): Promise<Deployment[]>;
  /** What is under way and was created since, newest first: GitHub never ends some. */
  inFlight(filter: { repository?: string; since: number; limit: number }): Promise<Deployment[]>;
  /** The one that succeeded last on each environment: what runs there. */
  running(repository: string): Promise<Deployment[]>;
  /** Made by a run, newest first. */
  ofRun(runId: number): Promise<Deployment[]>;
  /** Deletes those last reported before, but for what still runs. */
  purge(before: number): Promise<number>;
};

/** Environments by repository, then name. */
export type Environments = {
  /** Adds one; what is known of it stays where the new report does not know. */
  note(environment: Environment, now: number): Promise<void>;
  list(repository?: string): Promise<Environment[]>;
  /** Makes sure that it is there and locks it until the transaction ends: one decision at a time. */
  lock(environment: Pick<Environment, 'repository' | 'name'>, now: number): Promise<void>;
};

/** What Baton tells of. */
export type Deploys = {
  insert(deploy: Omit<Deploy, 'id'>): Promise<Deploy>;
  update(
    id: number,
    change: Partial<Omit<Deploy, 'id' | 'repository' | 'environment'>>,
  ): Promise<Deploy>;
  byId(id: number): Promise<Deploy | undefined>;
  /** The one that an act began. */
  ofAct(actId: number): Promise<Deploy | undefined>;
  /** All of these runs, oldest first: a run may deploy to several environments. */
  ofRun(...runIds: number[]): Promise<Deploy[]>;
  /** Newest first. */
  list(filter: {
    repository?: string;
    environment?: string;
    states?: readonly DeployState[];
    since?: number;
    limit: number;
  }): Promise<Deploy[]>;
  /** Deletes those asked for before. */
  purge(before: number): Promise<number>;
};

export type Locks = {
  insert(lock: Omit<Lock, 'id'>): Promise<Lock>;
  byId(id: number): Promise<Lock | undefined>;
  /** The ones that hold, of one environment, one repository, or all. */
  held(of?: { repository?: string; environment?: string }): Promise<Lock[]>;
  /** Ends one that holds; answers false where it was lifted already. */
  lift(id: number, by: string | null, now: number): Promise<boolean>;
};
