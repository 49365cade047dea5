import type { RunRef } from '../core/args.ts';
import { UserError } from '../core/errors.ts';
import type { PullRequestFact } from '../core/facts.ts';
import type { Incident } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';
import { groupOf, lockRed, touch } from './group.ts';
import { notRed, overAlready } from './messages/mistakes.ts';
import { noteInAudit } from './note.ts';
import type { Standing } from './scope.ts';
import { findRun } from './show.ts';
import { type Closed, tellEnd } from './tell-thread.ts';
import type { World } from './world.ts';

type Desk = Pick<World, 'tx' | 'now'>;

/**
 * Ends an incident that no green run will end: its branch, its workflow or its pull request is gone, or
 * somebody says so. A later red run is an incident of its own.
 */
export async function closeIncident(incident: Incident, why: Closed, desk: Desk): Promise<void> {
  const { tx, now } = desk;
  const { id, streamId, redSince } = incident;
  const resolvedAt = Math.max(now, redSince);
  await tx.incidents.update(id, { state: 'resolved', resolvedAt, resolution: 'closed' });
  await tx.streams.noteHealth(streamId, 'unknown', now);
  await tellEnd(id, why, desk);
  await touch(id, desk);
}

/** Somebody closes what is red; in an incident's thread, all that is told there. */
export async function closeByHand(
  incidents: readonly Incident[],
  user: string,
  desk: Desk,
): Promise<void> {
  for (const each of incidents) {
    const incident = await lockRed(each, desk);
    if (!incident) continue;
    await closeIncident(incident, `closed-by-${user}`, desk);
    await noteInAudit(incident, { user, what: 'close' }, desk);
  }
}

/**
 * What somebody wants to close: what is red where the run that they name ran, or all that is told in
 * the thread where they ask.
 *
 * @throws UserError where nothing of it is red
 */
export async function toBeClosed(
  ref: RunRef | undefined,
  standing: Standing,
  tables: Tables,
): Promise<
  { incidents: Incident[] } | Extract<Awaited<ReturnType<typeof findRun>>, { number: number }>
> {
  if (ref === undefined && standing.incident !== undefined) {
    const group = await groupOf(standing.incident, { tx: tables });
    const open = group.filter(({ state }) => state !== 'resolved');
    if (open.length > 0) return { incidents: open };
    throw new UserError(overAlready);
  }
  const found = await findRun(ref, standing, tables);
  if ('several' in found) return found;
  const incident = await tables.incidents.open(found.run.streamId);
  if (incident) return { incidents: [incident] };
  throw new UserError(...notRed(found.run));
}

const mostOpen = 200;

/** A pull request was merged or given up: nobody waits for it to be green. */
export async function closeOfPull(
  { repository, number, sha }: PullRequestFact,
  desk: Desk,
): Promise<void> {
  const { tx } = desk;
  const now = await tx.changes.pullRequest(repository.name, number);
  if (!now || now.state === 'open') return;
  const states = ['triggered', 'acknowledged'] as const;
  const where = { states, repository: repository.name, lane: 'pull_request' } as const;
  for (const each of await tx.incidents.list({ ...where, limit: mostOpen })) {
    const incident = await lockRed(each, desk);
    if (!incident) continue;
    const run = await tx.runs.byId(incident.lastRedRun);
    // Of forks GitHub does not say which pull request a run is for.
    const isIts = run?.pullRequest === number || (run?.pullRequest === null && run.sha === sha);
    if (isIts) await closeIncident(incident, 'closed-pull', desk);
  }
}
