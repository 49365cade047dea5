import type { Store } from '../../../store/types/index.ts';
import type { Handler } from '../../loops/due.ts';

/** Where Slack lets Baton not write in the channel of an act, the person is told privately. */
export function createTold({ store, now }: { store: Store; now: () => number }): Handler {
  return async ({ key }) => {
    const act = await store.acts.byId(Number(key));
    const post = await store.posts.byKey(`act:${key}`);
    if (!act || !post || post.ts !== null) return async () => {};
    return async (tx) => {
      const own = { key: `act:${key}:own`, kind: 'act', subject: key, channel: act.who };
      await tx.posts.show({ ...own, now: now() });
    };
  };
}
