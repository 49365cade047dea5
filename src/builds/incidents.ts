import { isRed } from '../core/health.ts';
import type { Incident, Stream } from '../core/records.ts';
import { announce } from './announce.ts';
import type { Stretch, Verdict } from './decide.ts';
import type { World } from './world.ts';

/** How long jobs that GitHub may still be telling us about are waited for before they are asked for. */
const jobsGrace = 5_000;

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
  await askForJobs(incident, world);
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
  if (changed.lastRedRun !== incident.lastRedRun) await askForJobs(changed, world);
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
  await world.tx.work.cancel('snooze-over', String(incident.id));
  await tellThread(incident, 'green', world);
  await world.tx.posts.touch('incident', String(incident.id), world.now);
}

/** Adds a reply to each thread of the incident that is there already; a message not yet sent says it itself. */
export async function tellThread(
  incident: Pick<Incident, 'id'>,
  what: 'green' | 'acknowledged' | 'snooze-over',
  world: Pick<World, 'tx' | 'now'>,
): Promise<void> {
  for (const post of await world.tx.posts.bySubject('incident', String(incident.id))) {
    if (post.ts === null) continue;
    await world.tx.posts.show({
      key: `${post.key}:${what}`,
      kind: 'incident-note',
      subject: `${incident.id}:${what}`,
      channel: post.channel,
      threadOf: post.key,
      now: world.now,
    });
  }
}

function extent(stretch: Stretch) {
  return {
    firstRedRun: stretch.first.id,
    lastRedRun: stretch.last.id,
    redRuns: stretch.count,
    redSince: stretch.first.updatedAt,
    lastGreenRun: stretch.lastGreen?.id ?? null,
  };
}

/** Webhooks for jobs may be switched off or lost; the failing ones are then read from GitHub. */
async function askForJobs(incident: Incident, world: World): Promise<void> {
  const run = await world.tx.runs.byId(incident.lastRedRun);
  if (!run) return;
  const known = await world.tx.jobs.ofRun(run.id, run.attempt);
  if (known.some((job) => isRed(job.outcome))) return;
  await world.tx.work.ask({
    kind: 'read-jobs',
    key: `${run.id}#${run.attempt}`,
    payload: { repository: run.repository, runId: run.id, attempt: run.attempt },
    dueAt: world.now + jobsGrace,
    now: world.now,
  });
}
