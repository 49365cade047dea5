import { type ActView, actMessage } from '../../acts/messages/act.ts';
import { orderTaken } from '../../acts/messages/asked.ts';
import { rerunWords } from '../../acts/messages/words.ts';
import type { Act } from '../../core/act.ts';
import type { Message } from '../../core/message.ts';
import type { Run } from '../../core/records.ts';

/** One of each message about what people have done at GitHub. */
export function actGallery(run: Run, now: number): Record<string, Message> {
  const act: Act = {
    ...{ id: 1, key: 'rerun:1:1', requestId: 'b1946ac9', kind: 'rerun-failed' },
    ...{ repository: 'acme/api', target: 'CI #412', detail: {}, who: 'U0OMAR' },
    ...{ from: 'button in C0BUILDS', as: null, askedAt: now, begunAt: now, endedAt: null },
    ...{ tries: 1, said: null, runId: run.id, attempt: null, state: 'done' },
  };
  const view = (change: Partial<Act>, seen: Partial<Run> = {}): ActView => ({
    act: { ...act, ...change },
    words: rerunWords(true),
    run: { ...run, ...seen },
    attempt: undefined,
  });
  const refused = {
    state: 'refused',
    said: 'It was rerun meanwhile: attempt 2 is there.',
  } as const;
  const lost = { state: 'unknown', said: 'GitHub has trouble of its own (500).' } as const;
  return {
    'act, asked': actMessage(view({ state: 'asked' })),
    'act, running': actMessage(view({}, { progress: 'in_progress', outcome: null })),
    'act, ended': actMessage(view({}, { progress: 'completed', outcome: 'success' })),
    'act, refused': actMessage(view(refused)),
    'act, failed': actMessage(view({ ...lost, state: 'failed' })),
    'act, unknown': actMessage(view(lost)),
    'act, taken': orderTaken({ act, fresh: true }, now),
    'act, asked twice': orderTaken({ act, fresh: false }, now),
  };
}
