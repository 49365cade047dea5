import type { Override } from '../core/oncall.ts';
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
