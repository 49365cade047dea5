import type { Run } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';
import type { Evidence, Scope } from './numbers.ts';

type Reading = Pick<Tables, 'reports' | 'runs' | 'incidents' | 'streams'>;

/** The runs that a number rests on, newest first; at most `limit`. Of incidents, their newest red runs. */
export async function runsBehind(
  evidence: Evidence,
  { scope, limit }: { scope: Scope; limit: number },
  tables: Reading,
): Promise<Run[]> {
  if (evidence.kind === 'filter') return filtered(evidence, { scope, limit }, tables);
  const ids = evidence.kind === 'runs' ? evidence.ids : await redRunsOf(evidence.ids, tables);
  const found: Run[] = [];
  for (const id of [...new Set(ids)].slice(0, limit)) {
    const run = await tables.runs.byId(id);
    if (run) found.push(run);
  }
  return found.sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
}

async function redRunsOf(
  ids: readonly number[],
  { incidents }: Pick<Tables, 'incidents'>,
): Promise<number[]> {
  const runs: number[] = [];
  for (const id of ids) {
    const incident = await incidents.byId(id);
    if (incident) runs.push(incident.lastRedRun);
  }
  return runs;
}

/** What counts for health is of watched streams alone; what counts for time and money is of all. */
async function filtered(
  evidence: Extract<Evidence, { kind: 'filter' }>,
  { scope, limit }: { scope: Scope; limit: number },
  { reports }: Reading,
): Promise<Run[]> {
  const { outcome, from, to, repository, workflowId, stream } = evidence;
  const repositories = scope.repositories.filter(
    (one) => repository === undefined || one === repository,
  );
  const streams = stream === undefined ? await watchedOf(evidence, scope, { reports }) : [stream];
  return reports.runs({
    ...{ repositories, outcome, from, to, limit },
    ...(workflowId === undefined ? {} : { workflowId }),
    ...(streams ? { streams } : {}),
  });
}

async function watchedOf(
  { outcome, from }: Extract<Evidence, { kind: 'filter' }>,
  scope: Scope,
  { reports }: Pick<Tables, 'reports'>,
): Promise<number[] | undefined> {
  if (outcome !== 'telling' && outcome !== 'red') return undefined;
  const known = await reports.streams({ repositories: scope.repositories, since: from });
  return known.flatMap((one) => (scope.watched(one) ? [one.id] : []));
}
