import type { World } from '../../builds/world.ts';
import { retryAt } from '../../core/backoff.ts';
import { messageOf } from '../../core/errors.ts';
import type { Fact } from '../../core/facts.ts';
import type { Log } from '../../core/log.ts';
import type { Delivery } from '../../core/records.ts';
import type { Store, Tables } from '../../store/types/index.ts';
import { react } from '../reactions.ts';
import { createLoop, type Loop } from './loop.ts';

const batch = 25;
const leaseMs = 60_000;

type Reading = { facts: Fact[] } | { ignored: string };

/** Applies webhooks that were accepted; one that cannot be applied never holds up the ones behind it. */
export function createInbox(options: {
  store: Store;
  read: (event: string, body: unknown) => Reading;
  worldOf: (tx: Tables) => World;
  now: () => number;
  random: () => number;
  log: Log;
  /** Called once facts are committed. */
  applied: (facts: readonly Fact[]) => Promise<void>;
}): Loop {
  const { store, log } = options;

  async function apply(deliveries: readonly Delivery[]): Promise<void> {
    const facts = await store.transaction(async (tx) => {
      const all: Fact[] = [];
      for (const delivery of deliveries) all.push(...(await applyOne(delivery, tx)));
      return all;
    });
    await options.applied(facts);
  }

  async function applyOne(delivery: Delivery, tx: Tables): Promise<Fact[]> {
    const now = options.now();
    const reading = options.read(delivery.event, JSON.parse(delivery.body));
    if ('ignored' in reading) {
      const { id, event } = delivery;
      log.debug({ delivery: id, event, reason: reading.ignored }, 'ignored');
      await tx.deliveries.settle(id, { state: 'ignored', reason: reading.ignored, now });
      return [];
    }
    await react(reading.facts, options.worldOf(tx));
    await tx.deliveries.settle(delivery.id, { state: 'applied', now });
    return reading.facts;
  }

  async function failed(delivery: Delivery, thrown: unknown): Promise<void> {
    const now = options.now();
    const error = messageOf(thrown);
    const next = retryAt({ attempts: delivery.attempts, now, random: options.random });
    log.error(
      { delivery: delivery.id, event: delivery.event, error, next },
      'delivery not applied',
    );
    await store.deliveries.fail(delivery.id, { error, retryAt: next, now });
  }

  async function step(): Promise<number> {
    const claimed = await store.deliveries.claim({ limit: batch, now: options.now(), leaseMs });
    if (claimed.length === 0) return 0;
    try {
      await apply(claimed);
    } catch {
      // One of them is at fault: each alone, so that only that one is kept back.
      for (const delivery of claimed) {
        await apply([delivery]).catch((thrown: unknown) => failed(delivery, thrown));
      }
    }
    return claimed.length;
  }

  return createLoop({ name: 'inbox', step, now: options.now, log });
}
