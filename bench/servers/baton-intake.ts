import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../src/core/clock.ts';
import { createIntake } from '../../src/github/webhooks.ts';
import { openStore } from '../../src/store/index.ts';

/** Baton's webhook intake on a store of its own: every delivery is committed before its answer. */
const store = await openStore(process.env['BENCH_DATABASE'] ?? ':memory:');
const intake = createIntake({
  secrets: [process.env['BENCH_SECRET'] ?? ''],
  accept: store.deliveries.accept,
  log: { debug() {}, info() {}, warn: console.warn, error: console.error },
  clock: systemClock,
});
const server = createServer(intake).listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ url: `http://127.0.0.1:${port}/github/webhooks` });
});
