import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type autocannon from 'autocannon';
import { startServer } from './child.ts';
import { alternately, compared, load } from './load.ts';
import type { Row } from './row.ts';

const secret = 'the secret of the bench';
const rounds = 7;
const seconds = 2;

/** Webhooks a second and their p99, beside Probot, which answers without keeping anything. */
export async function benchIntake(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const env = { BENCH_SECRET: secret, BENCH_DATABASE: `sqlite:${join(folder, 'baton.db')}` };
  const ours = await startServer('baton-intake', env);
  const peer = await startServer('probot-intake', env);
  const requests = webhooks();
  try {
    for (const { url } of [ours, peer]) await load(url, seconds, requests);
    const loads = await alternately(rounds, {
      ours: () => load(ours.url, seconds, requests),
      peer: () => load(peer.url, seconds, requests),
    });
    return compared({ what: 'webhook intake, beside Probot 14', bars: { rate: 1, p99: 1 } }, loads);
  } finally {
    await Promise.all([ours.stop(), peer.stop()]);
    rmSync(folder, { recursive: true });
  }
}

function webhooks(): autocannon.Request[] {
  return payloads().map(({ event, body }) => {
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
