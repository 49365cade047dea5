import { endSnooze } from '../../../builds/acknowledge.ts';
import { announce } from '../../../builds/announce.ts';
import { closeGone, goneOf, silentSince } from '../../../builds/gone.ts';
import { endMute } from '../../../builds/wishes.ts';
import type { World } from '../../../builds/world.ts';
import { messageOf } from '../../../core/errors.ts';
import type { Handler } from '../../loops/due.ts';
import type { Handlers } from '../../loops/work-loops.ts';
import type { Desk } from '../feature.ts';
import { createReadAttempts } from './read-attempts.ts';
import { createReadCause } from './read-cause.ts';
import { createRerun } from './rerun.ts';

/** Who does each kind of work about builds. */
export function createWork(
  desk: Pick<Desk, 'store' | 'github' | 'now' | 'log' | 'worldOf'>,
): Handlers {
  const { worldOf } = desk;
  return {
    'read-cause': { slow: createReadCause(desk) },
    rerun: { slow: createRerun(desk) },
    'read-attempts': { slow: createReadAttempts(desk) },
    async announce({ payload }) {
      const { incident: id } = payload as { incident: number };
      return (tx) => announceAgain(id, worldOf(tx));
    },
    async 'snooze-over'({ key }) {
      return (tx) => endSnooze(Number(key), worldOf(tx));
    },
    'close-gone': { slow: createCloseGone(desk) },
    async 'mute-over'() {
      return (tx) => endMute(worldOf(tx));
    },
  };
}

/** What was held back for a while is told now, unless it is over. */
async function announceAgain(id: number, world: World): Promise<void> {
  const incident = await world.tx.incidents.byId(id);
  if (!incident || incident.state === 'resolved') return;
  const stream = await world.tx.streams.byId(incident.streamId);
  if (stream) await announce(incident, stream, world);
}

/** Asks GitHub what of all that is red it no longer has, and closes that. */
function createCloseGone({
  store,
  github,
  now,
  log,
  worldOf,
}: Pick<Desk, 'store' | 'github' | 'now' | 'log' | 'worldOf'>): Handler {
  return async () => {
    const gone = await goneOf(await silentSince(now(), store), github, (repository, thrown) =>
      log.warn({ repository, error: messageOf(thrown) }, 'could not look what is gone'),
    );
    return (tx) => closeGone(gone, worldOf(tx));
  };
}
