import type { Incident } from '../core/records.ts';
import type { World } from './world.ts';

/** Notes in the audit what somebody, or Baton itself, did about an incident, named by the workflow that is red. */
export async function noteInAudit(
  incident: Pick<Incident, 'id' | 'streamId'>,
  { user, what, from = 'Slack' }: { user: string; what: string; from?: string },
  { tx, now }: Pick<World, 'tx' | 'now'>,
): Promise<void> {
  const stream = await tx.streams.byId(incident.streamId);
  const target = stream ? `${stream.workflow} on ${stream.branch}` : `incident ${incident.id}`;
  const entry = { who: user, what, target, repository: stream?.repository ?? null };
  await tx.audit.note({ at: now, ...entry, from, result: 'done' });
}
