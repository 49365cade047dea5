import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import autocannon from 'autocannon';
import { startChild } from './child.ts';
import { lineOf, median, type Row } from './row.ts';

const secret = 'the secret of the bench';
const rounds = 7;
const seconds = 2;
const connections = 50;

type Load = { rate: number; p99: number };

/** Webhooks a second and their p99, beside Probot, which answers without keeping anything. */
export async function benchIntake(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const env = { BENCH_SECRET: secret, BENCH_DATABASE: `sqlite:${join(folder, 'baton.db')}` };
  const here = (name: string) => new URL(`./servers/${name}.ts`, import.meta.url);
  const ours = await startChild(here('baton-intake'), env);
  const peer = await startChild(here('probot-intake'), env);
  try {
    return compared(await alternately(ours.url, peer.url));
  } finally {
    await Promise.all([ours.stop(), peer.stop()]);
    rmSync(folder, { recursive: true });
  }
}

/** In turns, so that what else the machine does falls on both. */
async function alternately(ours: string, peer: string): Promise<{ ours: Load[]; peer: Load[] }> {
  for (const url of [ours, peer]) await load(url, 2);
  const loads: { ours: Load[]; peer: Load[] } = { ours: [], peer: [] };
  for (let round = 0; round < rounds; round++) {
    loads.ours.push(await load(ours, seconds));
    loads.peer.push(await load(peer, seconds));
  }
  return loads;
}

async function load(url: string, duration: number): Promise<Load> {
  const requests = payloads().map(({ event, body }) => {
    const headers = {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    };
    // Each is new: a delivery that is known already would cost less.
    const setupRequest = (request: autocannon.Request) => ({
      ...request,
      headers: { ...headers, 'x-github-delivery': randomUUID() },
    });
    return { method: 'POST' as const, body, setupRequest };
  });
  const result = await autocannon({ url, connections, duration, requests });
  if (result.non2xx + result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  }
  return { rate: result.requests.average, p99: result.latency.p99 };
}

/** GitHub's own examples of what a run sends. */
function payloads(): { event: string; body: string }[] {
  const file = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
  const all = JSON.parse(readFileSync(file, 'utf8')) as { name: string; examples: unknown[] }[];
  const sent = all.filter((entry) =>
    ['workflow_run', 'workflow_job', 'check_run'].includes(entry.name),
  );
  return sent.flatMap(({ name, examples }) =>
    examples.map((example) => ({ event: name, body: JSON.stringify(example) })),
  );
}

function compared({ ours, peer }: { ours: Load[]; peer: Load[] }): Row[] {
  const rates = [ours, peer].map((loads) => median(loads.map((one) => one.rate)));
  const tails = [ours, peer].map((loads) => median(loads.map((one) => one.p99)));
  const [rate = 0, peerRate = 0] = rates;
  const [p99 = 0, peerP99 = 0] = tails;
  return [
    {
      name: 'webhook intake, throughput (beside Probot 14)',
      measured: `${Math.round(rate)}/s`,
      peer: `${Math.round(peerRate)}/s`,
      ratio: rate / peerRate,
      bar: '≥ 1',
      ok: rate >= peerRate,
    },
    {
      name: 'webhook intake, p99 (beside Probot 14)',
      measured: `${p99} ms`,
      peer: `${peerP99} ms`,
      ratio: p99 / peerP99,
      bar: '≤ 1',
      ok: p99 <= peerP99,
    },
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const row of await benchIntake()) console.log(lineOf(row));
}
