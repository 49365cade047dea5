import { readFileSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import pg from 'pg';
import { expect, test } from 'vitest';
import { type Canary, canaries, keyBlock } from '../helpers/canaries.ts';
import { eachEngine } from '../helpers/store.ts';
import { openWorld, type World } from '../helpers/world.ts';

const all = [...canaries, keyBlock];
const said = all.map(({ text }) => text).join('\n');
/** What a person says in the channel stays theirs. */
const typed = 'mute everything with ';
const inOneWord = canaries.filter(({ text }) => !/\s/.test(text));

/** Everything that somebody on GitHub can write: commits, branches, pull requests, jobs, annotations, logs. */
async function plantOnGitHub({ github, settle }: World): Promise<void> {
  await github.run('acme/api', 'CI', 'success');
  await github.push('acme/api', {
    commits: all.map(({ kind, text }) => ({ message: `${text}\n\nUse the ${kind}: ${text}` })),
  });
  for (const { text } of inOneWord.slice(0, 10)) {
    await github.push('acme/web', { branch: `release/${text}`, commits: [{ message: 'Work' }] });
  }
  for (const { text } of canaries) {
    await github.openPull('acme/web', { title: `Use ${text}`, branch: `try/${text}` });
  }
  await github.run('acme/web', 'CI', 'failure', {
    title: `Use ${canaries[3]?.text}`,
    jobs: canaries.slice(0, 5).map(({ text }) => ({ name: `test (${text})` })),
  });
  await github.run('acme/api', 'CI', 'failure', {
    title: `Use ${canaries[0]?.text}`,
    webhooks: 'completed',
    log: `${said}\nError: cannot use ${canaries[1]?.text}\n${said}\n##[error]Process completed with exit code 1.`,
    jobs: canaries.map(({ text }) => ({ name: `test (${text})`, steps: [`Use ${text}`] })),
    annotations: canaries.map(({ text }) => ({
      ...{ path: `src/${text}`, line: 1, level: 'failure' as const },
      ...{ title: text, message: `Refused: ${text}` },
    })),
  });
  await settle(60_000);
  await github.run('acme/nowhere', 'CI', 'failure', { branch: 'main', log: said });
  await settle(60_000);
}

/** What people type: commands that are understood and ones that are not, and words to Baton. */
async function plantInSlack({ slack, slash, settle, logged }: World): Promise<void> {
  for (const { text } of canaries) {
    await slash('dana', `/ci mute "${text}" for 2h`);
  }
  await slash('dana', `/ci subscribe acme/${canaries[0]?.text} --branch ${canaries[4]?.text}`);
  await slack.as('dana').say(`@baton ${typed} ${canaries[2]?.text} for 2h`, { channel: '#builds' });
  const [alert] = slack.channel('#builds').messages;
  const person = slack.as('dana');
  await person.press(alert!, 'Acknowledge');
  logged.push(await slash('dana', '/ci logs acme/api#2'));
  await settle(60_000);
}

/** All that a database holds, as text; of SQLite also what deleted rows left behind. */
async function dump(engine: 'sqlite' | 'postgres', url: string): Promise<string> {
  if (engine === 'postgres') return dumpPostgres(url);
  const db = new BetterSqlite(url, { readonly: true });
  const tables = db.prepare(`select name from sqlite_master where type = 'table'`).pluck().all();
  const rows = tables.map((table) => db.prepare(`select * from "${table}"`).all());
  db.close();
  return JSON.stringify(rows) + readFileSync(url, 'latin1') + readFileSync(`${url}-wal`, 'latin1');
}

async function dumpPostgres(connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const tables = await client.query(`select tablename from pg_tables where schemaname = 'public'`);
  const rows: unknown[] = [];
  for (const { tablename } of tables.rows)
    rows.push((await client.query(`select * from ${tablename}`)).rows);
  await client.end();
  return JSON.stringify(rows);
}

const found = (text: string): string[] =>
  all.filter(({ secret }: Canary) => text.includes(secret)).map(({ kind }) => kind);

eachEngine('secrets of 50 kinds in all that people write', (_open, { engine, fresh }) => {
  test('are nowhere in Slack, in the store, in our log and in the metrics', async () => {
    const databaseUrl = await fresh();
    const world = await openWorld({ databaseUrl, log: 'debug' });
    await plantOnGitHub(world);
    await plantInSlack(world);
    const { slack, url, logged, config, store } = world;
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const stored = await dump(engine, databaseUrl);
    const heard = slack.history.filter(({ text }) => !text.includes(typed));
    const told = JSON.stringify([
      heard,
      slack.calls.all.map(({ args }) => args),
      slack.home('dana'),
    ]);

    expect({ slack: found(told), store: found(stored) }).toEqual({ slack: [], store: [] });
    expect({ log: found(logged.join('\n')), metrics: found(metrics) }).toEqual({
      log: [],
      metrics: [],
    });
    // It was all there, and the rest of it still is.
    expect((await store.deliveries.counts()).dead).toBe(0);
    expect(stored.match(/\[redacted/g)?.length).toBeGreaterThan(all.length * 4);
    expect(told).toContain('[redacted');
    const own = [slack.botToken, slack.appToken, config.github.webhookSecret?.reveal() ?? ''];
    expect(own.filter((token) => `${stored}${logged}${metrics}`.includes(token))).toEqual([]);
  });
});
