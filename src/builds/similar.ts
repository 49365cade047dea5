import type { Finding } from '../core/cause.ts';
import type { Commit, Incident, Repository, Run, Stream } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';
import { repositoryOf } from './show.ts';

/** What failed longer ago says little about today. */
export const similarForMs = 180 * 24 * 60 * 60 * 1000;
/** Of a failure that comes every day, the newest are looked at. */
const mostAlike = 500;

/** Another incident with the same failure, and how it ended. */
export type SimilarIncident = {
  incident: Incident;
  stream: Stream;
  repository: Repository;
  firstRed: Run;
  /** What turned it green. */
  fix: Commit | undefined;
};

/** Incidents that failed in the same way, newest first: `limit` of them after the first `skip`. */
export async function similarTo(
  finding: Finding,
  { now, skip, limit }: { now: number; skip: number; limit: number },
  tables: Tables,
): Promise<SimilarIncident[]> {
  const since = now - similarForMs;
  const alike = await tables.findings.alike(finding.cause.fingerprint, { since, limit: mostAlike });
  const own = await tables.incidents.covering(finding.streamId, finding.runId);
  const seen = new Set([own?.id]);
  const found: Incident[] = [];
  for (const { streamId, runId } of alike) {
    if (found.length === skip + limit) break;
    const incident = await tables.incidents.covering(streamId, runId);
    if (!incident || seen.has(incident.id)) continue;
    seen.add(incident.id);
    found.push(incident);
  }
  const told = await Promise.all(found.slice(skip).map((incident) => tell(incident, tables)));
  return told.filter((one) => one !== undefined);
}

async function tell(incident: Incident, tables: Tables): Promise<SimilarIncident | undefined> {
  const stream = await tables.streams.byId(incident.streamId);
  const firstRed = await tables.runs.byId(incident.firstRedRun);
  if (!stream || !firstRed) return undefined;
  const { resolvedByRun } = incident;
  const green = resolvedByRun === null ? undefined : await tables.runs.byId(resolvedByRun);
  const fix = green && (await tables.commits.bySha(green.repository, green.sha));
  return { incident, stream, firstRed, fix, repository: await repositoryOf(firstRed, tables) };
}
