import type { Incident, Stream } from '../core/records.ts';
import { decideAnnouncement } from './decide.ts';
import { authorRoutes, channelRoutes, type Notice, type Route } from './routes.ts';
import { assumedDefaultBranch, type World } from './world.ts';

/** Makes sure that everyone who hears of this stream sees the incident as it is now. */
export async function announce(incident: Incident, stream: Stream, world: World): Promise<void> {
  const routes = await routesOf(incident, stream, world);
  let told = false;
  for (const route of routes) told = (await tell(incident, route, world)) || told;
  if (told && incident.announcedAt === null) {
    await world.tx.incidents.update(incident.id, { announcedAt: world.now });
  }
  await world.tx.posts.touch('incident', String(incident.id), world.now);
}

async function tell(incident: Incident, route: Route, world: World): Promise<boolean> {
  const key = `incident:${incident.id}:${route.channel}`;
  const verdict = decideAnnouncement({ ...route, redRuns: incident.redRuns });
  if (!verdict.announce) {
    const { channel } = route;
    world.log.debug({ incident: incident.id, channel, reason: verdict.reason }, 'not announced');
    return false;
  }
  const { channel } = route;
  const subject = String(incident.id);
  await world.tx.posts.show({ key, kind: 'incident', subject, channel, now: world.now });
  return true;
}

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
