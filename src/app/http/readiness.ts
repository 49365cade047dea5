import { messageOf } from '../../core/errors.ts';
import type { Store } from '../../store/types/index.ts';
import type { Loop } from '../loops/loop.ts';

/** What /readyz says: ready when every check is `ok`. Dead rows are shown, and are no reason to restart. */
export type Readiness = {
  ready: boolean;
  checks: Record<string, string>;
  dead: Record<string, number>;
};

/** A loop that has not looked for so long is stuck. */
const stuckAfter = 60_000;

export async function checkReadiness(options: {
  store: Store;
  loops: Readonly<Record<string, Pick<Loop, 'turnedAt'>>>;
  slackConnected: () => boolean;
  now: number;
}): Promise<Readiness> {
  const checks: Record<string, string> = {
    slack: options.slackConnected() ? 'ok' : 'not connected',
    database: await options.store.ping().then(() => 'ok', messageOf),
  };
  for (const [name, loop] of Object.entries(options.loops)) {
    const turned = loop.turnedAt();
    checks[name] = turned !== null && options.now - turned < stuckAfter ? 'ok' : 'not turning';
  }
  const dead: Record<string, number> = {};
  if (checks['database'] === 'ok') {
    for (const queue of ['deliveries', 'work', 'posts'] as const) {
      dead[queue] = (await options.store[queue].counts()).dead;
    }
  }
  return { ready: Object.values(checks).every((check) => check === 'ok'), checks, dead };
}
