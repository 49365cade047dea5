import type { Desk, Feature } from '../feature.ts';
import { runDoers } from './doers.ts';
import { createPerform } from './perform.ts';
import { presses } from './presses.ts';
import { actRenderer } from './render.ts';

/** What people have Baton do at GitHub. */
export function acts(desk: Desk): Feature {
  const { doers, store } = desk;
  return {
    doers: runDoers,
    presses: presses(desk),
    renderers: { act: actRenderer(store, doers) },
    work: { act: createPerform({ ...desk, handsFor: async () => desk.acting }) },
  };
}
