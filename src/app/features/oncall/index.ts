import { withRotation } from '../../../oncall/asked.ts';
import type { Desk, Feature } from '../feature.ts';
import { createHome } from './home.ts';
import { presses } from './presses.ts';
import { createReach } from './reach.ts';
import { createAboutIncident, createRenderers } from './render.ts';
import { createShiftRenderers } from './render-shifts.ts';
import { createServices } from './services.ts';
import { createWork } from './work.ts';

const hour = 3_600_000;

/** Who is on call, and who is called. */
export function onCall(desk: Desk): Feature {
  const reach = createReach(desk);
  const services = createServices(desk, reach);
  const rotations = withRotation(desk.config.teams);
  return {
    presses: presses(desk, reach, services),
    renderers: { ...createRenderers(desk), ...createShiftRenderers(desk, reach) },
    work: createWork(desk, reach),
    aboutIncident: createAboutIncident(desk, reach),
    home: createHome(desk, services),
    services: { onCall: services },
    // What baton.yml and calendars say may have changed since it was last looked.
    schedules: async () =>
      rotations.length === 0
        ? []
        : [
            {
              ...{ name: 'on-call', cron: '*/10 * * * *', timezone: 'UTC', graceMs: hour },
              ...{ kind: 'on-call-look', payload: () => null },
            },
          ],
  };
}
