import { openPlace } from './place.ts';
import { percentile, type Row } from './row.ts';

const channels = 40;
const warmUps = 5;
const withinMs = 30_000;
const bar = 250;

/** From the 202 that a failed run got to the `chat.postMessage` that tells of it; each in a channel of its own. */
export async function benchPosting(): Promise<Row[]> {
  const names = Array.from({ length: channels + warmUps }, (_, at) => `team-${at + 1}`);
  const place = await openPlace({
    rules: names.map((name) => ({ match: `acme/${name}`, channel: `#${name}` })),
  });
  const { slack, github } = place;
  const waits: number[] = [];
  try {
    for (const name of names) {
      await github.run(`acme/${name}`, 'CI', 'failure', { log: `Error: ${name} is broken` });
      const told = github.webhooks.deliveries.findLast(({ event }) => event === 'workflow_run');
      const accepted = (told?.at ?? 0) + (told?.took ?? 0);
      const post = () =>
        slack.calls
          .of('chat.postMessage')
          .find(({ args }) => JSON.stringify(args).includes(`acme/${name}`));
      await slack.until(() => post() !== undefined, { within: withinMs, what: 'the message' });
      waits.push(Math.max(0, (post()?.at ?? 0) - accepted));
    }
  } finally {
    await place.stop();
  }
  const p95 = percentile(waits.slice(warmUps), 95);
  const p50 = percentile(waits.slice(warmUps), 50);
  return [
    {
      name: 'webhook accepted to chat.postMessage sent',
      measured: `p95 ${p95.toFixed(0)} ms, p50 ${p50.toFixed(0)} ms`,
      ratio: p95 / bar,
      bar: `p95 ≤ ${bar} ms`,
      ok: p95 <= bar,
    },
  ];
}
