import type { Incident, Repository, Run, Stream } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';
import { assumedDefaultBranch } from './world.ts';

/** How one stream stands: its newest run, and its incident where it is red. */
export type StreamHealth = {
  stream: Stream;
  newest: Run | undefined;
  incident: Incident | undefined;
};

export type RepositoryHealth = { repository: Repository; streams: StreamHealth[] };

/** A stream that has not run for so long is left out of the glance: its workflow is gone or asleep. */
const asleepAfter = 30 * 24 * 60 * 60 * 1000;

/** How a repository's branch stands (its default branch unless named), workflow by workflow. */
export async function healthOf(
  repository: Repository,
  options: { branch?: string | undefined; now: number },
  tables: Tables,
): Promise<RepositoryHealth> {
  const branch = options.branch ?? repository.defaultBranch ?? assumedDefaultBranch;
  const streams = await tables.streams.list({
    repository: repository.name,
    branch,
    lane: 'branch',
    limit: 100,
  });
  const awake = streams.filter((stream) => options.now - stream.lastRunAt < asleepAfter);
  const health: StreamHealth[] = [];
  for (const stream of awake) {
    const [newest] = await tables.runs.ofStream(stream.id, { limit: 1 });
    const incident = stream.health === 'red' ? await tables.incidents.open(stream.id) : undefined;
    health.push({ stream, newest, incident });
  }
  return { repository, streams: health };
}
