import { createHash } from 'node:crypto';
import { parseCron } from '../core/cron.ts';
import type { DigestPlan, DigestSchedule } from '../core/digests.ts';
import { newestSlot } from '../core/slots.ts';
import type { Period } from './numbers.ts';

const hour = 3_600_000;
const day = 24 * hour;
const week = 7 * day;

/** A digest that is due again and again, by the name under which its slots are known. */
export type NamedPlan = DigestPlan & {
  name: string;
  /** Slack user id of who made it; null where it stands in baton.yml. */
  owner: string | null;
  /** Slots before this are none of its own; undefined where that is not known yet. */
  since?: number;
};

/** A plan of baton.yml goes by what it says: another time or channel makes it another one. */
export function filePlan(plan: DigestPlan): NamedPlan {
  const { channel, at, timezone, repositories, team, sections, edition } = plan;
  const said = JSON.stringify([channel, at, timezone, repositories, team, sections, edition]);
  const name = `file-${createHash('sha256').update(said).digest('hex').slice(0, 10)}`;
  return { ...plan, name, owner: null };
}

export const madePlan = ({ id, createdBy, createdAt, ...plan }: DigestSchedule): NamedPlan => ({
  ...{ ...plan, name: `made-${id}`, owner: createdBy, since: createdAt },
});

/** How late a digest is still worth reading: a morning's by lunch, a week's within the day. */
export const graceOf = ({ edition }: Pick<DigestPlan, 'edition'>): number =>
  edition === 'weekly' ? day : 4 * hour;

/** A digest that comes later than this after its time says so. */
const lateAfter = 10 * 60_000;

/** When it was due, where that is long enough ago to be said. */
export const lateSince = (slot: number, now: number): number | null =>
  now - slot > lateAfter ? slot : null;

/**
 * What a digest is about: since the slot before its own, so that none is told twice and Monday's tells of
 * the weekend, at least a day and at most a week; a weekly edition always of seven days.
 */
export function periodOf(
  { at, timezone: zone, edition }: Pick<DigestPlan, 'at' | 'timezone' | 'edition'>,
  slot: number,
): Period {
  const cron = parseCron(at);
  const to = slot;
  const before = cron && newestSlot({ cron, zone }, { from: to - week, to: to - 1 });
  const since = edition === 'weekly' || !before ? to - week : before.at;
  return { from: Math.min(since, to - day), to, zone };
}

/** The seven days up to a moment. */
export const weekBefore = ({ to, zone }: Period): Period => ({ from: to - week, to, zone });
