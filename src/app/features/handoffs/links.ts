import type { HandoffNow } from '../../../core/handoffs.ts';
import { within } from '../../../core/within.ts';
import { legKey } from '../../../handoffs/act.ts';
import type { Store } from '../../../store/types/index.ts';
import type { Desk } from '../feature.ts';

/** How long a message waits for Slack to give an address; without one it stands there without. */
const patienceMs = 500;
/** Addresses do not change; so many are remembered. */
const mostRemembered = 1000;

/** The addresses of messages in Slack. */
export type Links = {
  /** Of a leg's message; undefined while it is not posted. */
  ofLeg(handoff: number, leg: number): Promise<string | undefined>;
  ofNewest(handoff: HandoffNow): Promise<string | undefined>;
  of(channel: string, ts: string): Promise<string | undefined>;
};

export function createLinks({ store, slack }: { store: Store; slack: Desk['slack'] }): Links {
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

  async function ofLeg(handoff: number, leg: number): Promise<string | undefined> {
    const post = await store.posts.byKey(legKey(handoff, leg));
    return post?.channelId && post.ts ? of(post.channelId, post.ts) : undefined;
  }

  return { of, ofLeg, ofNewest: ({ id, leg }) => ofLeg(id, leg) };
}
