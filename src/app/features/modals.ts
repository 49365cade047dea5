import { sayHow } from '../../builds/mend.ts';
import type { Submitted, ViewAnswer } from '../../slack/words.ts';
import type { HandlerServices } from '../slack/handler-services.ts';

/** What sending a modal does, and what becomes of it; a UserError is told privately. */
export type Submit = (view: Submitted) => Promise<ViewAnswer>;

/** What each modal does, by its callback id. */
export function modals({
  store,
  now,
}: Pick<HandlerServices, 'store' | 'now'>): Record<string, Submit> {
  return {
    async 'incident.mended'({ memory, fields, user }) {
      const how = String(fields['how'] ?? '');
      await store.transaction((tx) =>
        sayHow(Number(memory), { user: user.id, how }, { tx, now: now() }),
      );
      return { kind: 'close' };
    },
  };
}
