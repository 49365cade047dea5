import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import type { Call } from '../sandbox/slack/index.ts';
import { openPlace, type Place } from './place.ts';
import type { Row } from './row.ts';

const runs = 5_000;
const lastsMs = 60_000;
const teams = 20;
const repositoriesOfEach = 10;
const quietMs = 5_000;
const patienceMs = 120_000;
const bars = { postShare: 0.05, firstPingMs: 2_000 };

/** Five thousand failing runs within a minute, in two hundred repositories of twenty channels. */
export async function benchStorm(): Promise<Row[]> {
  const names = Array.from({ length: teams }, (_, at) => `team-${at + 1}`);
  const place = await openPlace({
    rules: names.map((name) => ({ match: `acme/${name}-*`, channel: `#${name}` })),
  });
  try {
    const firsts = await storm(place, names);
    await calm(place);
    return rows(place, firsts);
  } finally {
    await place.stop();
  }
}

/** Sends them evenly; answers when the first of each channel was accepted. */
async function storm({ github }: Place, names: readonly string[]): Promise<Map<string, number>> {
  const firsts = new Map<string, number>();
  const start = performance.now();
  const sent: Promise<unknown>[] = [];
  for (let at = 0; at < runs; at++) {
    const team = names[at % teams] ?? '';
    const repository = `acme/${team}-${Math.floor(at / teams) % repositoriesOfEach}`;
    const options = { webhooks: 'completed', log: `Error: ${repository} is broken` } as const;
    const run = github.run(repository, 'CI', 'failure', options);
    sent.push(run.then(() => firsts.has(team) || firsts.set(team, Date.now())));
    const early = start + ((at + 1) * lastsMs) / runs - performance.now();
    if (early > 0) await sleep(early);
  }
  await Promise.all(sent);
  return firsts;
}

/** Resolves once nothing was sent to Slack for some seconds. */
async function calm({ slack }: Place): Promise<void> {
  const end = performance.now() + patienceMs;
  let [seen, since] = [-1, performance.now()];
  while (performance.now() < end) {
    const calls = slack.calls.all.length;
    if (calls !== seen) [seen, since] = [calls, performance.now()];
    if (performance.now() - since > quietMs) return;
    await sleep(200);
  }
}

function rows({ slack, database }: Place, firsts: ReadonlyMap<string, number>): Row[] {
  const recorded = recordedIn(database);
  const posts = slack.calls.of('chat.postMessage').filter(({ result }) => result?.['ok'] === true);
  const limited = slack.calls.all.filter(({ result }) => result?.['error'] === 'ratelimited');
  const waits = [...firsts].map(([name, at]) => firstPing(posts, slack.channel(name).id) - at);
  const slowest = Math.max(0, ...waits);
  const name = `storm of ${runs} failing runs in ${lastsMs / 1000} s`;
  return [
    {
      name: `${name}: runs recorded`,
      measured: `${recorded}`,
      ratio: recorded / runs,
      bar: `≥ ${runs}`,
      ok: recorded >= runs,
    },
    {
      name: `${name}: posts`,
      measured: `${posts.length}`,
      ratio: posts.length / runs,
      bar: `≤ ${bars.postShare} of the runs`,
      ok: posts.length <= runs * bars.postShare,
    },
    {
      name: `${name}: refused by Slack's limits`,
      measured: `${limited.length}`,
      ratio: limited.length,
      bar: '0',
      ok: limited.length === 0,
    },
    {
      name: `${name}: first ping of each channel, the slowest of ${firsts.size}`,
      measured: `${slowest} ms`,
      ratio: slowest / bars.firstPingMs,
      bar: `≤ ${bars.firstPingMs} ms`,
      ok: slowest <= bars.firstPingMs,
    },
  ];
}

const firstPing = (posts: readonly Call[], channel: string): number =>
  posts.find(({ args }) => args['channel'] === channel)?.at ?? Number.POSITIVE_INFINITY;

function recordedIn(path: string): number {
  const file = new Sqlite(path, { readonly: true });
  try {
    return Number(file.prepare('select count(*) from runs').pluck().get());
  } finally {
    file.close();
  }
}
