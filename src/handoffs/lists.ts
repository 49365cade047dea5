import { z } from 'zod';
import type { HandoffNow } from '../core/handoffs.ts';
import type { HandoffFilter } from '../store/types/index.ts';
import { noHandoff, whichHandoff } from './messages/mistakes.ts';
import type { HandoffServices } from './services.ts';
import { teamNamed } from './wish.ts';

/** A handoff as people name it: `H-12`, or its number. */
export const handoffRef = z
  .string(whichHandoff)
  .regex(/^(h-?|#)?\d{1,9}$/i, noHandoff)
  .transform((text) => Number(text.replace(/\D/g, '')));

type Whose = { filter: Omit<HandoffFilter, 'limit' | 'offset'>; scope: string };

/**
 * Whose handoffs somebody asks for: `mine`, `sent`, a team's, or all.
 *
 * @throws UserError for a team that there is not
 */
export async function whose(
  typed: string | undefined,
  user: string,
  { teams, teamsOf }: Pick<HandoffServices, 'teams' | 'teamsOf'>,
): Promise<Whose> {
  if (typed === undefined) return { filter: {}, scope: '' };
  if (typed === 'sent') return { filter: { sender: user }, scope: 'of what you handed over' };
  if (typed === 'mine') {
    const toTeams = (await teamsOf(user)).map(({ id }) => id);
    return { filter: { toTeams, person: user }, scope: 'for you or your team' };
  }
  const team = teamNamed(typed, teams);
  return { filter: { toTeams: [team.id] }, scope: `with ${team.name}` };
}

/** What a handoff is to somebody: something that they or their team have to do, or something they wait for. */
export function partOf(
  { state, openedBy, current }: HandoffNow,
  user: string,
  teams: readonly string[],
): 'todo' | 'sent' | undefined {
  const { sender, holder, addressee, toTeam, question } = current;
  const theirs = sender === user || openedBy === user;
  const back = state === 'declined' || state === 'returned';
  if (sender === user && (back || question !== null)) return 'todo';
  if (state === 'accepted' && holder === user) return 'todo';
  if (state === 'offered' && (addressee === user || teams.includes(toTeam))) return 'todo';
  return theirs ? 'sent' : undefined;
}
