import { UserError } from '../core/errors.ts';
import { mention } from '../core/inline.ts';
import type { Incident } from '../core/records.ts';
import { tellThread } from './incidents.ts';
import type { World } from './world.ts';

type Desk = Pick<World, 'tx' | 'now'>;

/**
 * Somebody takes an incident. The first one has it; whoever presses later is told who does.
 *
 * @throws UserError where it is over, or somebody else has it
 */
export async function acknowledge(id: number, user: string, desk: Desk): Promise<void> {
  const incident = await unresolved(id, desk);
  if (incident.acknowledgedBy === user) return;
  if (incident.acknowledgedBy !== null) {
    throw new UserError(
      [mention(incident.acknowledgedBy), ' has this one already.'],
      'Talk to them in its thread.',
    );
  }
  await desk.tx.incidents.update(id, {
    state: 'acknowledged',
    acknowledgedBy: user,
    acknowledgedAt: desk.now,
  });
  await tellThread(incident, 'acknowledged', desk);
  await touched(id, user, 'acknowledge', desk);
}

/** Holds everything about an incident back until then, or until it is green. */
export async function snooze(
  id: number,
  wish: { user: string; until: number },
  desk: Desk,
): Promise<void> {
  await unresolved(id, desk);
  await desk.tx.incidents.update(id, { snoozedUntil: wish.until, snoozedBy: wish.user });
  await desk.tx.work.reschedule({
    kind: 'snooze-over',
    key: String(id),
    dueAt: wish.until,
    now: desk.now,
  });
  await touched(id, wish.user, 'snooze', desk);
}

/** A snooze ended: if it is still red, its thread says so. */
export async function endSnooze(id: number, desk: Desk): Promise<void> {
  const incident = await desk.tx.incidents.byId(id);
  if (!incident || incident.state === 'resolved' || incident.snoozedUntil === null) return;
  await desk.tx.incidents.update(id, { snoozedUntil: null, snoozedBy: null });
  await tellThread(incident, 'snooze-over', desk);
  await desk.tx.posts.touch('incident', String(id), desk.now);
}

/** @throws UserError where there is no such incident, or it is over */
async function unresolved(id: number, desk: Desk): Promise<Incident> {
  const incident = await desk.tx.incidents.byId(id);
  if (!incident)
    throw new UserError(
      'This incident is no longer kept.',
      'Type `/ci failures` for what is red now.',
    );
  if (incident.state === 'resolved')
    throw new UserError('This is green again: there is nothing left to do.');
  return incident;
}

async function touched(id: number, user: string, what: string, desk: Desk): Promise<void> {
  const target = `incident ${id}`;
  await desk.tx.audit.note({
    at: desk.now,
    who: user,
    what,
    target,
    from: 'slack',
    result: 'done',
  });
  await desk.tx.posts.touch('incident', String(id), desk.now);
}
