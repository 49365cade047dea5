import { personOf } from '../../../core/people.ts';
import type { Desk, Feature } from '../feature.ts';
import { deployDoers } from './doers.ts';
import { deployPresses } from './presses.ts';
import { deployRenderers } from './render.ts';
import { reviewDialogs, reviewPresses } from './review.ts';
import { createDeployServices } from './services.ts';
import { deployWork } from './work.ts';

/** What runs where, and bringing something else there. */
export function deploys(desk: Desk): Feature {
  const { config, members, store } = desk;
  const services = createDeployServices(desk);
  const loginOf = async (user: string): Promise<string | null> => {
    const linked = await store.links.of(user);
    return linked?.login ?? personOf(config, await members.memberOf(user))?.github ?? null;
  };
  const given = { ...desk, deploys: services, loginOf };
  return {
    presses: { ...deployPresses(given), ...reviewPresses(given) },
    dialogs: reviewDialogs(given),
    renderers: deployRenderers(given),
    doers: deployDoers(desk),
    work: deployWork(given),
    services: { deploys: services },
  };
}
