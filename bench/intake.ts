import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './child.ts';
import { flood, type Webhook } from './flood.ts';
import { alternately, compared } from './load.ts';
import type { Row } from './row.ts';

const secret = 'the secret of the bench';
const rounds = 9;
const seconds = 2;
/** By then what was written is in the database, and on the disk. */
const restMs = 2_500;

/** Webhooks a second and their p99, beside Probot, which answers without keeping anything. */
export async function benchIntake(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const env = { BENCH_SECRET: secret, BENCH_DATABASE: `sqlite:${join(folder, 'baton.db')}` };
  const ours = await startServer('baton-intake', env);
  const peer = await startServer('probot-intake', env);
  const requests = webhooks();
  try {
    for (const { url } of [ours, peer]) await flood(url, seconds, requests);
    const loads = await alternately(
      { rounds, restMs },
      {
        ours: () => flood(ours.url, seconds, requests),
        peer: () => flood(peer.url, seconds, requests),
      },
    );
    return compared({ what: 'webhook intake, beside Probot 14', bars: { rate: 1, p99: 1 } }, loads);
  } finally {
    await Promise.all([ours.stop(), peer.stop()]);
    rmSync(folder, { recursive: true });
  }
}

function webhooks(): Webhook[] {
  return payloads().map(({ event, body }) => ({
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  }));
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
