import type { HandoffNow } from '../../core/handoffs.ts';
import type { Team } from '../../core/settings.ts';
import { teamName } from './words.ts';

/** Why it went back by itself, in the words that the thread and its sender read. */
export function givenBackBecause({ state, current }: HandoffNow, teams: readonly Team[]): string {
  const team = teamName(current.toTeam, teams);
  return state === 'accepted'
    ? `It was not done in twice the time that ${team} had.`
    : `Nobody in ${team} accepted it in twice the time that they had.`;
}
