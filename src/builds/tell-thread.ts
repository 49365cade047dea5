import type { Post } from '../core/records.ts';
import { groupOf } from './group.ts';
import type { World } from './world.ts';

/** What a reply in an incident's thread tells. */
export type Note = 'green' | 'acknowledged' | 'snooze-over' | 'mended' | `cause-${number}`;

type Desk = Pick<World, 'tx' | 'now'>;

/** Adds a reply to each thread of the incident that is there already; a message not yet sent says it itself. */
export async function tellThread(incident: { id: number }, what: Note, desk: Desk): Promise<void> {
  for (const post of await desk.tx.posts.bySubject('incident', String(incident.id))) {
    await reply(post, what, desk);
  }
}

/** The green is told once for an outage: when the last of its incidents is over. */
export async function tellGreen(id: number, desk: Desk): Promise<void> {
  const parents = (await desk.tx.outages.of(id)).map((member) => member.parent);
  for (const each of new Set([id, ...parents])) {
    const group = await groupOf(each, desk);
    if (group.every((incident) => incident.state === 'resolved')) {
      await tellThread({ id: each }, 'green', desk);
    }
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
