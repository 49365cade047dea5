import { isGreen } from '../core/health.ts';
import type { Run, Stream } from '../core/records.ts';
import type { Watch } from '../core/settings.ts';
import type { Tables } from '../store/types/index.ts';

/** Before so many runs nobody looks for a success. */
const inSight = 500;
const mostStreams = 200;
const assumedBranch = 'main';

/** What a workflow did on its repository's default branch, also when that had another name: its newest success and what ran after that, newest first. */
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
  const found = await scheduled({ repository: name, workflow }, streams, tables);
  for (const { id } of streams) found.push(...(await tables.runs.ofStream(id, { limit: inSight })));
  const runs = [...new Map(found.map((run) => [run.id, run])).values()];
  runs.sort((a, b) => b.createdAt - a.createdAt);
  const at = runs.findIndex((run) => run.progress === 'completed' && isGreen(run.outcome));
  return { lastSuccess: at < 0 ? undefined : runs[at], after: at < 0 ? runs : runs.slice(0, at) };
}

/** What ran by the clock ran on the default branch, whatever that was called then. */
async function scheduled(
  { repository, workflow }: Pick<Watch, 'repository' | 'workflow'>,
  streams: readonly Stream[],
  { runs }: Reading,
): Promise<Run[]> {
  const names = new Set([workflow, ...streams.map((stream) => stream.workflow)]);
  const found: Run[] = [];
  for (const name of names)
    found.push(...(await runs.list({ repository, workflow: name, limit: inSight })));
  return found.filter(({ event }) => event === 'schedule');
}

const isCalled = (stream: Stream, workflow: string): boolean =>
  stream.workflow.toLowerCase() === workflow.toLowerCase();
