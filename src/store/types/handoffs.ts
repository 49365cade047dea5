import type { Handoff, HandoffEvent, HandoffNow, HandoffState, Leg } from '../../core/handoffs.ts';

/** Of teams, person and sender one is enough; without any of them, it is everybody's. */
export type HandoffFilter = {
  /** Without: all that are not done. */
  states?: readonly HandoffState[];
  /** To one of these teams (the newest leg's receiver). */
  toTeams?: readonly string[];
  /** Held by, or meant for, this person. */
  person?: string;
  /** Who opened it, or sent its newest leg. */
  sender?: string;
  limit: number;
  offset?: number;
};

/** Work on its way from one team to the next. */
export type Handoffs = {
  byId(id: number): Promise<HandoffNow | undefined>;
  /** As `byId`, and keeps others from deciding about it until the transaction ends. */
  lock(id: number): Promise<HandoffNow | undefined>;
  /** Opens one with its first leg. */
  open(
    handoff: Omit<Handoff, 'id' | 'leg'>,
    leg: Omit<Leg, 'handoff' | 'number'>,
  ): Promise<HandoffNow>;
  update(id: number, change: Partial<Omit<Handoff, 'id' | 'openedBy' | 'openedAt'>>): Promise<void>;
  /** Adds the next leg; the handoff itself is updated apart. */
  addLeg(leg: Leg): Promise<void>;
  updateLeg(
    leg: Pick<Leg, 'handoff' | 'number'>,
    change: Partial<Omit<Leg, 'handoff' | 'number'>>,
  ): Promise<void>;
  /** All legs, the first one first. */
  legs(id: number): Promise<Leg[]>;
  /** Notes what happened; answers it with its id. */
  tell(event: Omit<HandoffEvent, 'id'>): Promise<HandoffEvent>;
  event(id: number): Promise<HandoffEvent | undefined>;
  /** In the order in which it happened. */
  events(id: number): Promise<HandoffEvent[]>;
  /** Those that are not done (or in these states), oldest first: for lists, shift handovers and the Home tab. */
  list(filter: HandoffFilter): Promise<HandoffNow[]>;
  /** The one before of the same kind: from and to the same teams, about the same repository. */
  previous(
    kind: Pick<Leg, 'fromTeam' | 'toTeam'> & { repository: string; before: number },
  ): Promise<Handoff | undefined>;
  /** Those that a green run would complete. */
  awaiting(repository: string): Promise<HandoffNow[]>;
  /** Legs that were offered, accepted or ended since, oldest first: for times and counts of each team. */
  legsSince(since: number, options?: { until?: number; toTeam?: string }): Promise<Leg[]>;
  /** Deletes handoffs done before, with their legs and story. */
  purge(before: number): Promise<number>;
};
