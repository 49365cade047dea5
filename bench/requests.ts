import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { repository } from '../sandbox/github/box.ts';
import { type GitHub, startGitHub } from '../sandbox/github/index.ts';
import { pastRun } from '../sandbox/github/past.ts';
import { githubToken, openPlace, type Place } from './place.ts';
import type { Row } from './row.ts';

const failures = 20;
const bars = { perFailure: 3, perStatus: 0, backfill: 110 };
const past = 10_000;
const day = 24 * 60 * 60 * 1000;
const quietMs = 1_500;

/** What Baton asks GitHub: for a failed run, for `/ci status`, and to read the past. */
export async function benchRequests(): Promise<Row[]> {
  const place = await openPlace({ rules: [{ match: 'acme/*', channel: '#builds' }] });
  try {
    return [await ofFailures(place), await ofStatus(place), await ofBackfill()];
  } finally {
    await place.stop();
  }
}

async function ofFailures({ github }: Place): Promise<Row> {
  const repositories = [0, 1, 2, 3].map((at) => `acme/api-${at}`);
  for (const name of repositories) await github.run(name, 'CI', 'success');
  await quiet(github);
  const counts: number[] = [];
  for (let at = 0; at < failures; at++) {
    const name = repositories[at % repositories.length] ?? '';
    await github.push(name);
    await quiet(github);
    const before = github.requests.total;
    await github.run(name, 'CI', 'failure', { log: `Error: totals differ by ${at}` });
    await quiet(github);
    counts.push(github.requests.total - before);
  }
  const most = Math.max(...counts);
  return {
    name: `GitHub requests for a failed run, the most of ${failures}`,
    measured: `${most}`,
    ratio: most / bars.perFailure,
    bar: `≤ ${bars.perFailure}`,
    ok: most <= bars.perFailure,
  };
}

async function ofStatus({ github, slack }: Place): Promise<Row> {
  const before = github.requests.total;
  for (const line of ['/ci status', '/ci status acme/api-1', '/ci']) {
    await (await slack.as('dana').slash(line, { channel: '#builds' })).answer();
  }
  const asked = github.requests.total - before;
  return {
    name: 'GitHub requests for /ci status',
    measured: `${asked}`,
    ratio: asked,
    bar: `${bars.perStatus}`,
    ok: asked <= bars.perStatus,
  };
}

async function ofBackfill(): Promise<Row> {
  const github = await startGitHub({ token: githubToken });
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  try {
    const repo = repository(github.box, 'acme/api');
    const now = Date.now();
    for (let at = 0; at < past; at++) {
      const createdAt = now - 2 * day - Math.floor((at * 26 * day) / past);
      pastRun(github.box, repo, 'CI', { outcome: 'success', createdAt, took: 60_000 });
    }
    const config = join(folder, 'baton.yml');
    writeFileSync(config, "repositories: [{ match: 'acme/*', channel: '#builds' }]\n");
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['dist/src/cli/backfill.js', 'acme/api', '--days', '30'],
      {
        env: {
          PATH: process.env['PATH'],
          SLACK_BOT_TOKEN: 'xoxb-1-2-bench',
          SLACK_APP_TOKEN: 'xapp-1-bench',
          GITHUB_TOKEN: githubToken,
          GITHUB_API_URL: github.apiUrl,
          DATABASE_URL: join(folder, 'baton.db'),
          BATON_CONFIG: config,
        },
      },
    );
    const recorded = Number(/acme\/api: ([\d,]+) runs/.exec(stdout)?.[1]?.replaceAll(',', ''));
    const asked = github.requests.total;
    return {
      name: `GitHub requests to backfill ${past} runs`,
      measured: `${asked} for ${recorded} runs`,
      ratio: asked / bars.backfill,
      bar: `≤ ${bars.backfill}`,
      ok: asked <= bars.backfill && recorded >= past,
    };
  } finally {
    await github.close();
    rmSync(folder, { recursive: true });
  }
}

/** Resolves once nothing was asked for some time. */
async function quiet({ requests }: GitHub): Promise<void> {
  for (let seen = -1; seen !== requests.total; ) {
    seen = requests.total;
    await sleep(quietMs);
  }
}
