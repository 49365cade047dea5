import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import pg from 'pg';
import { freePort } from '../sandbox/demo/listen.ts';
import { openStore } from '../src/store/index.ts';
import { startServer as startPostgres } from '../test/helpers/postgres-server.ts';
import { command } from './ack.ts';
import { serveAnswers } from './answers.ts';
import { compile, startServer } from './child.ts';
import { machineLine } from './machine.ts';
import { add, fill } from './past.ts';
import { openPlace, type Place } from './place.ts';
import { lineOf, median, type Row } from './row.ts';

type Engine = 'sqlite' | 'postgres';
type Measured = { ms: number; stallMs: number };
type Acknowledged = { measured: Measured[]; p99: number };
type Urls = { few: string; many: string };

const few = { runs: 100_000, recent: 100_000 };
const many = { runs: 1_000_000, recent: 100_000 };
const rounds = 7;
const ackRounds = 3;
const stallBar = 50;
const ackBar = 100;

/**
 * A report over the same month with 100,000 and with 1,000,000 runs stored, the event loop meanwhile,
 * and how soon slash commands are acknowledged meanwhile. Each runs as `npm start` runs it.
 */
export async function benchReports(
  engines: readonly Engine[] = ['sqlite', 'postgres'],
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const engine of engines)
    rows.push(...(await withStores(engine, (urls) => measure(engine, urls))));
  return rows;
}

/** Fills two stores, and removes them after. */
async function withStores(engine: Engine, use: (urls: Urls) => Promise<Row[]>): Promise<Row[]> {
  if (engine === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
    const urls = {
      few: `sqlite:${join(folder, 'few.db')}`,
      many: `sqlite:${join(folder, 'many.db')}`,
    };
    try {
      await fillBoth(engine, urls);
      return await use(urls);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const given = process.env['DATABASE_URL_TEST'];
  const server = given ? { url: given, stop: async () => {} } : await startPostgres();
  if (!server) throw new Error('there is no PostgreSQL for this platform; set DATABASE_URL_TEST');
  const databases = [`baton_bench_few_${process.pid}`, `baton_bench_many_${process.pid}`];
  const [one = '', other = ''] = databases.map((name) => new URL(name, server.url).href);
  try {
    for (const name of databases) await execute(server.url, `create database ${name}`);
    await fillBoth(engine, { few: one, many: other });
    return await use({ few: one, many: other });
  } finally {
    for (const name of databases)
      await execute(server.url, `drop database if exists ${name} with (force)`);
    await server.stop();
  }
}

async function fillBoth(engine: Engine, urls: Urls): Promise<void> {
  const now = Date.now();
  for (const [url, amount] of [
    [urls.few, few],
    [urls.many, many],
  ] as const) {
    await (await openStore(url)).close();
    await fill({ engine, url }, few, now);
    await add({ engine, url }, amount, now);
  }
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** The two stores in turns, so that what else the machine does falls on both. */
async function measure(engine: Engine, urls: Urls): Promise<Row[]> {
  const one = await openMeasured(urls.few);
  const other = await openMeasured(urls.many);
  try {
    for (const { ask } of [one, other]) await ask('reports=1');
    const [withFew, withMany]: [Measured[], Measured[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      withFew.push(...(await one.ask('reports=1')));
      withMany.push(...(await other.ask('reports=1')));
    }
    const [idle, busy]: [Acknowledged[], Acknowledged[]] = [[], []];
    for (let round = 0; round < ackRounds; round++) {
      idle.push(await other.acknowledged('idle=3000'));
      busy.push(await other.acknowledged('reports=3'));
    }
    const stalls = [withMany, ...busy.map((one) => one.measured)].flat();
    return [
      timeRow(engine, withFew, withMany),
      stallRow(
        engine,
        stalls,
        idle.flatMap((one) => one.measured),
      ),
      ackRow(engine, median(busy.map((one) => one.p99)), median(idle.map((one) => one.p99))),
    ];
  } finally {
    await Promise.all([one.stop(), other.stop()]);
  }
}

async function openMeasured(database: string) {
  const controlPort = String(await freePort());
  const place: Place = await openPlace({
    // Nothing of the past is watched, or GitHub would be asked about it.
    ...{ rules: [{ match: 'acme/api', channel: '#builds' }], mode: 'http', database },
    start: (env) => startServer('baton-reports', { ...env, BENCH_CONTROL_PORT: controlPort }),
  });
  const answers = await serveAnswers();
  const ask = async (what: string): Promise<Measured[]> => {
    const answer = await fetch(`http://127.0.0.1:${controlPort}/?${what}`);
    return (await answer.json()) as Measured[];
  };
  const words = 'status acme/repo-1';
  return {
    ask,
    /** Commands at a pace at which people might type them, all of them at once, while that is done. */
    async acknowledged(what: string) {
      const request = command(place.slack.signingSecret, answers.ask, words);
      const url = `${place.baton.url}/slack/events`;
      const working = ask(what);
      const p99 = await loadWhile(working, { url, requests: [request] });
      return { measured: await working, p99 };
    },
    async stop() {
      await place.stop();
      answers.close();
    },
  };
}

/** The p99 in ms of requests, fifty a second, until the work is done. */
function loadWhile(
  work: Promise<unknown>,
  what: Pick<autocannon.Options, 'url' | 'requests'>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { ...what, connections: 5, overallRate: 50, duration: 600 };
    const load = autocannon(options, (error, { latency, non2xx, errors }) => {
      if (error) reject(error);
      else if (non2xx + errors > 0) reject(new Error(`${non2xx} refused, ${errors} failed`));
      else resolve(latency.p99);
    });
    work.then(() => load.stop(), reject);
  });
}

function timeRow(engine: Engine, withFew: readonly Measured[], withMany: readonly Measured[]): Row {
  const [a, b] = [withFew, withMany].map((all) => median(all.map((one) => one.ms)));
  const ratio = (b ?? 0) / (a ?? 0);
  return {
    name: `report over a month, 1,000,000 runs stored beside 100,000 (${engine})`,
    ...{ measured: `${Math.round(b ?? 0)} ms`, peer: `${Math.round(a ?? 0)} ms` },
    ...{ ratio, bar: '≤ 2', ok: ratio <= 2 },
  };
}

/** Of several reports the usual one; what the machine does by itself stands beside it. */
function stallRow(engine: Engine, all: readonly Measured[], idle: readonly Measured[]): Row {
  const stalls = all.map((one) => one.stallMs);
  const [usual, still] = [median(stalls), median(idle.map((one) => one.stallMs))];
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  return {
    name: `longest stall of the event loop in a report, median of ${stalls.length} (${engine})`,
    measured: `${ms(usual)}; idle ${ms(still)}`,
    ...{ ratio: usual / stallBar, bar: `≤ ${stallBar} ms`, ok: usual <= stallBar },
  };
}

function ackRow(engine: Engine, p99: number, idle: number): Row {
  return {
    name: `slash command acknowledged meanwhile: p99 (${engine})`,
    measured: `${p99} ms; idle ${idle} ms`,
    ...{ ratio: p99 / ackBar, bar: `≤ ${ackBar} ms`, ok: p99 <= ackBar },
  };
}

if (process.argv[1]?.endsWith('reports.ts')) {
  console.log(machineLine());
  await compile();
  const asked = process.argv.slice(2) as Engine[];
  const engines: readonly Engine[] = asked.length > 0 ? asked : ['sqlite', 'postgres'];
  for (const engine of engines)
    for (const row of await benchReports([engine])) console.log(lineOf(row));
}
