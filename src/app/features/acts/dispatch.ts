import { marker } from '../../../acts/inputs/check.ts';
import { dispatchWords, severalRuns } from '../../../acts/messages/start.ts';
import type { Act } from '../../../core/act.ts';
import type { RunFact } from '../../../core/facts.ts';
import type { GitHubApi } from '../../../github/api.ts';
import type { Store } from '../../../store/types/index.ts';
import type { Began, Doer, Seen } from './doer.ts';

/** GitHub's clock may be that much behind ours. */
const skewMs = 15_000;
/** A GitHub that took it shows the run within that. */
const shownWithinMs = 2 * 60_000;

type Detail = {
  workflowId: number;
  ref: string;
  values: Record<string, string>;
  /** The workflow has an input by which the run is known. */
  marked: boolean;
  /** GitHub took it, and did not say which run it is. */
  taken?: boolean;
};

/** Starts a workflow, and finds the run that it started. */
export function dispatch({ store, now }: { store: Pick<Store, 'acts'>; now: () => number }): Doer {
  /** Runs that may be it: of this workflow, ref and login, since then, and nobody else's. */
  async function candidates(act: Act, github: GitHubApi): Promise<RunFact[]> {
    const { workflowId, ref, marked } = detailOf(act);
    const actor = act.as ?? (await loginOf(github));
    const since = (act.begunAt ?? act.askedAt) - skewMs;
    const asked = { workflowId, branch: branchOf(ref), actor, since };
    const runs = await github.dispatched(act.repository, asked);
    if (marked) return runs.filter(({ title }) => title.includes(act.requestId));
    const taken = new Set(
      (await store.acts.ofRuns(...runs.map(({ id }) => id))).map(({ runId }) => runId),
    );
    return runs.filter(({ id }) => !taken.has(id));
  }

  return {
    words: dispatchWords,
    looksFirst: false,
    async look(act, github): Promise<Seen> {
      const [only, ...others] = await candidates(act, github);
      if (only && others.length === 0) return { kind: 'done', ...runBegan(only) };
      if (only) return { kind: 'unclear', said: severalRuns };
      if (!detailOf(act).taken) return { kind: 'missing' };
      return now() - act.askedAt < shownWithinMs ? { kind: 'pending' } : { kind: 'done' };
    },
    async do(act, github): Promise<Began> {
      const { workflowId, ref, values, marked } = detailOf(act);
      const inputs = marked ? { ...values, [marker]: act.requestId } : values;
      const { runId } = await github.dispatch(act.repository, { workflowId, ref, inputs });
      if (runId === null) return { pending: { ...act.detail, taken: true } };
      const run = await github.run(act.repository, runId).then(
        (answer) => answer.run,
        // It has begun, whatever GitHub shows of it now.
        () => null,
      );
      return run ? runBegan(run) : { runId, attempt: 1 };
    },
  };
}

const detailOf = ({ detail }: Act): Detail => detail as Detail;
const branchOf = (ref: string): string => ref.replace(/^refs\/(heads|tags)\//, '');
const runBegan = (run: RunFact): Began => ({ runId: run.id, attempt: 1, runs: [run] });

/** As whom the environment's token or app speaks; null where it may not say. */
async function loginOf(github: GitHubApi): Promise<string | null> {
  const { kind, name } = await github.whoAmI();
  return kind === 'app' && name !== null ? `${name}[bot]` : name;
}
