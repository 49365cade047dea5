import type { Desk, Feature } from '../feature.ts';
import { presses } from './presses.ts';
import { createReach } from './reach.ts';
import { createAboutIncident, createRenderers } from './render.ts';
import { createWork } from './work.ts';

/** Who is on call, and who is called. */
export function onCall(desk: Desk): Feature {
  const reach = createReach(desk);
  return {
    presses: presses(desk, reach),
    renderers: createRenderers(desk),
    work: createWork(desk, reach),
    aboutIncident: createAboutIncident(desk, reach),
  };
}
