import { people } from './cast.ts';
import { type Live, runOnMain } from './live.ts';
import { nightsBetween } from './schedule.ts';
import { nightly } from './troubles.ts';

/** The backup runs, as GitHub starts it every night. */
export async function backUp(live: Live): Promise<void> {
  const asScheduled = { event: 'schedule', actor: people.omar.login };
  await runOnMain(live, nightly.repo, nightly.workflow, asScheduled);
}

/**
 * The nights until a moment to which the clock is wound: it stops at each, for as long as its backup takes. GitHub does
 * not sleep meanwhile, and who watches the backup would miss it in the morning.
 */
export async function passNights(
  live: Live,
  until: number,
  wind: (ms: number) => void,
): Promise<void> {
  const now = () => live.github.box.clock.now();
  for (const night of nightsBetween(now(), until)) {
    wind(Math.max(0, night - now()));
    await backUp({ ...live, pause: async (ms) => wind(ms) });
  }
}
