import type { Incident, Stream } from '../core/records.ts';
import { authorRoutes, channelRoutes, type Notice, type Route } from './routes.ts';
import { assumedDefaultBranch, type World } from './world.ts';

export type { Route };

/** Where news of a stream go now. */
export async function routesOf(
  incident: Pick<Incident, 'firstRedRun'>,
  stream: Stream,
  world: World,
): Promise<Route[]> {
  if (stream.lane === 'pull_request') return authorsOf(incident, stream, world);
  return channelsOf(stream, world);
}

/** The channels that hear of a branch's stream. */
export async function channelsOf(stream: Stream, world: World): Promise<Route[]> {
  const repository = await world.tx.repositories.byName(stream.repository);
  const defaultBranch = repository?.defaultBranch ?? assumedDefaultBranch;
  return channelRoutes(stream, {
    watching: world.watching({ ...stream, defaultBranch }),
    subscriptions: await world.tx.subscriptions.all(),
    mutes: await world.tx.mutes.active(world.now),
    defaultBranch,
  });
}

async function authorsOf(
  incident: Pick<Incident, 'firstRedRun'>,
  stream: Stream,
  world: World,
): Promise<Route[]> {
  const run = await world.tx.runs.byId(incident.firstRedRun);
  if (!run) return [];
  const commit = await world.tx.commits.bySha(run.repository, run.sha);
  const notices = await world.tx.memory.list<Notice>('notify');
  const author = { login: run.actor, email: commit?.authorEmail ?? null };
  return authorRoutes(
    stream,
    author,
    notices.map(({ value }) => value),
  );
}
