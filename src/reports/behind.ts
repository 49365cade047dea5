import { type Group, groupBy } from '../core/group.ts';
import type { HandoffNow } from '../core/handoffs.ts';
import { isRed } from '../core/health.ts';
import type { Page } from '../core/oncall.ts';
import type { Incident, Run, Stream } from '../core/records.ts';
import type { CallRecord, Tables } from '../store/types/index.ts';
import type { Evidence, RunEvidence, Scope } from './numbers.ts';

type Reading = Pick<Tables, 'reports' | 'runs' | 'incidents' | 'streams'>;

/** The runs that a number rests on, newest first; at most `limit`. Of incidents, the story of each. */
export async function runsBehind(
  evidence: RunEvidence,
  { scope, limit }: { scope: Scope; limit: number },
  tables: Reading,
): Promise<Run[]> {
  if (evidence.kind === 'filter') return filtered(evidence, { scope, limit }, tables);
  const found =
    evidence.kind === 'runs'
      ? await those([...new Set(evidence.ids)].slice(0, limit), tables)
      : (await Promise.all(evidence.ids.map((id) => storyOf(id, limit, tables)))).flat();
  const distinct = [...new Map(found.map((run) => [run.id, run])).values()];
  return distinct.sort((a, b) => b.createdAt - a.createdAt || b.id - a.id).slice(0, limit);
}

async function those(ids: readonly number[], { runs }: Pick<Tables, 'runs'>): Promise<Run[]> {
  const found = await Promise.all(ids.map((id) => runs.byId(id)));
  return found.flatMap((run) => run ?? []);
}

/** An incident from its first red run to the green one that ended it; what said nothing in between is left out. */
async function storyOf(
  id: number,
  limit: number,
  { incidents, runs }: Pick<Tables, 'incidents' | 'runs'>,
): Promise<Run[]> {
  const incident = await incidents.byId(id);
  if (!incident) return [];
  const { streamId, firstRedRun, lastRedRun, resolvedByRun } = incident;
  const ends = [firstRedRun, lastRedRun, resolvedByRun ?? lastRedRun];
  const numbers = (await those(ends, { runs })).map((run) => run.number);
  if (numbers.length === 0) return [];
  const [since, until] = [Math.min(...numbers), Math.max(...numbers)];
  const between = await runs.ofStream(streamId, { limit, since, until });
  return between.filter((run) => ends.includes(run.id) || isRed(run.outcome));
}

/** The handoffs that a number rests on, the newest first; at most `limit`. */
export async function handoffsBehind(
  { ids }: Extract<Evidence, { kind: 'handoffs' }>,
  limit: number,
  { handoffs }: Pick<Tables, 'handoffs'>,
): Promise<HandoffNow[]> {
  const newest = [...ids].sort((a, b) => b - a).slice(0, limit);
  const found = await Promise.all(newest.map((id) => handoffs.byId(id)));
  return found.flatMap((one) => one ?? []);
}

/** A page in one layer, and how often somebody was called; who it was is not told. */
export type CalledPage = Pick<Page, 'team' | 'title'> & {
  layer: string;
  calls: number;
  firstAt: number;
  /** By whoever had it, not by whoever was called. */
  acknowledgedAt: number | null;
  /** What is red, and its newest red run. */
  about: { stream: Stream; run: Run | undefined } | undefined;
};

type Paged = Pick<Tables, 'pages' | 'incidents' | 'streams' | 'runs'>;

/** The pages that a number rests on, by layer and page, the newest first; at most `limit`. */
export async function pagesBehind(
  { from, to, teams }: Extract<Evidence, { kind: 'pages' }>,
  limit: number,
  tables: Paged,
): Promise<CalledPage[]> {
  const calls = await tables.pages.calls({ since: from, until: to });
  const counted = calls.filter(({ team }) => teams === null || teams.includes(team));
  const shifts = [...groupBy(counted, ({ page, layer }) => `${page} ${layer}`).values()];
  const newest = shifts.toSorted(([a], [b]) => b.at - a.at).slice(0, limit);
  const found = await Promise.all(newest.map((group) => calledPage(group, tables)));
  return found.flatMap((one) => one ?? []);
}

async function calledPage(
  group: Group<CallRecord>,
  tables: Paged,
): Promise<CalledPage | undefined> {
  const [first] = group;
  const page = await tables.pages.byId(first.page);
  if (!page) return undefined;
  const { team, title, incident: id } = page;
  const incident = id === null ? undefined : await tables.incidents.byId(id);
  return {
    ...{ team, title, layer: first.layer, calls: group.length, firstAt: first.at },
    acknowledgedAt: incident?.acknowledgedAt ?? page.acknowledgedAt,
    about: incident && (await aboutOf(incident, tables)),
  };
}

async function aboutOf(
  { streamId, lastRedRun }: Incident,
  { streams, runs }: Paged,
): Promise<CalledPage['about']> {
  const stream = await streams.byId(streamId);
  return stream && { stream, run: await runs.byId(lastRedRun) };
}

/** What counts for health is of watched streams alone; what counts for time and money is of all. */
async function filtered(
  evidence: Extract<RunEvidence, { kind: 'filter' }>,
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
  { outcome, from }: Extract<RunEvidence, { kind: 'filter' }>,
  scope: Scope,
  { reports }: Pick<Tables, 'reports'>,
): Promise<number[] | undefined> {
  if (outcome !== 'telling' && outcome !== 'red') return undefined;
  const known = await reports.streams({ repositories: scope.repositories, since: from });
  return known.flatMap((one) => (scope.watched(one) ? [one.id] : []));
}
