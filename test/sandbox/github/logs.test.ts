import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitHub, type Run, startGitHub } from '../../../sandbox/github/index.ts';
import { frameLog } from '../../../sandbox/github/logs/frame.ts';
import { recordedLogs } from '../../../sandbox/github/logs/recorded.ts';

let github: GitHub;

beforeEach(async () => {
  github = await startGitHub();
});

afterEach(() => github.close());

const authorization = { authorization: 'Bearer any' };
const jobOf = (run: Run) => run.attempts.at(-1)!.jobs.at(-1)!;
const pathOf = (run: Run) => `${github.apiUrl}/repos/acme/api/actions/jobs/${jobOf(run).id}/logs`;

async function logOf(run: Run): Promise<string> {
  const answer = await fetch(pathOf(run), { headers: authorization });
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
}

describe("a job's log", () => {
  it('lies elsewhere, open to whoever knows the address', async () => {
    const run = await github.run('acme/api', 'CI', 'failure');
    const answer = await fetch(pathOf(run), { headers: authorization, redirect: 'manual' });
    expect(answer.status).toBe(302);
    const location = answer.headers.get('location') ?? '';
    expect(location).not.toContain('/api/v3');
    const log = await fetch(location);
    expect([log.status, log.headers.get('content-type')]).toEqual([
      200,
      'text/plain; charset=utf-8',
    ]);
    expect((await fetch(location.replace(/sig=.*/, 'sig=guessed'))).status).toBe(403);
  });

  it('is packed for those who can unpack it', async () => {
    const run = await github.run('acme/api', 'CI', 'failure');
    const answer = await fetch(pathOf(run), {
      headers: { ...authorization, 'accept-encoding': 'gzip' },
    });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(await answer.text()).toContain('Process completed');
  });

  it('is not there while the job runs', async () => {
    const run = await github.start('acme/api', 'CI');
    expect((await fetch(pathOf(run), { headers: authorization })).status).toBe(404);
  });

  it("starts with a byte-order mark and has GitHub's time before every line", async () => {
    const createdAt = Date.UTC(2026, 10, 23, 9, 12, 33);
    const log = await logOf(
      await github.run('acme/api', 'CI', 'failure', { createdAt, took: 60_000 }),
    );
    expect(log.startsWith('\uFEFF2026-11-23T09:12:33.')).toBe(true);
    const lines = log.slice(1).trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z /);
    const times = lines.map((line) => line.slice(0, 23));
    expect(times).toEqual(times.toSorted());
  });

  it('holds what the named tool printed, in its step, and how it ended', async () => {
    const run = await github.run('acme/web', 'CI', 'failure', { log: 'npm-eresolve' });
    const path = pathOf(run).replace('acme/api', 'acme/web');
    const log = await (await fetch(path, { headers: authorization })).text();
    expect(log).toContain('npm error ERESOLVE unable to resolve dependency tree');
    expect(log).toContain('##[group]Run npm test');
    expect(log).toContain('##[error]Process completed with exit code 1.');
    expect(log).toContain('Post job cleanup.');
  });

  it('holds words given to it', async () => {
    const log = await logOf(
      await github.run('acme/api', 'CI', 'failure', { log: 'the moon is full' }),
    );
    expect(log).toMatch(/Z the moon is full\n.*##\[error\]Process completed with exit code 1\./);
  });

  it('says that it was cancelled, or took too long', async () => {
    expect(await logOf(await github.run('acme/api', 'CI', 'cancelled'))).toContain(
      '##[error]The operation was canceled.',
    );
    expect(await logOf(await github.run('acme/api', 'CI', 'timed_out'))).toContain(
      'exceeded the maximum execution time',
    );
  });

  it("shows a tool's words to the runner as the runner does, and as annotations", async () => {
    const run = await github.run('acme/api', 'CI', 'failure', { log: 'vitest' });
    expect(await logOf(run)).toContain('##[error]AssertionError: expected 90 to be 100');
    const url = `${github.apiUrl}/repos/acme/api/check-runs/${jobOf(run).id}/annotations`;
    expect(await (await fetch(url, { headers: authorization })).json()).toMatchObject([
      { path: 'src/cart.test.ts', start_line: 25, annotation_level: 'failure' },
      { path: '.github', message: 'Process completed with exit code 1.' },
    ]);
  });
});

describe('frameLog', () => {
  it('gives a job without steps its beginning', () => {
    const log = frameLog({ steps: [], startedAt: 0, runner: 'GitHub Actions 3' });
    expect(log).toContain("1970-01-01T00:00:00.0004567Z Current runner version: '");
    expect(log).toContain("Runner name: 'GitHub Actions 3'");
  });
});

describe('the recorded logs', () => {
  const all = [...recordedLogs().values()];

  it('are many and end as they should', () => {
    expect(all.length).toBeGreaterThanOrEqual(30);
    for (const one of all) expect([one.name, Number.isInteger(one.exit)]).toEqual([one.name, true]);
  });

  it.each(all.map((one) => [one.name, one] as const))(
    '%s names nothing of the machine',
    (_, one) => {
      expect(one.text).not.toMatch(/\/tmp\/|\/root\b|127\.0\.0\.1|\.pyenv|nodedir/);
      expect(one.text.split('\n').length).toBeLessThan(300);
      expect(one.step).not.toBe('');
    },
  );
});
