import { Counter, Gauge, Registry } from 'prom-client';
import type { Store } from '../../store/types/index.ts';

/** What Prometheus reads at /metrics. */
export type Metrics = {
  /** Webhooks by how they were answered: accepted, duplicate, refused and why. */
  webhook(result: string): void;
  /** Facts taken in, by kind. */
  facts(kind: string, many: number): void;
  /** Answers the text format, with the queues as they are now. */
  text(): Promise<string>;
  type: string;
};

export function createMetrics(store: Store): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const webhooks = new Counter({
    name: 'baton_webhooks_total',
    help: 'Webhooks by how they were answered',
    labelNames: ['result'],
    registers,
  });
  const facts = new Counter({
    name: 'baton_facts_total',
    help: 'Facts taken in from GitHub',
    labelNames: ['kind'],
    registers,
  });
  const queue = new Gauge({
    name: 'baton_queue_rows',
    help: 'Rows of the three queues that wait or are dead',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      for (const name of ['deliveries', 'work', 'posts'] as const) {
        const { waiting, dead } = await store[name].counts();
        this.set({ queue: name, state: 'waiting' }, waiting);
        this.set({ queue: name, state: 'dead' }, dead);
      }
    },
  });
  registry.setDefaultLabels({});
  void queue;
  return {
    webhook: (result) => webhooks.inc({ result }),
    facts: (kind, many) => facts.inc({ kind }, many),
    text: () => registry.metrics(),
    type: registry.contentType,
  };
}
