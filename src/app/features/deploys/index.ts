import type { Desk, Feature } from '../feature.ts';
import { createDeployServices } from './services.ts';

/** What runs where, and bringing something else there. */
export function deploys(desk: Desk): Feature {
  return {
    services: { deploys: createDeployServices(desk) },
  };
}
