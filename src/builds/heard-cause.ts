import type { Finding } from '../core/cause.ts';
import type { Incident } from '../core/records.ts';
import { announce } from './announce.ts';
import { touch } from './group.ts';
import { patienceMs } from './outages.ts';
import { tellThread } from './tell-thread.ts';
import type { World } from './world.ts';

/**
 * What was found of a red run is kept, shown where the run is told of, and decides what waited for
 * it. `before` is the red run that the incident had until this one.
 */
export async function heardCause(
  id: number,
  { finding, before }: { finding: Finding; before: number | undefined },
  world: World,
): Promise<void> {
  const { tx } = world;
  await tx.findings.put(finding);
  const incident = await tx.incidents.byId(id);
  if (!incident || incident.state === 'resolved') return touch(id, world);
  const last = before === undefined ? undefined : await tx.findings.ofRun(before);
  const snoozed = (incident.snoozedUntil ?? 0) > world.now;
  if (last && isAnother(last, finding) && !snoozed) {
    await tellThread(incident, `cause-${finding.runId}`, world);
  }
  await announceAgain(incident, world);
  await announceWaiting(incident, world);
}

function isAnother({ cause: last }: Finding, { cause }: Finding): boolean {
  const told = [last, cause].every((each) => each.readable && each.category !== 'unknown');
  return told && last.fingerprint !== cause.fingerprint;
}

async function announceAgain(incident: Incident, world: World): Promise<void> {
  const stream = await world.tx.streams.byId(incident.streamId);
  if (stream) await announce(incident, stream, world);
}

/** Others that broke at the same time wait to see whether this is their reason too. */
async function announceWaiting(told: Incident, world: World): Promise<void> {
  const { tx, now } = world;
  const open = await tx.incidents.list({ states: ['triggered'], limit: 100 });
  for (const { stream, ...incident } of open) {
    const waits = incident.announcedAt === null && now - incident.openedAt <= patienceMs;
    if (!waits || incident.id === told.id) continue;
    if (await tx.findings.ofRun(incident.lastRedRun)) await announce(incident, stream, world);
  }
}
