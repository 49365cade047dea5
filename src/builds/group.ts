import type { Incident } from '../core/records.ts';
import type { World } from './world.ts';

type Desk = Pick<World, 'tx' | 'now'>;

/** An incident with all that are told under its message. */
export const groupOf = (id: number, { tx }: Pick<Desk, 'tx'>): Promise<Incident[]> =>
  tx.incidents.group(id);

/**
 * An incident that is still red, locked with its stream until the transaction ends: it may have turned
 * green, or red anew, since it was looked for.
 */
export async function lockRed(
  { id, streamId }: Pick<Incident, 'id' | 'streamId'>,
  { tx }: Pick<Desk, 'tx'>,
): Promise<Incident | undefined> {
  const stream = await tx.streams.byId(streamId);
  if (stream) await tx.streams.lock({ ...stream, now: stream.lastRunAt });
  const incident = await tx.incidents.byId(id);
  return incident?.state === 'resolved' ? undefined : incident;
}

/**
 * Marks every message that shows this incident, its own and those of outages that it is part of, and
 * has the pages about all of them looked at: a page about an outage ends with the last of its builds.
 */
export async function touch(id: number, { tx, now }: Desk): Promise<void> {
  const parents = (await tx.outages.of(id)).map((member) => member.parent);
  for (const each of new Set([id, ...parents])) {
    await tx.posts.touch('incident', String(each), now);
    for (const page of await tx.pages.ofIncident(each)) {
      if (page.closedAt !== null) continue;
      await tx.work.reschedule({ kind: 'page', key: String(page.id), dueAt: now, now });
    }
  }
}

/** Marks the messages of the outages that an incident is part of; one that is told alone is left as it is. */
export async function touchOutages(id: number, { tx, now }: Desk): Promise<void> {
  const members = [...(await tx.outages.of(id)), ...(await tx.outages.members(id))];
  for (const parent of new Set(members.map((member) => member.parent)))
    await tx.posts.touch('incident', String(parent), now);
}
