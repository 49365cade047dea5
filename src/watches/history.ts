import { isGreen } from '../core/health.ts';
import type { Run, Stream } from '../core/records.ts';
import type { Watch } from '../core/settings.ts';
import type { Tables } from '../store/types/index.ts';

/** Before so many runs nobody looks for a success. */
const inSight = 500;
const mostStreams = 200;
const assumedBranch = 'main';

/** What a workflow did on its repository's default branch: its newest success and what ran after that, newest first. */
export type WatchHistory = { lastSuccess: Run | undefined; after: Run[] };

type Reading = Pick<Tables, 'repositories' | 'streams' | 'runs'>;

export async function historyOf(
  { repository, workflow }: Pick<Watch, 'repository' | 'workflow'>,
  tables: Reading,
): Promise<WatchHistory> {
  const known = await tables.repositories.byName(repository);
  const name = known?.name ?? repository;
  const branch = known?.defaultBranch ?? assumedBranch;
  const where = { repository: name, branch, lane: 'branch', limit: mostStreams } as const;
  const streams = (await tables.streams.list(where)).filter((one) => isCalled(one, workflow));
  const runs: Run[] = [];
  for (const { id } of streams) runs.push(...(await tables.runs.ofStream(id, { limit: inSight })));
  runs.sort((a, b) => b.createdAt - a.createdAt);
  const at = runs.findIndex((run) => run.progress === 'completed' && isGreen(run.outcome));
  return { lastSuccess: at < 0 ? undefined : runs[at], after: at < 0 ? runs : runs.slice(0, at) };
}

const isCalled = (stream: Stream, workflow: string): boolean =>
  stream.workflow.toLowerCase() === workflow.toLowerCase();
