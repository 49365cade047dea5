import type { Incident } from '../core/records.ts';
import { patienceMs } from './outages.ts';
import type { World } from './world.ts';

export type RerunFirst = { kind: 'tell' } | { kind: 'hold'; until: number; reason: string };

/** A rerun that has not ended by then no longer holds anything back. */
const rerunPatienceMs = 45 * 60_000;

/**
 * With `rerun_failed_once`, a failure that looks flaky is rerun before anyone is told. Only a first
 * attempt is; what fails again is told like everything else.
 */
export async function rerunFirst(incident: Incident, world: World): Promise<RerunFirst> {
  const { tx, now } = world;
  const run = await tx.runs.byId(incident.lastRedRun);
  if (!run || run.attempt > 1) return { kind: 'tell' };
  const finding = await tx.findings.ofRun(run.id);
  if (!finding) {
    const until = incident.openedAt + patienceMs;
    return now < until
      ? { kind: 'hold', until, reason: 'its cause is being read' }
      : { kind: 'tell' };
  }
  if (finding.flaky === null) return { kind: 'tell' };
  const until = finding.at + rerunPatienceMs;
  const refused = await tx.memory.get<string>('rerun-refused', String(run.id));
  if (refused !== undefined || now >= until) return { kind: 'tell' };
  const payload = { repository: run.repository, run: run.id, incident: incident.id };
  await tx.work.ask({ kind: 'rerun', key: String(run.id), payload, dueAt: now, now });
  return { kind: 'hold', until, reason: 'looks flaky, its failed jobs are run again first' };
}
