import type { NamedPlan } from '../../../reports/plans.ts';
import type { Handler } from '../../loops/due.ts';
import type { Desk } from '../feature.ts';
import type { Plans } from './plans.ts';

/** Slack may be away for a while: until then a digest on its way is waited for. */
const again = 10 * 60_000;
const longest = 12 * 60 * 60_000;

/** What its owner is told of. */
export type Missing = { plan: string; error: string; slot: number };

/**
 * Looks whether a digest stands in its channel. Where it was given up (Baton is not in the channel,
 * or the channel is gone), whoever made the schedule hears of it; of those in baton.yml the admins do.
 */
export function createArrival(desk: Desk, plans: Plans): Handler {
  const { config, store, now, members } = desk;

  async function ownersOf({ owner }: NamedPlan): Promise<string[]> {
    return owner === null ? members.holdersOf(config.roles.admin) : [owner];
  }

  return async ({ key, payload }) => {
    const { plan: name, slot } = payload as { plan: string; slot: number };
    const post = await store.posts.stateOf(`digest:${key}`);
    const plan = (await plans.all()).find((each) => each.name === name);
    if (!post || !plan || post.state === 'shown') return async () => {};
    if (post.state === 'waiting') {
      return async (tx) => {
        if (now() - slot > longest) return;
        await tx.work.reschedule({ kind: 'digest-arrival', key, dueAt: now() + again, now: now() });
      };
    }
    const owners = await ownersOf(plan);
    const missing: Missing = { plan: name, error: post.error ?? '', slot };
    return async (tx) => {
      await tx.memory.set('digest-missing', key, missing, now());
      for (const channel of owners) {
        const id = `digest-missing:${key}:${channel}`;
        await tx.posts.show({ key: id, kind: 'digest-missing', subject: key, channel, now: now() });
      }
    };
  };
}
