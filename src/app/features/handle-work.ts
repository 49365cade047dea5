import { endSnooze } from '../../builds/acknowledge.ts';
import { announce } from '../../builds/announce.ts';
import { endMute } from '../../builds/wishes.ts';
import type { World } from '../../builds/world.ts';
import type { LogApi } from '../../causes/log-api.ts';
import type { GitHubApi } from '../../github/api.ts';
import type { Job, JobServices } from '../../jobs/define.ts';
import type { Store, Tables } from '../../store/types/index.ts';
import type { Handler } from '../loops/due.ts';
import { createReadCause } from './read-cause.ts';
import { createRerun } from './rerun.ts';

/** Who does each kind of work. */
export function createHandlersOfWork(options: {
  store: Store;
  github: LogApi & Pick<GitHubApi, 'rerunFailed'>;
  now: () => number;
  worldOf: (tx: Tables) => World;
  jobs: readonly Job[];
  services: () => JobServices;
}): Record<string, Handler> {
  const { worldOf } = options;
  return {
    'read-cause': createReadCause(options),
    rerun: createRerun(options),
    async announce({ payload }) {
      const { incident: id } = payload as { incident: number };
      return (tx) => announceAgain(id, worldOf(tx));
    },
    async 'snooze-over'({ key }) {
      return (tx) => endSnooze(Number(key), worldOf(tx));
    },
    async 'mute-over'() {
      return (tx) => endMute(worldOf(tx));
    },
    async job({ payload }) {
      const { name } = payload as { name: string };
      const job = options.jobs.find((each) => each.name === name);
      // A job that a newer version no longer has is done.
      return job ? job.run(options.services()) : async () => {};
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
