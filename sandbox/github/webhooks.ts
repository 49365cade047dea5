import { createHmac, randomUUID } from 'node:crypto';
import type { Box } from './box.ts';
import { mulberry, shuffled } from './random.ts';

/** One webhook, sent or about to be. */
export type Delivery = {
  /** `X-GitHub-Delivery`; a redelivery has the same. */
  id: string;
  /** GitHub's own number of it; a redelivery has a new one. */
  number: number;
  event: string;
  action: string | null;
  body: string;
  /** The body, parsed. */
  readonly payload: Record<string, unknown>;
  redelivery: boolean;
  /** The HTTP status that answered it; null while none has. */
  status: number | null;
  /** Why there is no status. */
  error: string | null;
  at: number;
  /** Milliseconds from sending to the answer. */
  took: number;
};

export type Target = { id: number; url: string; secret: string; since: number };

export type Webhooks = {
  /** Everything sent, oldest first; the newest 5,000 are kept. */
  deliveries: Delivery[];
  /** Where they go from now on; without an address none are sent. */
  to(url: string | undefined, secret?: string): void;
  target(): Target | undefined;
  /** Renders and sends one; resolves when it was answered, given up on, held or dropped. */
  send(event: string, action: string | null, render: () => object): Promise<void>;
  /** Sends one again, with the same delivery id. */
  redeliver(id: string | number): Promise<Delivery>;
  /** Keeps every webhook from now on until `release`. */
  hold(): void;
  /** Sends what was held, one after the other, in this order. */
  release(order?: 'given' | 'reversed' | 'shuffled' | Sorting): Promise<void>;
  /** Loses those that match from now on, as a network would; without a predicate loses none. */
  drop(predicate?: (delivery: Delivery) => boolean): void;
};

export type Sorting = (held: readonly Delivery[]) => readonly Delivery[];

const kept = 5_000;
const patience = 10_000;

/** GitHub's side of webhooks: sends each once, signed, waits ten seconds, never retries. */
export function createWebhooks(box: Box): Webhooks {
  const deliveries: Delivery[] = [];
  let target: Target | undefined;
  let held: Delivery[] | undefined;
  let lost: (delivery: Delivery) => boolean = () => false;

  const deliver = async (delivery: Delivery) => {
    if (target === undefined) return;
    await post(box, target, delivery);
  };

  const remember = (event: string, action: string | null, body: string) => {
    const delivery = newDelivery(box, { event, action, body, id: randomUUID() });
    deliveries.push(delivery);
    if (deliveries.length > kept) deliveries.shift();
    return delivery;
  };

  return {
    deliveries,
    target: () => target,
    to(url, secret = '') {
      target = url === undefined ? undefined : { ...hookAt(box, url), secret };
    },
    async send(event, action, render) {
      if (target === undefined) return;
      const delivery = remember(event, action, JSON.stringify(render()));
      if (lost(delivery)) delivery.error = 'dropped';
      else if (held === undefined) await deliver(delivery);
      else held.push(delivery);
    },
    async redeliver(id) {
      const first = deliveries.find((one) => one.id === id || one.number === id);
      if (first === undefined) throw new Error(`there is no delivery ${id}`);
      const again = newDelivery(box, { ...first, redelivery: true });
      deliveries.push(again);
      await deliver(again);
      return again;
    },
    hold() {
      held ??= [];
    },
    async release(order = 'given') {
      const waiting = arranged(held ?? [], order);
      held = undefined;
      for (const delivery of waiting) await deliver(delivery);
    },
    drop(predicate = () => false) {
      lost = predicate;
    },
  };
}

function arranged(held: readonly Delivery[], order: Parameters<Webhooks['release']>[0]) {
  if (typeof order === 'function') return order(held);
  if (order === 'reversed') return held.toReversed();
  return order === 'shuffled' ? shuffled(held, mulberry(held.length)) : held;
}

function newDelivery(
  box: Box,
  seed: Pick<Delivery, 'id' | 'event' | 'action' | 'body'> & { redelivery?: boolean },
): Delivery {
  const { id, event, action, body, redelivery = false } = seed;
  return {
    id,
    number: box.ids.next(),
    event,
    action,
    body,
    get payload() {
      return JSON.parse(body) as Record<string, unknown>;
    },
    redelivery,
    status: null,
    error: null,
    at: box.clock.now(),
    took: 0,
  };
}

function hookAt(box: Box, url: string) {
  const { hostname } = new URL(url);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) {
    throw new Error(`the simulated GitHub sends webhooks to this machine only, not to ${hostname}`);
  }
  return { id: box.ids.next(), url, since: box.clock.now() };
}

async function post(box: Box, target: Target, delivery: Delivery): Promise<void> {
  const started = performance.now();
  try {
    const answer = await fetch(target.url, {
      method: 'POST',
      headers: headers(box, target, delivery),
      body: delivery.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    await answer.arrayBuffer();
    delivery.status = answer.status;
  } catch (error) {
    delivery.error = String(error instanceof Error ? (error.cause ?? error) : error);
  }
  delivery.took = performance.now() - started;
}

function headers(box: Box, target: Target, delivery: Delivery): Record<string, string> {
  const sign = (algorithm: string) =>
    createHmac(algorithm, target.secret).update(delivery.body).digest('hex');
  const signatures = {
    'X-Hub-Signature': `sha1=${sign('sha1')}`,
    'X-Hub-Signature-256': `sha256=${sign('sha256')}`,
  };
  return {
    'User-Agent': 'GitHub-Hookshot/8f2c1e7',
    Accept: '*/*',
    'Content-Type': 'application/json',
    'X-GitHub-Delivery': delivery.id,
    'X-GitHub-Event': delivery.event,
    'X-GitHub-Hook-ID': String(target.id),
    'X-GitHub-Hook-Installation-Target-ID': String(box.app?.id ?? 1),
    'X-GitHub-Hook-Installation-Target-Type': box.app === undefined ? 'repository' : 'integration',
    ...(target.secret === '' ? {} : signatures),
  };
}
