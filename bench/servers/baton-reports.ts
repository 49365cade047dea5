import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApp } from '../../src/app/create-app.ts';
import { loadConfig } from '../../src/config/load.ts';
import { systemClock } from '../../src/core/clock.ts';
import { githubRates } from '../../src/core/costs.ts';
import { lastDays } from '../../src/reports/periods.ts';
import { report } from '../../src/reports/report.ts';
import { openStore } from '../../src/store/index.ts';

/** Baton as `npm start` runs it, which reckons reports when it is asked to: `/?reports=3`, `/?idle=2000`. */
const config = loadConfig({ env: process.env, readFile: (path) => readFileSync(path, 'utf8') });
const quiet = { debug() {}, info() {}, warn: console.warn, error: console.error };
const store = await openStore(process.env['DATABASE_URL'] ?? '', { log: quiet });
const app = createApp({ config, store, clock: systemClock, random: Math.random, log: quiet });
const { port } = await app.start();

const control = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const asked = {
    reports: Number(searchParams.get('reports')),
    idle: Number(searchParams.get('idle')),
  };
  void measure(asked).then((measured) => response.end(JSON.stringify(measured)));
}).listen(Number(process.env['BENCH_CONTROL_PORT']), '127.0.0.1', () => {
  process.send?.({
    url: `http://127.0.0.1:${port}`,
    control: (control.address() as AddressInfo).port,
  });
});

/** Of each report, or of doing nothing for a while: how long it took, and the longest stall of the event loop. */
async function measure({ reports, idle }: { reports: number; idle: number }) {
  const known = await store.repositories.list();
  const scope = {
    ...{ name: 'bench', rates: githubRates },
    repositories: known.map((repository) => repository.name),
    watched: ({ branch }: { branch: string }) => branch === 'main',
    ...{ teams: null, production: () => true, shifts: async () => [] },
  };
  const one = () => report(scope, lastDays(30, Date.now(), 'Europe/Berlin'), store);
  const works = idle > 0 ? [() => sleep(idle)] : Array.from({ length: reports }, () => one);
  const measured: { ms: number; stallMs: number }[] = [];
  for (const work of works) measured.push(await timed(work));
  return measured;
}

/** The larger of two measures of one thing: Node.js's own histogram, and a timer that asks to be called each millisecond. */
async function timed(work: () => Promise<unknown>): Promise<{ ms: number; stallMs: number }> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  let [last, gap] = [performance.now(), 0];
  const probe = setInterval(() => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    last = now;
  }, 1);
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  clearInterval(probe);
  histogram.disable();
  return { ms, stallMs: Math.max(gap, histogram.max / 1e6) };
}

process.on('SIGTERM', () => {
  void app.stop().then(() => process.exit(0));
});
