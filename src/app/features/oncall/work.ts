import { lookAt } from '../../../oncall/look.ts';
import type { Handler } from '../../loops/due.ts';
import type { Desk } from '../feature.ts';
import type { Reach } from './reach.ts';
import { onCallWorld } from './world.ts';

/** Who does each kind of work about being on call. */
export function createWork(
  desk: Pick<Desk, 'config' | 'store' | 'now' | 'log'>,
  reach: Reach,
): Record<string, Handler> {
  return {
    async page({ key }) {
      const page = await desk.store.pages.byId(Number(key));
      const team = desk.config.teams.find(({ id }) => id === page?.team);
      const faces = team ? await reach.ofTeam(team) : new Map();
      return (tx) => lookAt(Number(key), onCallWorld(tx, faces, desk));
    },
  };
}
