import { sayHow } from '../../../builds/mend.ts';
import type { Desk, Submit } from '../feature.ts';

/** What sending each dialog about builds does, by its callback id. */
export function dialogs({ store, now }: Pick<Desk, 'store' | 'now'>): Record<string, Submit> {
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
