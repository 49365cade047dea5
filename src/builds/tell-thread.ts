import type { Post } from '../core/records.ts';
import { groupOf } from './group.ts';
import type { World } from './world.ts';

/** What a reply in an incident's thread tells. */
export type Note = Ended | 'acknowledged' | 'snooze-over' | 'mended' | `cause-${number}`;

/** Why an incident is closed though it is red; by whom, where a person did it. */
export type Closed =
  | `closed-${'pull' | 'branch' | 'workflow' | 'repository'}`
  | `closed-by-${string}`;

type Ended = 'green' | Closed;

type Desk = Pick<World, 'tx' | 'now'>;

/** Adds a reply to each thread of the incident that is there already; a message not yet sent says it itself. */
export async function tellThread(incident: { id: number }, what: Note, desk: Desk): Promise<void> {
  for (const post of await desk.tx.posts.bySubject('incident', String(incident.id))) {
    await reply(post, what, desk);
  }
}

/** The end is told once for an outage: when the last of its incidents is over. A snooze of it ends with it. */
export async function tellEnd(id: number, how: Ended, desk: Desk): Promise<void> {
  const parents = (await desk.tx.outages.of(id)).map((member) => member.parent);
  for (const each of new Set([id, ...parents])) {
    const group = await groupOf(each, desk);
    if (group.some((incident) => incident.state !== 'resolved')) continue;
    await desk.tx.work.cancel('snooze-over', String(each));
    await tellThread({ id: each }, how, desk);
  }
}

async function reply(post: Post, what: Note, { tx, now }: Desk): Promise<void> {
  if (post.ts === null) return;
  await tx.posts.show({
    key: `${post.key}:${what}`,
    kind: 'incident-note',
    subject: `${post.subject}:${what}`,
    channel: post.channel,
    threadOf: post.key,
    now,
  });
}
