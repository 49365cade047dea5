import { within } from '../../core/within.ts';
import type { Store } from '../../store/types/index.ts';
import type { Desk } from './feature.ts';

/** How long a message waits for Slack to give an address; without one it stands there without. */
const patienceMs = 500;
/** Addresses do not change; so many are remembered. */
const mostRemembered = 1000;

/** The addresses of messages in Slack. */
export type Addresses = {
  of(channel: string, ts: string): Promise<string | undefined>;
  /** Of what is shown under this key; undefined while it is not posted. */
  ofPost(key: string): Promise<string | undefined>;
};

export function createAddresses({
  store,
  slack,
}: {
  store: Store;
  slack: Desk['slack'];
}): Addresses {
  const known = new Map<string, string>();

  async function of(channel: string, ts: string): Promise<string | undefined> {
    const key = `${channel}:${ts}`;
    const remembered = known.get(key);
    if (remembered) return remembered;
    const asked = slack()
      .permalink(channel, ts)
      .catch(() => undefined);
    const link = await within(patienceMs, asked);
    if (link) known.set(key, link);
    for (const old of [...known.keys()].slice(0, -mostRemembered)) known.delete(old);
    return link || undefined;
  }

  return {
    of,
    async ofPost(key) {
      const post = await store.posts.byKey(key);
      return post?.channelId && post.ts ? of(post.channelId, post.ts) : undefined;
    },
  };
}
