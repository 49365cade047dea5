import { type ActView, actMessage } from '../../../acts/messages/act.ts';
import { batchMessage } from '../../../acts/messages/batch.ts';
import type { Act } from '../../../core/act.ts';
import type { Store } from '../../../store/types/index.ts';
import type { Renderer } from '../feature.ts';
import type { Doer } from './doer.ts';

/** What the message of an act says now. */
export function actRenderer(store: Store, doers: () => Readonly<Record<string, Doer>>): Renderer {
  return async (post) => {
    const act = await store.acts.byId(Number(post.subject));
    const doer = act && doers()[act.kind];
    return act && doer ? actMessage({ ...(await stateOf(act, store)), words: doer.words }) : null;
  };
}

/** What the one message of acts that were asked for at once says now. */
export function batchRenderer(store: Store, doers: () => Readonly<Record<string, Doer>>): Renderer {
  return async (post) => {
    const batch = await store.batches.byId(Number(post.subject));
    const doer = batch && doers()[batch.kind];
    if (!batch || !doer) return null;
    const acts = await store.acts.ofBatch(batch.id);
    const views = await Promise.all(acts.map((act) => stateOf(act, store)));
    return batchMessage({ batch, words: doer.words, acts: views });
  };
}

/** An act with the run that it is about or that it began. */
async function stateOf(act: Act, store: Store): Promise<Omit<ActView, 'words'>> {
  const run = act.runId === null ? undefined : await store.runs.byId(act.runId);
  const attempts = run ? await store.runs.attempts(run.id) : [];
  return { act, run, attempt: attempts.find((each) => each.attempt === act.attempt) };
}
