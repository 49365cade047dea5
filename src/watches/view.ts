import type { Repository, Run } from '../core/records.ts';
import type { Watch } from '../core/settings.ts';
import type { Lapse } from '../core/watches.ts';
import type { Tables } from '../store/types/index.ts';
import { historyOf } from './history.ts';
import { lapseOf } from './look.ts';

/** All that a lapse's message shows, read when it is drawn. */
export type LapseView = {
  lapse: Lapse;
  repository: Repository;
  lastSuccess: Run | undefined;
  /** What ran since, newest first; nothing more once it is over. */
  after: Run[];
  closedBy: Run | undefined;
};

export async function viewLapse(id: number, tables: Tables): Promise<LapseView | undefined> {
  const lapse = await tables.lapses.byId(id);
  if (!lapse) return undefined;
  const known = await tables.repositories.byName(lapse.repository);
  const { lastSuccess, after } = await historyOf(lapse, tables);
  const { closedByRun: closed, lastSuccessRun: last } = lapse;
  return {
    lapse,
    repository: known ?? { name: lapse.repository, defaultBranch: null, url: '' },
    lastSuccess: closed === null || last === null ? lastSuccess : await tables.runs.byId(last),
    after,
    closedBy: closed === null ? undefined : await tables.runs.byId(closed),
  };
}

/** How a watch stands, for lists. */
export type WatchStanding = {
  watch: Watch;
  lapse: Lapse | undefined;
  lastSuccess: Run | undefined;
};

/** The watches of baton.yml and how each stands, the late ones first. */
export async function standingsOf(
  watches: readonly Watch[],
  tables: Tables,
): Promise<WatchStanding[]> {
  const found: WatchStanding[] = [];
  for (const watch of watches) {
    const { lastSuccess } = await historyOf(watch, tables);
    found.push({ watch, lapse: await lapseOf(watch, tables), lastSuccess });
  }
  return found.sort((a, b) => Number(b.lapse !== undefined) - Number(a.lapse !== undefined));
}

/** Watches of these repositories. */
export function watchesOf(watches: readonly Watch[], repositories: readonly string[]): Watch[] {
  const names = new Set(repositories.map((name) => name.toLowerCase()));
  return watches.filter(({ repository }) => names.has(repository.toLowerCase()));
}
