import type { Incident, Stream } from '../core/records.ts';
import { announce } from './announce.ts';
import { redSince, type Stretch, type Verdict } from './decide.ts';
import { touch } from './group.ts';
import { tellEnd } from './tell-thread.ts';
import type { World } from './world.ts';

/** Begins an incident and tells whoever hears of its stream. */
export async function openIncident(stream: Stream, stretch: Stretch, world: World): Promise<void> {
  const incident = await world.tx.incidents.insert({
    streamId: stream.id,
    state: 'triggered',
    ...extent(stretch),
    openedAt: world.now,
    announcedAt: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
    snoozedUntil: null,
    snoozedBy: null,
    resolvedAt: null,
    resolvedByRun: null,
    resolution: null,
    mendedHow: null,
    mendedBy: null,
  });
  await askForCause(incident, undefined, world);
  await announce(incident, stream, world);
}

/** Brings an incident in line with the stretch of red that it stands for. */
export async function continueIncident(
  incident: Incident,
  stream: Stream,
  stretch: Stretch,
  world: World,
): Promise<void> {
  const changed = await world.tx.incidents.update(incident.id, extent(stretch));
  const before = incident.lastRedRun;
  if (changed.lastRedRun !== before) await askForCause(changed, before, world);
  await announce(changed, stream, world);
}

/** Ends an incident: its message turns green, and its thread says so where somebody could read it. */
export async function resolveIncident(
  incident: Incident,
  verdict: Extract<Verdict, { kind: 'resolve' }>,
  world: World,
): Promise<void> {
  await world.tx.incidents.update(incident.id, {
    state: 'resolved',
    resolvedAt: Math.max(verdict.by.updatedAt, incident.redSince),
    resolvedByRun: verdict.by.id,
    resolution: verdict.resolution,
  });
  await tellEnd(incident.id, 'green', world);
  await touch(incident.id, world);
}

function extent(stretch: Stretch) {
  return {
    firstRedRun: stretch.first.id,
    lastRedRun: stretch.last.id,
    redRuns: stretch.count,
    redSince: redSince(stretch.first),
    lastGreenRun: stretch.lastGreen?.id ?? null,
  };
}

/** A rerun of the newest red run failed as well: what was held back for it is told, and its log is read. */
export async function failedAgain(incident: Incident, stream: Stream, world: World): Promise<void> {
  await askForCause(incident, undefined, world);
  await announce(incident, stream, world);
}

/** The log says why; what no webhook told of the jobs is read with it. */
async function askForCause(
  incident: Incident,
  before: number | undefined,
  { tx, now }: World,
): Promise<void> {
  const run = await tx.runs.byId(incident.lastRedRun);
  if (!run) return;
  const wanted = { incident: incident.id, run: run.id, attempt: run.attempt };
  const payload = { ...wanted, ...(before === undefined ? {} : { before }) };
  const key = `${run.id}#${run.attempt}`;
  await tx.work.ask({ kind: 'read-cause', key, payload, dueAt: now, now });
}
