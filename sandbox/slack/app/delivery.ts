import type { Json } from '../wire.ts';
import { violation, type World } from '../world/world.ts';
import type { Ack, Envelope, Transport } from './transport.ts';

export type Delivery = {
  /** Commands and interactions: sent once; the acknowledgement may carry an answer. */
  ask(kind: 'slash_commands' | 'interactive', payload: Json, what: string): Promise<Ack>;
  /** Events: sent again when they were not acknowledged. Settles after the first attempt. */
  tell(payload: Json, what: string): Promise<void>;
  /** What was sent last of a kind comes once more, numbered, as if its acknowledgement had been lost. */
  again(kind: Envelope['kind']): Promise<Ack>;
  close(): void;
};

export type DeliveryOptions = {
  /** How long an app has to acknowledge, real milliseconds; Slack's three seconds by default. */
  ackWithin?: number;
  /** Pauses before the repetitions of an event, real milliseconds. */
  retryAfter?: readonly number[];
};

/** Slack repeats an event at once, after a minute, and after five. */
const REPETITIONS = [0, 60_000, 300_000];

export function createDelivery(
  world: World,
  transport: () => Transport,
  { ackWithin = 3000, retryAfter = REPETITIONS }: DeliveryOptions,
): Delivery {
  const timers = new Set<NodeJS.Timeout>();
  const last = new Map<Envelope['kind'], { envelope: Envelope; what: string }>();

  const attempt = async (envelope: Envelope, what: string): Promise<Ack> => {
    last.set(envelope.kind, { envelope, what });
    const ack = await transport().send(envelope, ackWithin);
    if (!ack.ok && ack.error === 'operation_timeout') {
      violation(world, `${what}: no acknowledgement within ${ackWithin} ms`);
    }
    return ack;
  };

  const repeat = (payload: Json, what: string, number: number, reason: string): void => {
    const pause = retryAfter[number - 1];
    if (pause === undefined) return;
    const timer = setTimeout(async () => {
      timers.delete(timer);
      const ack = await attempt({ kind: 'events_api', payload, retry: { number, reason } }, what);
      if (!ack.ok && !ack.final) repeat(payload, what, number + 1, ack.reason);
    }, pause).unref();
    timers.add(timer);
  };

  return {
    ask: (kind, payload, what) => attempt({ kind, payload }, what),
    async tell(payload, what) {
      const ack = await attempt({ kind: 'events_api', payload }, what);
      if (!ack.ok && !ack.final) repeat(payload, what, 1, ack.reason);
    },
    again(kind) {
      const sent = last.get(kind);
      if (!sent) throw new Error(`no ${kind} was sent yet`);
      const { envelope, what } = sent;
      const number = (envelope.retry?.number ?? 0) + 1;
      return attempt({ ...envelope, retry: { number, reason: 'timeout' } }, what);
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
