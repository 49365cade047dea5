import { actMessage } from '../../../acts/messages/act.ts';
import type { Store } from '../../../store/types/index.ts';
import type { Renderer } from '../feature.ts';
import type { Doer } from './doer.ts';

/** What the message of an act says now. */
export function actRenderer(store: Store, doers: () => Readonly<Record<string, Doer>>): Renderer {
  return async (post) => {
    const act = await store.acts.byId(Number(post.subject));
    const doer = act && doers()[act.kind];
    if (!act || !doer) return null;
    const run = act.runId === null ? undefined : await store.runs.byId(act.runId);
    const attempts = run ? await store.runs.attempts(run.id) : [];
    const attempt = attempts.find((each) => each.attempt === act.attempt);
    return actMessage({ act, words: doer.words, run, attempt });
  };
}
