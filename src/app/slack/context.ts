import type { Context } from '../../../commands/define.ts';
import type { Pressed } from '../../slack/words.ts';
import type { Store } from '../../store/types/index.ts';
import type { Acts } from '../features/acts/ask.ts';
import type { Services } from '../features/feature.ts';
import type { Permits } from '../features/permits.ts';

/** Who asks from where. */
export type Who = {
  user: { id: string };
  /** Absent on the Home tab, which is a place of its own. */
  channel?: { id: string; name?: string };
  thread?: string;
  /** The same for every delivery of the same thing. */
  id: string;
  /** How they ask. */
  by: 'command' | 'mention' | 'button';
};

export type ContextOf = (who: Who) => Promise<Context>;

/** Makes what a command is handed. */
export function createContextOf(options: {
  store: Store;
  now: () => number;
  services: Services;
  permits: Permits;
  acts: Acts;
}): ContextOf {
  const { store, now, services, permits, acts } = options;
  const incidentOf = async (channel: string, thread: string | undefined) => {
    const post = thread === undefined ? undefined : await store.posts.byMessage(channel, thread);
    return post?.kind === 'incident' ? Number(post.subject) : undefined;
  };
  return async ({ id, user, channel, thread, by }) => {
    const place = channel?.id ?? user.id;
    const from = `${by} in ${place}`;
    const orderer = { user: user.id, from, channel: place, threadTs: thread ?? null };
    return {
      ...services,
      store,
      now: now(),
      user: user.id,
      request: id,
      threadTs: thread ?? null,
      channel: { id: place, name: channel?.name },
      permit: (wanted) => permits.demand(wanted, orderer),
      order: (order) => acts.order(order, orderer),
      orderAll: (orders) => acts.orderAll(orders, orderer),
      incident: await incidentOf(place, thread),
    };
  };
}

/** Who pressed, as if they had typed it there. */
export function whoPressed({ user, channel, message, triggerId }: Pressed): Who {
  const thread = message?.threadTs;
  return {
    id: triggerId,
    user,
    by: 'button',
    ...(channel ? { channel } : {}),
    ...(thread === undefined ? {} : { thread }),
  };
}
