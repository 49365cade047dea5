import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type GitHub, startGitHub } from '../../sandbox/github/index.ts';
import { backfillJobs } from '../../src/cli/backfill-jobs.ts';
import { progressLine } from '../../src/cli/progress.ts';
import { GitHubRefusal } from '../../src/github/errors.ts';
import { openStore } from '../../src/store/index.ts';
import { built } from '../helpers/built.ts';

const day = 86_400_000;
const token = 'ghp_0123456789012345678901234567890123456';
let hub: GitHub;
let folder: string;

beforeEach(async () => {
  hub = await startGitHub({ token });
  folder = mkdtempSync(join(tmpdir(), 'baton-backfill-'));
  const rules = "repositories: [{ match: 'acme/*', channel: '#builds' }]\n";
  writeFileSync(join(folder, 'baton.yml'), rules);
});

afterEach(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

async function command(...args: string[]): Promise<{ out: string; failed: boolean }> {
  const env = {
    PATH: process.env['PATH'],
    SLACK_BOT_TOKEN: 'xoxb-1-2-good',
    SLACK_APP_TOKEN: 'xapp-1-good',
    GITHUB_TOKEN: token,
    GITHUB_API_URL: hub.apiUrl,
    DATABASE_URL: join(folder, 'baton.db'),
    BATON_CONFIG: join(folder, 'baton.yml'),
  };
  const node = [join(await built(), 'src/cli/backfill.js'), ...args];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, node, { env });
    return { out: stdout, failed: false };
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return { out: stdout + stderr, failed: true };
  }
}

describe('npm run backfill', () => {
  it('records the past, leaves the last day to be news, and announces nothing', async () => {
    const now = Date.now();
    for (const [age, outcome] of [
      [40, 'success'],
      [25, 'failure'],
      [20, 'success'],
      [10, 'failure'],
      [0.5, 'failure'],
    ] as const) {
      await hub.run('acme/api', 'CI', outcome, { createdAt: now - age * day });
    }
    const { out, failed } = await command('acme/*', '--days', '30', '--jobs');
    expect(out).toContain('acme/api: 3 runs of the last 30 days recorded');
    expect(out).toContain('acme/api: the jobs of 3 runs recorded');
    expect(failed).toBe(false);
    const store = await openStore(join(folder, 'baton.db'));
    const runs = await store.runs.list({ limit: 10 });
    expect(runs.map((run) => run.number)).toEqual([4, 3, 2]);
    expect(await store.jobs.ofRun(runs[0]?.id ?? 0)).not.toEqual([]);
    const [stream] = await store.streams.list({ limit: 10 });
    expect(stream).toMatchObject({ health: 'red', lastRunAt: runs[0]?.updatedAt });
    const states = ['triggered', 'acknowledged', 'resolved'] as const;
    // What broke and was mended counts in reports; what is red still is left to be news.
    expect(await store.incidents.list({ states, limit: 10 })).toMatchObject([
      { state: 'resolved', redRuns: 1, resolution: 'flaky', announcedAt: null },
    ]);
    expect((await store.posts.counts()).waiting).toBe(0);
    await store.close();
  });

  it('goes past a run that GitHub no longer has when it reads jobs', async () => {
    const now = Date.now();
    for (const age of [20, 10])
      await hub.run('acme/api', 'CI', 'success', { createdAt: now - age * day });
    await command('acme/api');
    const store = await openStore(join(folder, 'baton.db'));
    const [newest, oldest] = await store.runs.list({ limit: 2 });
    const asked: number[] = [];
    const github = {
      async jobs(_repository: string, run: number) {
        asked.push(run);
        if (run === newest?.id) throw new GitHubRefusal(404, 'GitHub has no such thing.');
        return [];
      },
    };
    const from = now - 30 * day;
    const read = backfillJobs({ repository: 'acme/api', from }, { github, store, went() {} });
    expect(await read).toBe(1);
    expect(asked).toEqual([newest?.id, oldest?.id]);
    await store.close();
  });

  it('says what is wrong with what was typed', async () => {
    const [none, days, unknown, weeks, help] = await Promise.all([
      command(),
      command('acme/api', '--days', 'x'),
      command('acme/none'),
      command('acme/api', '--weeks', '2'),
      command('--help'),
    ]);
    expect(none).toEqual({ failed: true, out: expect.stringContaining('Which repository?') });
    expect(days?.out).toContain('--days x is not a number from 2 to 400.');
    expect(weeks?.out).toMatch(/^Unknown option '--weeks'\.\nnpm run backfill -- owner\/repo/);
    expect(unknown?.out).toContain('GitHub shows us no repository acme/none.');
    expect(help).toEqual({ failed: false, out: expect.stringMatching(/^npm run backfill -- /) });
  });
});

describe('the progress bar', () => {
  it('shows how far it came, also when GitHub counted too few', () => {
    expect(progressLine({ label: 'acme/api', done: 600, total: 1000 }, 10)).toBe(
      'acme/api  ██████░░░░  60 %  600 of 1,000 runs',
    );
    expect(progressLine({ label: 'a', done: 7, total: 5 }, 4)).toBe('a  ████  100 %  7 of 7 runs');
    expect(progressLine({ label: 'a', done: 0, total: 0 }, 4)).toBe('a  ░░░░  0 %  0 of 0 runs');
  });
});
