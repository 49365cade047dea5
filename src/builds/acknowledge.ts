import { UserError } from '../core/errors.ts';
import type { Incident } from '../core/records.ts';
import { groupOf, lockRed, touch } from './group.ts';
import { greenAgain, heldBy, nothingToTake } from './messages/mistakes.ts';
import { noteInAudit } from './note.ts';
import { tellThread } from './tell-thread.ts';
import type { World } from './world.ts';

type Desk = Pick<World, 'tx' | 'now'>;

/**
 * Somebody takes an incident, and with it all that are told under its message. The first one has it;
 * whoever presses later is told who does.
 *
 * @throws UserError where it is over, or somebody else has it
 */
export async function acknowledge(id: number, user: string, desk: Desk): Promise<void> {
  const open = await unresolved(id, desk);
  const free = open.filter((incident) => incident.acknowledgedBy === null);
  const [holder] = open.flatMap((incident) => incident.acknowledgedBy ?? []);
  if (free.length === 0 && holder === user) return;
  if (free.length === 0 && holder !== undefined) {
    throw new UserError(...heldBy(holder));
  }
  for (const incident of free) {
    const taken = {
      state: 'acknowledged',
      acknowledgedBy: user,
      acknowledgedAt: desk.now,
    } as const;
    await desk.tx.incidents.update(incident.id, taken);
    await noteInAudit(incident, { user, what: 'acknowledge' }, desk);
    await touch(incident.id, desk);
  }
  await tellThread({ id }, 'acknowledged', desk);
}

/**
 * Holds everything about an incident back until then, or until it is green.
 *
 * @throws UserError where it is over
 */
export async function snooze(
  id: number,
  wish: { user: string; until: number },
  desk: Desk,
): Promise<void> {
  const { user, until } = wish;
  for (const incident of await unresolved(id, desk)) {
    await desk.tx.incidents.update(incident.id, { snoozedUntil: until, snoozedBy: user });
    await noteInAudit(incident, { user, what: 'snooze' }, desk);
    await touch(incident.id, desk);
  }
  const end = { kind: 'snooze-over', key: String(id), dueAt: until, now: desk.now };
  await desk.tx.work.reschedule(end);
}

/** What joins an outage that somebody has, or that is snoozed, is theirs too, and asleep with it. */
export async function takeWith(parent: number, id: number, desk: Desk): Promise<void> {
  const group = await groupOf(parent, desk);
  const others = group.filter((each) => each.id !== id && each.state !== 'resolved');
  const held = others.find(({ acknowledgedBy }) => acknowledgedBy !== null);
  if (held) {
    const { acknowledgedBy, acknowledgedAt } = held;
    await desk.tx.incidents.update(id, { state: 'acknowledged', acknowledgedBy, acknowledgedAt });
  }
  const [asleep] = others;
  if (!others.every(({ snoozedUntil }) => (snoozedUntil ?? 0) > desk.now) || !asleep) return;
  const { snoozedUntil, snoozedBy } = asleep;
  await desk.tx.incidents.update(id, { snoozedUntil, snoozedBy });
}

/** A snooze ended: if it is still red, its thread says so. */
export async function endSnooze(id: number, desk: Desk): Promise<void> {
  const group = await groupOf(id, desk);
  const asleep = group.filter(
    ({ state, snoozedUntil }) => state !== 'resolved' && snoozedUntil !== null,
  );
  if (asleep.length === 0) return;
  for (const incident of asleep) {
    await desk.tx.incidents.update(incident.id, { snoozedUntil: null, snoozedBy: null });
    await touch(incident.id, desk);
  }
  await tellThread({ id }, 'snooze-over', desk);
}

/**
 * What of it is red, locked: of two who take it at one moment the second sees that it is taken.
 *
 * @throws UserError where there is no such incident, or all of it is over
 */
async function unresolved(id: number, desk: Desk): Promise<Incident[]> {
  const group = await groupOf(id, desk);
  if (group.length === 0) throw new UserError(...nothingToTake);
  const open: Incident[] = [];
  for (const each of group) {
    const red = each.state === 'resolved' ? undefined : await lockRed(each, desk);
    if (red) open.push(red);
  }
  if (open.length === 0) throw new UserError(greenAgain);
  return open;
}
