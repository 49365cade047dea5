import { retryAt } from '../../core/backoff.ts';
import { messageOf } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Work } from '../../core/records.ts';
import type { Store, Tables } from '../../store/types/index.ts';
import { createLoop, type Loop } from './loop.ts';
import { waitAsked } from './wait-asked.ts';

/**
 * Does one kind of work. What is slow (GitHub, Slack) happens in the call; what it answers is
 * written in one transaction with the end of the work, so that a crash between can double nothing.
 */
export type Handler = (work: Work) => Promise<(tx: Tables) => Promise<void>>;

const batch = 10;
const leaseMs = 5 * 60_000;

class LeaseLost extends Error {}

/** Does what is due. */
export function createDueLoop(options: {
  store: Store;
  handlers: Readonly<Record<string, Handler>>;
  now: () => number;
  random: () => number;
  log: Log;
  /** Called once something was written. */
  done: () => void;
}): Loop {
  const { store, handlers, log } = options;

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

  async function step(): Promise<number> {
    const claimed = await store.work.claim({ limit: batch, now: options.now(), leaseMs });
    await Promise.all(claimed.map(attempt));
    return claimed.length;
  }

  return createLoop({ name: 'work', step, now: options.now, log });
}
