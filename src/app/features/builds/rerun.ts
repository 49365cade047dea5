import { announce } from '../../../builds/announce.ts';
import type { World } from '../../../builds/world.ts';
import { messageOf } from '../../../core/errors.ts';
import type { GitHubApi } from '../../../github/api.ts';
import type { Tables } from '../../../store/types/index.ts';
import type { Handler } from '../../loops/due.ts';

/** GitHub is asked so often; then the failure is told as it is. */
const tries = 3;

/** Runs the failed jobs of a run again that looks flaky, because `rerun_failed_once` says so. */
export function createRerun(options: {
  github: Pick<GitHubApi, 'rerun'>;
  now: () => number;
  worldOf: (tx: Tables) => World;
}): Handler {
  return async ({ payload, attempts }) => {
    const { repository, run, incident } = payload as {
      repository: string;
      run: number;
      incident: number;
    };
    const failed = { failedOnly: true, debug: false };
    const result = await options.github.rerun(repository, run, failed).then(
      () => 'done',
      (thrown: unknown) => {
        if (attempts < tries) throw thrown;
        return messageOf(thrown);
      },
    );
    return async (tx) => {
      const target = `${repository} run ${run}`;
      const what = { who: 'baton', what: 'rerun failed jobs', target, from: 'rerun_failed_once' };
      await tx.audit.note({ at: options.now(), ...what, result });
      if (result === 'done') return;
      await tx.memory.set('rerun-refused', String(run), result, options.now());
      const found = await tx.incidents.byId(incident);
      const stream = found ? await tx.streams.byId(found.streamId) : undefined;
      if (found && stream) await announce(found, stream, options.worldOf(tx));
    };
  };
}
