import type { Incident } from '../core/records.ts';
import type { World } from './world.ts';

type Desk = Pick<World, 'tx' | 'now'>;

/** An incident with all that are told under its message. */
export async function groupOf(id: number, { tx }: Pick<Desk, 'tx'>): Promise<Incident[]> {
  const ids = [id, ...(await tx.outages.members(id)).map((member) => member.incident)];
  const incidents: Incident[] = [];
  for (const each of new Set(ids)) {
    const incident = await tx.incidents.byId(each);
    if (incident) incidents.push(incident);
  }
  return incidents;
}

/** Marks every message that shows this incident: its own, and those of outages that it is part of. */
export async function touch(id: number, { tx, now }: Desk): Promise<void> {
  const parents = (await tx.outages.of(id)).map((member) => member.parent);
  for (const each of new Set([id, ...parents])) await tx.posts.touch('incident', String(each), now);
}
