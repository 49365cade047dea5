import type { Override } from '../core/oncall.ts';
import type { Ended } from './change.ts';
import type { Faces } from './faces.ts';
import type { World } from './world.ts';

/** Tells privately whoever is put on call, and whoever it was, unless they did it themselves. */
export async function tellOverride(
  { made, instead }: { made: Override; instead: readonly string[] },
  faces: Faces,
  { tx, now }: Pick<World, 'tx' | 'now'>,
): Promise<void> {
  for (const person of [made.person, ...instead]) {
    const slack = faces.get(person)?.slack;
    if (slack === undefined || slack === made.createdBy) continue;
    const subject = `${made.id}:${person === made.person ? 'coming' : 'leaving'}`;
    const key = `override:${made.id}:${slack}`;
    await tx.posts.show({ key, kind: 'override', subject, channel: slack, now });
  }
}

/** What is told of an override that was taken back: it is no longer kept, so that the post carries it all. */
export type EndedNotice = Pick<Override, 'team' | 'layer' | 'person' | 'from' | 'until'> & {
  by: string;
  /** Whether it is told to somebody who is on call again. */
  again: boolean;
};

/** Tells privately whoever was put on call, and whoever is again, unless they did it themselves. */
export async function tellEnded(
  { ended, again }: Ended,
  { by, faces }: { by: string; faces: Faces },
  { tx, now }: Pick<World, 'tx' | 'now'>,
): Promise<void> {
  const { id, team, layer, person: was, from, until } = ended;
  for (const person of [was, ...again]) {
    const slack = faces.get(person)?.slack;
    if (slack === undefined || slack === by) continue;
    const told: EndedNotice = { team, layer, person: was, from, until, by, again: person !== was };
    const key = `override-ended:${id}:${slack}`;
    const post = { kind: 'override-ended', subject: JSON.stringify(told), channel: slack, now };
    await tx.posts.show({ key, ...post });
  }
}
