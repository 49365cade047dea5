import { followJobs } from '../../../builds/follow.ts';
import { heardCause } from '../../../builds/heard-cause.ts';
import type { World } from '../../../builds/world.ts';
import { type Case, investigate } from '../../../causes/investigate.ts';
import type { LogApi } from '../../../causes/log-api.ts';
import type { Store, Tables } from '../../../store/types/index.ts';
import type { Handler } from '../../loops/due.ts';
import { caseOf } from './case-of.ts';

/** For so many tries a log that is not there may still come. */
const logTries = 4;

/** `before` is the red run that the incident had until this one. */
type Wanted = { incident: number; run: number; attempt: number; before?: number };

/** Finds out why a red run failed, and brings the incident's messages up to date with it. */
export function createReadCause(options: {
  store: Store;
  github: LogApi;
  now: () => number;
  worldOf: (tx: Tables) => World;
}): Handler {
  const { store, github, worldOf } = options;
  return async ({ payload, attempts }) => {
    const { incident: id, before, ...which } = payload as Wanted;
    const found = await wantedCase(id, which, store);
    if (!found) return async () => {};
    const services = { github, tables: store, now: options.now() };
    const { finding, jobs } = await investigate(found, services, { mayWait: attempts < logTries });
    return async (tx) => {
      const world = worldOf(tx);
      await followJobs(jobs, world);
      if (finding) await heardCause(id, { finding, before }, world);
    };
  };
}

async function wantedCase(
  id: number,
  which: { run: number; attempt: number },
  store: Store,
): Promise<Case | undefined> {
  const incident = await store.incidents.byId(id);
  const run = await store.runs.byId(which.run);
  // A rerun may have begun, or passed, since: what failed is what is asked about.
  return incident && run && caseOf({ ...run, attempt: which.attempt }, incident, store);
}
