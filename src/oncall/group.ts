import type { Shift } from './rotation.ts';

/** The people of a layer who stand in the team's Slack user group: whoever would be called first. */
export function groupPeople(duty: readonly Shift[]): string[] {
  const [first] = duty;
  return first ? [first.person] : [];
}

/** What was last put into a Slack user group, or why that cannot be done. */
export type GroupState = { users: string[]; refused: string | null };
