import { retryAt } from '../../core/backoff.ts';
import { messageOf } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Work } from '../../core/records.ts';
import type { Kinds, Store, Tables } from '../../store/types/index.ts';
import { createLoop, type Loop } from './loop.ts';
import { waitAsked } from './wait-asked.ts';

/**
 * Does one kind of work. What is slow (GitHub, Slack) happens in the call; what it answers is
 * written in one transaction with the end of the work, so that a crash between can double nothing.
 */
export type Handler = (work: Work) => Promise<(tx: Tables) => Promise<void>>;

/** So many are under way at once. */
const most = 10;
/** What a crash left is taken up again after so long; whoever is still at it renews the lease. */
const leaseMs = 60_000;
const renewMs = 20_000;

class LeaseLost extends Error {}

/** Does what is due. Nothing waits for work that takes long, save for a place where all are taken. */
export function createDueLoop(options: {
  /** Of the loop, in logs; `work` where there is but one. */
  name?: string;
  /** The kinds that it takes; by default all. */
  kinds?: Kinds;
  store: Store;
  handlers: Readonly<Record<string, Handler>>;
  now: () => number;
  random: () => number;
  log: Log;
  /** Called once something was written. */
  done: () => void;
}): Loop {
  const { name = 'work', kinds, store, handlers, log } = options;
  /** With when its lease was renewed last. */
  const underWay = new Map<Promise<void>, { work: Work; heldAt: number }>();

  async function perform(work: Work): Promise<void> {
    const handler = handlers[work.kind];
    if (!handler) throw new Error(`nobody does work of the kind ${work.kind}`);
    const write = await handler(work);
    await store.transaction(async (tx) => {
      if (!(await tx.work.done(work, options.now()))) throw new LeaseLost();
      await write(tx);
    });
    options.done();
  }

  async function attempt(work: Work): Promise<void> {
    try {
      await perform(work);
    } catch (thrown) {
      if (thrown instanceof LeaseLost) return;
      const now = options.now();
      const { kind, key, attempts } = work;
      const next = waitAsked(thrown) ?? retryAt({ attempts, now, random: options.random });
      log.warn({ kind, key, attempts, error: messageOf(thrown), next }, 'work failed');
      await store.work.fail(work, { error: messageOf(thrown), retryAt: next, now });
    }
  }

  function begin(work: Work): void {
    const doing = attempt(work)
      // The lease runs out, and then it is tried again.
      .catch((thrown: unknown) => {
        const { kind, key } = work;
        log.error({ kind, key, error: messageOf(thrown) }, 'could not note how work ended');
      })
      .finally(() => {
        underWay.delete(doing);
        loop.wake();
      });
    underWay.set(doing, { work, heldAt: options.now() });
  }

  /** Ahead of each look: what outlasts its lease, or a clock that jumps, is not begun a second time here. */
  async function renew(now: number): Promise<void> {
    for (const held of underWay.values()) {
      if (Math.abs(now - held.heldAt) < renewMs) continue;
      held.heldAt = now;
      await store.work.hold(held.work, now + leaseMs);
    }
  }

  async function step(): Promise<number> {
    const now = options.now();
    await renew(now);
    const limit = most - underWay.size;
    const claimed = limit > 0 ? await store.work.claim({ limit, now, leaseMs, kinds }) : [];
    for (const work of claimed) begin(work);
    return claimed.length;
  }

  const loop = createLoop({
    name,
    step,
    underWay: () => [...underWay.keys()],
    now: options.now,
    log,
  });
  return loop;
}
