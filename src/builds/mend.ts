import { UserError } from '../core/errors.ts';
import { redact } from '../core/redact.ts';
import { cut } from '../core/text.ts';
import { groupOf, touch } from './group.ts';
import { incidentForgotten, stillRed } from './messages/mistakes.ts';
import { noteInAudit } from './note.ts';
import { tellThread } from './tell-thread.ts';
import type { World } from './world.ts';

/** Enough to say what to do the next time; more belongs into the project's own notes. */
export const mostSaid = 500;

/**
 * Keeps how somebody mended an incident, and with it all that were told under its message. Its
 * thread shows it, and so does the next failure of the same kind. Nothing said changes nothing.
 *
 * @throws UserError where there is no such incident, or it is red still
 */
export async function sayHow(
  id: number,
  { user, how }: { user: string; how: string },
  desk: Pick<World, 'tx' | 'now'>,
): Promise<void> {
  const mendedHow = cut(redact(how.trim()), mostSaid);
  if (mendedHow === '') return;
  const group = await groupOf(id, desk);
  const over = group.filter((incident) => incident.state === 'resolved');
  if (over.length === 0) throw new UserError(group.length === 0 ? incidentForgotten : stillRed);
  for (const incident of over) {
    await desk.tx.incidents.update(incident.id, { mendedHow, mendedBy: user });
    await noteInAudit(incident, { user, what: 'say how it was fixed' }, desk);
    await touch(incident.id, desk);
  }
  await tellThread({ id }, 'mended', desk);
}
