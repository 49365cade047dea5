import { endSnooze } from '../builds/acknowledge.ts';
import { type JobsWanted, readJobs } from '../builds/read-jobs.ts';
import { endMute } from '../builds/wishes.ts';
import type { World } from '../builds/world.ts';
import type { GitHubApi } from '../github/api.ts';
import type { Job, JobServices } from '../jobs/define.ts';
import type { Tables } from '../store/types.ts';
import type { Handler } from './due.ts';

/** Who does each kind of work. */
export function createHandlersOfWork(options: {
  github: GitHubApi;
  worldOf: (tx: Tables) => World;
  jobs: readonly Job[];
  services: () => JobServices;
}): Record<string, Handler> {
  const { worldOf, github } = options;
  return {
    async 'snooze-over'({ key }) {
      return (tx) => endSnooze(Number(key), worldOf(tx));
    },
    async 'mute-over'() {
      return (tx) => endMute(worldOf(tx));
    },
    async 'read-jobs'({ payload }) {
      const write = await readJobs(payload as JobsWanted, github);
      return (tx) => write(worldOf(tx));
    },
    async job({ payload }) {
      const { name } = payload as { name: string };
      const job = options.jobs.find((each) => each.name === name);
      // A job that a newer version no longer has is done.
      return job ? job.run(options.services()) : async () => {};
    },
  };
}
