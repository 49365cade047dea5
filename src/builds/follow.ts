import type { JobFact, RunFact } from '../core/facts.ts';
import { isRed } from '../core/health.ts';
import type { Run, Stream } from '../core/records.ts';
import { askForAttempts } from './attempts.ts';
import { decide, outcomeOf, type SeenRun, saidAt, tellingRuns } from './decide.ts';
import { touch, touchOutages } from './group.ts';
import { continueIncident, failedAgain, openIncident, resolveIncident } from './incidents.ts';
import { reportRun } from './report.ts';
import { streamOf } from './streams.ts';
import type { World } from './world.ts';

/** More red runs in a row than this are counted as this many. */
const inSight = 500;

/**
 * Records runs and decides, once for each stream that changed, what they say. Many runs at once
 * (catching up after an outage) are one decision: what broke and healed in between is not news.
 */
export async function followRuns(facts: readonly RunFact[], world: World): Promise<void> {
  const changed = new Map<number, { stream: Stream; runs: Run[] }>();
  for (const fact of facts) {
    await world.tx.repositories.note(fact.repository, world.now);
    const stream = await world.tx.streams.lock({ ...streamOf(fact), now: fact.updatedAt });
    const merged = await world.tx.runs.merge(fact, stream.id);
    if (!merged.changed) continue;
    await askForAttempts(merged.after, world);
    const entry = changed.get(stream.id) ?? { stream, runs: [] };
    entry.runs.push(merged.after);
    changed.set(stream.id, entry);
  }
  for (const { stream, runs } of changed.values()) await settle(stream, runs, world);
}

async function settle(stream: Stream, changed: readonly Run[], world: World): Promise<void> {
  const incident = await world.tx.incidents.open(stream.id);
  const all = await runsOf(stream, incident ? inSight : 50, world);
  const runs = incident ? all : await withoutClosed(stream, all, world);
  const [telling] = tellingRuns(all, incident !== undefined);
  if (telling && runs.includes(telling)) await noteHealth(stream, telling, world);
  const verdict = decide(runs, incident);
  if (verdict.kind === 'open') await openIncident(stream, verdict.stretch, world);
  if (verdict.kind === 'continue' && incident) {
    await continueIncident(incident, stream, verdict.stretch, world);
  }
  if (verdict.kind === 'resolve' && incident) await resolveIncident(incident, verdict, world);
  const again = incident && changed.find((run) => run.id === incident.lastRedRun);
  if (verdict.kind === 'nothing' && incident && again && isRed(again.outcome)) {
    await failedAgain(incident, stream, world);
  } else if (verdict.kind === 'nothing') {
    const { repository, workflow, branch } = stream;
    world.log.debug({ repository, workflow, branch, reason: verdict.reason }, 'nothing to say');
    // A rerun is under way or was cancelled: an outage says that of each of its workflows.
    if (incident && again) await touchOutages(incident.id, world);
  }
  const resolvedBy = verdict.kind === 'resolve' ? verdict.by.id : null;
  for (const run of changed) if (run.id !== resolvedBy) await reportRun(run, stream, world);
}

/** The stream's newest runs, those that were rerun with all their attempts. */
async function runsOf(stream: Stream, limit: number, { tx }: World): Promise<SeenRun[]> {
  const runs = await tx.runs.ofStream(stream.id, { limit });
  const rerun = runs.filter((run) => run.attempt > 1).map((run) => run.id);
  const attempts = rerun.length > 0 ? await tx.runs.attempts(...rerun) : [];
  return runs.map((run) => {
    const own = attempts.filter((attempt) => attempt.runId === run.id);
    return own.length > 0 ? { ...run, attempts: own } : run;
  });
}

/** What was closed while it was red says nothing any more; what failed since does. */
async function withoutClosed(
  stream: Stream,
  runs: readonly SeenRun[],
  { tx }: World,
): Promise<readonly SeenRun[]> {
  for (const run of tellingRuns(runs, false)) {
    if (!isRed(outcomeOf(run))) break;
    if (stream.lane === 'pull_request' && (await isOfClosedPull(run, tx))) return [];
    const known = await tx.incidents.covering(stream.id, run.id);
    if (known?.resolution !== 'closed' || saidAt(run) > (known.resolvedAt ?? 0)) continue;
    return runs.filter((one) => one.number > run.number || !isRed(outcomeOf(one)));
  }
  return runs;
}

/** Nobody waits for a pull request that was merged or given up meanwhile. */
async function isOfClosedPull({ id }: SeenRun, { runs, changes }: World['tx']): Promise<boolean> {
  const run = await runs.byId(id);
  if (!run || run.pullRequest === null) return false;
  const pull = await changes.pullRequest(run.repository, run.pullRequest);
  return pull !== undefined && pull.state !== 'open';
}

async function noteHealth(stream: Stream, telling: SeenRun, world: World): Promise<void> {
  const health = isRed(outcomeOf(telling)) ? 'red' : 'green';
  if (stream.health === health && stream.healthAt === telling.updatedAt) return;
  await world.tx.streams.noteHealth(stream.id, health, telling.updatedAt);
}

/** Records jobs; a message that shows their run's incident is brought up to date when one of them failed. */
export async function followJobs(facts: readonly JobFact[], world: World): Promise<void> {
  for (const fact of facts) {
    await world.tx.repositories.note(fact.repository, world.now);
    const { changed, after } = await world.tx.jobs.merge(fact);
    if (!changed || !isRed(after.outcome)) continue;
    const run = await world.tx.runs.byId(after.runId);
    const incident = run ? await world.tx.incidents.open(run.streamId) : undefined;
    if (incident) await touch(incident.id, world);
  }
}
