import { matchesGlob, matchesName } from './glob.ts';
import type { Mute } from './records.ts';

/** Until when a channel wants to hear nothing of a workflow; null when it does. */
export function mutedUntil(
  about: { repository: string; workflow: string },
  channel: string,
  mutes: readonly Mute[],
): number | null {
  const ends = mutes
    .filter((mute) => mute.channel === channel)
    .filter((mute) => matchesGlob(mute.repository, about.repository))
    .filter((mute) => mute.workflow === null || matchesName(mute.workflow, about.workflow))
    .map((mute) => mute.until);
  return ends.length === 0 ? null : Math.max(...ends);
}
