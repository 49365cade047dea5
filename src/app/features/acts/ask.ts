import type { Order, Ordered, Orderer } from '../../../core/act.ts';
import { guarded } from '../../../core/roles.ts';
import type { Store, Tables } from '../../../store/types/index.ts';
import type { Permits } from '../permits.ts';
import { createBatches, type OrderAll } from './batch.ts';
import { type By, keepAct } from './keep.ts';

/** Takes orders for what is to be done at GitHub. */
export type Acts = {
  /**
   * Checks the role, and keeps the act with its audit entry, its message and its due work in one
   * transaction; `also` writes in it what belongs to it, for a fresh act alone.
   *
   * @throws UserError where the person lacks the role
   */
  order(
    order: Order,
    by: Orderer,
    also?: (tx: Tables, ordered: Ordered) => Promise<void>,
  ): Promise<Ordered>;
  orderAll: OrderAll;
};

/** A message that is not there by then will not come: Baton may not write in that channel. */
const toldWithinMs = 60_000;

export function createActs(options: {
  store: Store;
  now: () => number;
  permits: Permits;
  /** The GitHub login that somebody has linked. */
  loginOf: (user: string) => Promise<string | null>;
}): Acts {
  const { store, permits, loginOf } = options;

  async function keep(tx: Tables, order: Order, by: By): Promise<Ordered> {
    const now = options.now();
    const ordered = await keepAct(tx, order, { by, now });
    if (!ordered.fresh || order.toldElsewhere) return ordered;
    const { id } = ordered.act;
    const { channel, threadTs } = by;
    const post = { key: `act:${id}`, kind: 'act', subject: String(id), channel, threadTs };
    await tx.posts.show({ ...post, now });
    await tx.work.ask({ kind: 'act-told', key: String(id), dueAt: now + toldWithinMs, now });
    return ordered;
  }

  return {
    async order(order, by, also) {
      const { command, repository, role = guarded[command] } = order;
      await permits.demand({ role, command, repository }, by);
      const as = await loginOf(by.user);
      return store.transaction(async (tx) => {
        const ordered = await keep(tx, order, { ...by, as });
        if (ordered.fresh) await also?.(tx, ordered);
        return ordered;
      });
    },
    orderAll: createBatches(options),
  };
}
