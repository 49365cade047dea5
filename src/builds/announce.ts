import type { Incident, Stream } from '../core/records.ts';
import { takeWith } from './acknowledge.ts';
import { decideAnnouncement } from './decide.ts';
import { touch } from './group.ts';
import { outageWindowMs, type Placing, patienceMs, placeIncident } from './outages.ts';
import { rerunFirst } from './rerun-first.ts';
import { type Route, routesOf } from './routes-of.ts';
import type { World } from './world.ts';

/** Makes sure that everyone who hears of this stream sees the incident as it is now. */
export async function announce(incident: Incident, stream: Stream, world: World): Promise<void> {
  const routes = await routesOf(incident, stream, world);
  let told = false;
  for (const route of routes) told = (await tell({ incident, stream }, route, world)) || told;
  if (told && incident.announcedAt === null) {
    await world.tx.incidents.update(incident.id, { announcedAt: world.now });
  }
  await touch(incident.id, world);
}

type News = { incident: Incident; stream: Stream };

async function tell({ incident, stream }: News, route: Route, world: World): Promise<boolean> {
  const { channel } = route;
  const key = `incident:${incident.id}:${channel}`;
  if (await world.tx.posts.byKey(key)) return true;
  const held = await heldBack(incident, route, world);
  if (held) {
    world.log.debug({ incident: incident.id, channel, reason: held }, 'not announced');
    return false;
  }
  const placing = await placed(incident, channel, world);
  if (placing.kind === 'wait') {
    await lookAgain(incident, incident.openedAt + patienceMs, world);
    world.log.debug(
      { incident: incident.id, channel, reason: placing.reason },
      'not announced yet',
    );
    return false;
  }
  if (placing.kind === 'join') {
    const { parent, reason } = placing;
    await world.tx.outages.join({ channel, incident: incident.id, parent }, world.now);
    if (incident.announcedAt === null) await takeWith(parent, incident.id, world);
    world.log.debug({ incident: incident.id, channel, parent, reason }, 'part of an outage');
    await world.told?.({ incident: parent, stream, channel });
    return true;
  }
  const subject = String(incident.id);
  await world.tx.posts.show({ key, kind: 'incident', subject, channel, now: world.now });
  await world.told?.({ incident: incident.id, stream, channel });
  return true;
}

async function heldBack(
  incident: Incident,
  route: Route,
  world: World,
): Promise<string | undefined> {
  const verdict = decideAnnouncement({ ...route, redRuns: incident.redRuns });
  if (!verdict.announce) return verdict.reason;
  if (!route.rerunFailedOnce) return undefined;
  const rerun = await rerunFirst(incident, world);
  if (rerun.kind === 'tell') return undefined;
  await lookAgain(incident, rerun.until, world);
  return rerun.reason;
}

async function placed(incident: Incident, channel: string, { tx, now }: World): Promise<Placing> {
  const mine = (await tx.outages.of(incident.id)).find((member) => member.channel === channel);
  if (mine) return { kind: 'join', parent: mine.parent, reason: 'part of it already' };
  const told = await tx.outages.candidates(channel, now - outageWindowMs);
  const others = [];
  for (const each of told) {
    if (each.id === incident.id) continue;
    others.push({ id: each.id, finding: await tx.findings.ofRun(each.lastRedRun) });
  }
  const finding = await tx.findings.ofRun(incident.lastRedRun);
  return placeIncident({ finding, others, ageMs: now - incident.openedAt });
}

async function lookAgain(incident: Incident, dueAt: number, { tx, now }: World): Promise<void> {
  await tx.work.ask({
    kind: 'announce',
    key: `${incident.id}@${dueAt}`,
    payload: { incident: incident.id },
    dueAt,
    now,
  });
}
