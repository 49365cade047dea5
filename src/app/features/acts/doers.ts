import { endedBefore, rerunMeanwhile, runGone } from '../../../acts/messages/troubles.ts';
import { cancelWords, rerunWords } from '../../../acts/messages/words.ts';
import type { Act } from '../../../core/act.ts';
import { UserError } from '../../../core/errors.ts';
import type { RunFact } from '../../../core/facts.ts';
import type { GitHubApi } from '../../../github/api.ts';
import type { Doer } from './doer.ts';

/** Starts a run again: all of it, or its failed jobs. */
function rerun(failedOnly: boolean): Doer {
  return {
    words: rerunWords(failedOnly),
    looksFirst: true,
    async look(act, github) {
      const run = await runOf(act, github);
      const next = attemptOf(act) + 1;
      if (run.attempt < next) return { kind: 'missing' };
      if (act.begunAt === null) return { kind: 'past', already: rerunMeanwhile(run.attempt) };
      return { kind: 'done', attempt: next, runs: [run] };
    },
    async do(act, github) {
      const debug = act.detail['debug'] === true;
      await github.rerun(act.repository, runIdOf(act), { failedOnly, debug });
      return { attempt: attemptOf(act) + 1 };
    },
  };
}

/** Asks a run to end. Asking twice is asking once. */
const cancel: Doer = {
  words: cancelWords,
  looksFirst: true,
  async look(act, github) {
    const run = await runOf(act, github);
    if (run.progress !== 'completed') return { kind: 'missing' };
    return { kind: 'past', already: endedBefore };
  },
  async do(act, github) {
    await github.cancel(act.repository, runIdOf(act));
    return {};
  },
};

/** What people do with runs, by the kind of act. */
export const runDoers: Readonly<Record<string, Doer>> = {
  rerun: rerun(false),
  'rerun-failed': rerun(true),
  cancel,
};

async function runOf(act: Act, github: Pick<GitHubApi, 'run'>): Promise<RunFact> {
  const { run } = await github.run(act.repository, runIdOf(act));
  if (!run) throw new UserError(runGone);
  return run;
}

const runIdOf = ({ runId }: Act): number => Number(runId);
/** The attempt that the person saw. */
const attemptOf = ({ detail }: Act): number => Number(detail['attempt']);
