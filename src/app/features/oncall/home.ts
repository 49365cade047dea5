import type { HomePart } from '../../../core/home.ts';
import { withRotation } from '../../../oncall/asked.ts';
import { homeParts } from '../../../oncall/messages/home.ts';
import { shiftsOfOne } from '../../../oncall/overview.ts';
import type { OnCallServices } from '../../../oncall/services.ts';
import type { Desk } from '../feature.ts';

const ahead = 60 * 86_400_000;
const mostShown = 5;

/** What somebody is called about, and their own shifts, now and next. */
export function createHome(
  { store, config, now }: Pick<Desk, 'store' | 'config' | 'now'>,
  { personBySlack }: Pick<OnCallServices, 'personBySlack'>,
): (user: string) => Promise<HomePart[]> {
  const teams = withRotation(config.teams);
  return async (user) => {
    if (teams.length === 0) return [];
    const me = (await personBySlack(user)) ?? user;
    const span = { teams, from: now(), until: now() + ahead };
    const shifts = await shiftsOfOne(me, span, store);
    const calls = await store.pages.waitingFor(user);
    return homeParts(shifts.slice(0, mostShown), { teams, calls, now: now() });
  };
}
