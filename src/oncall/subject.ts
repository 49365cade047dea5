import type { Page } from '../core/oncall.ts';
import type { Incident } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';
import type { Subject } from './decide.ts';

/** What a page is about, as it stands now: its incident with all that are told under it, or itself. */
export async function subjectOf(page: Page, tx: Tables, now: number): Promise<Subject> {
  if (page.incident === null) return ofItself(page);
  const group = await tx.incidents.group(page.incident);
  const open = group.filter(({ state }) => state !== 'resolved');
  const [first] = open;
  if (!first) return { ...nobody, state: 'resolved', snoozedUntil: null, movedAt: now };
  return { ...holder(open), snoozedUntil: snoozed(open, now), movedAt: await moved(open, tx) };
}

const nobody = { acknowledgedBy: null, acknowledgedAt: null } as const;

function ofItself(page: Page): Subject {
  const { acknowledgedBy, acknowledgedAt, snoozedUntil, closedAt, openedAt } = page;
  const movedAt = acknowledgedAt ?? openedAt;
  const shared = { acknowledgedBy, acknowledgedAt, snoozedUntil, movedAt };
  if (closedAt !== null) return { ...shared, state: 'resolved' };
  return { ...shared, state: acknowledgedBy === null ? 'triggered' : 'acknowledged' };
}

/** Whoever has one of them has the reason of all: one that joins later calls nobody again. */
function holder(open: readonly Incident[]): Omit<Subject, 'snoozedUntil' | 'movedAt'> {
  const taken = open.filter((each) => each.acknowledgedBy !== null);
  const [first] = taken;
  if (!first) return { ...nobody, state: 'triggered' };
  const acknowledgedAt = Math.max(...taken.map((each) => each.acknowledgedAt ?? 0));
  return { state: 'acknowledged', acknowledgedBy: first.acknowledgedBy, acknowledgedAt };
}

function snoozed(open: readonly Incident[], now: number): number | null {
  const ends = open.map(({ snoozedUntil }) => snoozedUntil ?? 0);
  const end = Math.min(...ends);
  return end > now ? end : null;
}

/** A run of any of the streams moves something. */
async function moved(open: readonly Incident[], { streams }: Tables): Promise<number> {
  const found = await Promise.all(open.map(({ streamId }) => streams.byId(streamId)));
  return Math.max(0, ...found.map((stream) => stream?.lastRunAt ?? 0));
}
