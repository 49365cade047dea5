import { measure } from '../../../reports/measure.ts';
import { goalsFor, type Progress, progressOf } from '../../../reports/targets.ts';
import type { Desk } from '../feature.ts';
import type { Scopes } from './scope.ts';

const week = 7 * 24 * 60 * 60 * 1000;

/** How each of these repositories stands against its targets, over the seven days before. */
export type Progresses = (repositories: readonly string[], now: number) => Promise<Progress[]>;

export function createProgresses({
  config,
  store,
  scopes,
}: Pick<Desk, 'config' | 'store'> & { scopes: Scopes }): Progresses {
  return async (repositories, now) => {
    const aimed = repositories.filter((name) => goalsFor(config.targets, name).length > 0);
    if (aimed.length === 0) return [];
    const measured = await measure(await scopes.of(aimed), { from: now - week, to: now }, store);
    return progressOf(measured, config.targets, await store.standings.now());
  };
}
