import { setTimeout as sleep } from 'node:timers/promises';
import { residentMiB, startServer } from './child.ts';
import { openPlace } from './place.ts';
import { median, type Row } from './row.ts';

const starts = 5;
const idleMs = 4_000;
const bars = { readyMs: 1_000, memory: 1.5 };

type Measured = { readyMs: number; idleMiB: number };

/** From the start of the process until it is ready, and its memory at rest, beside Bolt alone; in turns. */
export async function benchStart(): Promise<Row[]> {
  const ours: Measured[] = [];
  const bolts: Measured[] = [];
  for (let at = 0; at < starts; at++) {
    const place = await openPlace({ rules: [{ match: 'acme/*', channel: '#builds' }] });
    try {
      ours.push({ readyMs: place.baton.readyMs, idleMiB: await idle(place.baton.pid) });
      bolts.push(await bolt(place.slack));
    } finally {
      await place.stop();
    }
  }
  const middle = (all: readonly Measured[], of: keyof Measured) =>
    median(all.map((one) => one[of]));
  const ready = middle(ours, 'readyMs');
  const memory = middle(ours, 'idleMiB') / middle(bolts, 'idleMiB');
  return [
    {
      name: 'start to ready',
      measured: `${ready.toFixed(0)} ms`,
      peer: `${middle(bolts, 'readyMs').toFixed(0)} ms`,
      ratio: ready / middle(bolts, 'readyMs'),
      bar: `≤ ${bars.readyMs} ms`,
      ok: ready <= bars.readyMs,
    },
    {
      name: 'idle memory, beside Bolt alone',
      measured: `${middle(ours, 'idleMiB').toFixed(0)} MiB`,
      peer: `${middle(bolts, 'idleMiB').toFixed(0)} MiB`,
      ratio: memory,
      bar: `≤ ${bars.memory}`,
      ok: memory <= bars.memory,
    },
  ];
}

async function bolt(slack: { botToken: string; appToken: string; apiUrl: string }) {
  const child = await startServer('bolt-socket', {
    BENCH_BOT_TOKEN: slack.botToken,
    BENCH_APP_TOKEN: slack.appToken,
    BENCH_SLACK_URL: slack.apiUrl,
  });
  try {
    return { readyMs: child.readyMs, idleMiB: await idle(child.pid) };
  } finally {
    await child.stop();
  }
}

async function idle(pid: number): Promise<number> {
  await sleep(idleMs);
  return residentMiB(pid);
}
