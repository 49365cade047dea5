import type {
  CalendarEntry,
  Handover,
  Override,
  Page,
  PageCall,
  ShiftOffer,
} from '../../core/oncall.ts';

/** Who is on call other than the rotation says. */
export type Overrides = {
  insert(override: Omit<Override, 'id'>): Promise<Override>;
  byId(id: number): Promise<Override | undefined>;
  remove(id: number): Promise<boolean>;
  /** Those that end after, in the order in which they were made; of one team, or of all. */
  endingAfter(at: number, team?: string): Promise<Override[]>;
  /** Deletes those that ended before. */
  purge(before: number): Promise<number>;
};

/** Shifts that somebody would like to give away. */
export type ShiftOffers = {
  /** Keeps it; the same shift of the same person offered again is the same offer. */
  put(offer: Omit<ShiftOffer, 'id' | 'takenBy' | 'takenAt'>): Promise<ShiftOffer>;
  byId(id: number): Promise<ShiftOffer | undefined>;
  /** Answers false where somebody has taken it already. */
  take(id: number, by: { slack: string; at: number }): Promise<boolean>;
  purge(before: number): Promise<number>;
};

/** What other calendars say about who is on call, as last read. */
export type Calendars = {
  /** By the name of the layer. */
  entriesOf(team: string): Promise<Map<string, CalendarEntry[]>>;
  find(team: string, layer: string): Promise<CalendarState | undefined>;
  put(team: string, layer: string, state: CalendarState): Promise<void>;
};

export type CalendarState = {
  entries: CalendarEntry[];
  etag: string | null;
  /** When it was last read; null where it never was. */
  readAt: number | null;
  /** Why it cannot be read, and since when. */
  error: string | null;
  failingSince: number | null;
};

/** Shifts that go from one person to another. */
export type Handovers = {
  /**
   * The handover of that layer at that moment, made where there is none; `changed` where people differ
   * from `before`.
   */
  put(handover: Omit<Handover, 'id' | 'acceptedBy' | 'acceptedAt'>): Promise<{
    handover: Handover;
    changed: boolean;
    before: Handover | undefined;
  }>;
  byId(id: number): Promise<Handover | undefined>;
  /** Answers false where it is accepted already. */
  accept(id: number, by: { slack: string; at: number }): Promise<boolean>;
  purge(before: number): Promise<number>;
};

/** One call, with when its page was opened and acknowledged; for the load of a shift, not for ranking people. */
export type CallRecord = Pick<PageCall, 'page' | 'nth' | 'layer' | 'person' | 'at'> &
  Pick<Page, 'team' | 'severity' | 'incident' | 'openedAt'>;

/** Calls to people on call. */
export type Pages = {
  /** A page of that team about that incident, where there is one already; undefined then. */
  insert(
    page: Pick<
      Page,
      'team' | 'severity' | 'incident' | 'title' | 'channel' | 'openedBy' | 'openedAt'
    >,
  ): Promise<Page | undefined>;
  /** Locks it until the transaction ends, so that one decision is made at a time. */
  lock(id: number): Promise<Page | undefined>;
  byId(id: number): Promise<Page | undefined>;
  update(id: number, change: Partial<Omit<Page, 'id' | 'team' | 'incident'>>): Promise<void>;
  /** About an incident, or one that it is told under; open ones and others. */
  ofIncident(incident: number): Promise<Page[]>;
  /** Not over, oldest first; of one team, or of all. */
  open(filter: { team?: string; limit: number }): Promise<Page[]>;
  /** About how many people are being called just now, and somebody (Slack user id) was, too. */
  waitingFor(slack: string): Promise<number>;
  addCall(call: PageCall): Promise<void>;
  /** In order. */
  callsOf(page: number): Promise<PageCall[]>;
  /** All calls of a span of time, oldest first: how much each shift had to carry. */
  calls(span: { since: number; until: number }): Promise<CallRecord[]>;
  /** Deletes those that were over before, with their calls. */
  purge(before: number): Promise<number>;
};
