import type { HomePart } from '../../../core/home.ts';
import { ruleFor } from '../../../core/rules.ts';
import { measure } from '../../../reports/measure.ts';
import { homeHealth } from '../../../reports/messages/home.ts';
import { progressOf } from '../../../reports/targets.ts';
import type { Desk } from '../feature.ts';
import type { Scopes } from './scope.ts';

const week = 7 * 24 * 60 * 60 * 1000;

/** The health of the repositories that a person's teams own; of all where they own none. */
export function createHome(
  { config, store, members, now }: Pick<Desk, 'config' | 'store' | 'members' | 'now'>,
  scopes: Scopes,
): (user: string) => Promise<HomePart[]> {
  return async (user) => {
    const [known, teams] = await Promise.all([store.repositories.list(), members.teamsOf(user)]);
    const owners = new Set(teams.map(({ id }) => id));
    const own = known.filter(({ name }) => owners.has(ruleFor(config, name)?.team ?? ''));
    const shown = own.length > 0 ? own : known;
    const scope = await scopes.of(shown.map(({ name }) => name));
    const measured = await measure(scope, { from: now() - week, to: now() }, store);
    const targets = progressOf(measured, config.targets, await store.standings.now());
    return homeHealth(
      shown.map((repository) => ({
        repository,
        measured: measured.filter((each) => each.repository === repository.name),
        targets: targets.filter((each) => each.repository === repository.name),
      })),
    );
  };
}
