import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startGitHub } from '../../sandbox/github/index.ts';
import { startWorkspace } from '../../sandbox/slack/index.ts';
import { startBaton } from '../helpers/baton-process.ts';
import { environment } from '../helpers/environment.ts';
import { batonYml, openWorld } from '../helpers/world.ts';

/** A Slack, a GitHub, and the environment of a Baton between them. */
async function outside() {
  const folder = mkdtempSync(join(tmpdir(), 'baton-start-'));
  const [slack, github] = await Promise.all([
    startWorkspace({ manifest: 'manifest.yml' }),
    startGitHub({ token: 'github_pat_sandbox' }),
  ]);
  onTestFinished(async () => {
    await Promise.all([slack.close(), github.close()]);
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, 'baton.yml'), batonYml);
  const databaseUrl = join(folder, 'baton.db');
  const own = { BATON_CONFIG: join(folder, 'baton.yml') };
  const env = environment({ slack, github, databaseUrl, env: own });
  return { slack, github, env };
}

describe('a Baton that cannot work', () => {
  test('names every token that is refused, a line each and without its value, and ends', async () => {
    const { env } = await outside();
    const baton = await startBaton({
      ...env,
      SLACK_BOT_TOKEN: 'xoxb-1-wrong-wrong',
      GITHUB_TOKEN: 'github_pat_wrong',
    });
    expect(await baton.ended).toBe(1);
    const said = baton.lines.filter((line) => !line.startsWith('{'));
    expect(said).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN was refused by Slack .*It begins with xoxb-/),
      expect.stringMatching(/^GitHub does not accept GITHUB_TOKEN\. Is it complete/),
    ]);
    expect(baton.lines.join('\n')).not.toContain('wrong');
  });

  test('names PORT where another program has it, and warns of a variable that nobody reads', async () => {
    const { env, github } = await outside();
    const PORT = new URL(github.apiUrl).port;
    const baton = await startBaton({ ...env, PORT, LOGLEVEL: 'hush' });
    expect(await baton.ended).toBe(1);
    expect(baton.lines.filter((line) => !line.startsWith('{'))).toEqual([
      `PORT: ${PORT} is taken by another program, perhaps by another Baton. End that one, or set PORT to a free one.`,
    ]);
    const warned = baton.lines.find((line) => line.includes('LOGLEVEL'));
    expect(warned).toMatch(/"meant":"LOG_LEVEL".*Baton reads no variable of this name/);
    expect(warned).not.toContain('hush');
  });

  test('names SLACK_API_URL, not the token, where there is no Slack behind it', async () => {
    const { env, github } = await outside();
    const baton = await startBaton({ ...env, SLACK_API_URL: `${github.apiUrl}/` });
    expect(await baton.ended).toBe(1);
    expect(baton.lines.filter((line) => !line.startsWith('{'))).toEqual([
      expect.stringMatching(/^SLACK_API_URL is not the address of Slack’s API \(http_40\d\)\. /),
    ]);
  });

  test('names everything that is missing at once', async () => {
    const baton = await startBaton({ BATON_CONFIG: '/nowhere/baton.yml' });
    expect(await baton.ended).toBe(1);
    const said = baton.lines.join('\n');
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'GITHUB_TOKEN', 'baton.yml']) {
      expect(said).toContain(name);
    }
  });

  test('says which rules GitHub shows no repository of', async () => {
    const yml = batonYml.replace('people:', "  - { match: acmee/*, channel: '#builds' }\npeople:");
    const { logged } = await openWorld({
      yml,
      before: ({ github }) => void github.repo('acme/api'),
    });
    expect(logged.join('\n')).toMatch(/info .*GitHub shows no repository of this name.*acmee/);
    expect(logged.join('\n')).not.toMatch(/no repository of this name.*acme\/\*/);
  });

  test('names GITHUB_API_URL where something other than GitHub answers', async () => {
    const page = createServer((_, response) => response.end('<html>Sign in</html>'));
    await new Promise<void>((resolve) => page.listen(0, resolve));
    onTestFinished(() => void page.close());
    const { port } = page.address() as AddressInfo;
    const { logged } = await openWorld({ env: { GITHUB_API_URL: `http://127.0.0.1:${port}` } });
    expect(logged.join('\n')).toMatch(/warn .*GITHUB_API_URL/);
  });

  test('waits for a GitHub that cannot be reached, rather than end', async () => {
    const { logged } = await openWorld({ env: { GITHUB_API_URL: 'http://127.0.0.1:9/' } });
    expect(logged.join('\n')).toMatch(/warn .*GitHub cannot be reached/);
  });
});

describe('a Baton that is told to end', () => {
  test('ends in good order while it still starts', async () => {
    const { github, env } = await outside();
    github.faults.set({ kind: 'slow', ms: 60_000 });
    const baton = await startBaton(env);
    await baton.says('Connected to Slack');
    await baton.kill('SIGTERM');
    expect(await baton.ended).toBe(0);
    expect(baton.lines.filter((line) => !line.startsWith('{"level":30'))).toEqual([]);
  });

  test('does not wait for what takes minutes', async () => {
    const { github, app, settle } = await openWorld();
    await settle();
    const path = /jobs/;
    const asked = vi.spyOn(path, 'test');
    github.faults.set({ kind: 'slow', ms: 120_000, path });
    await github.run('acme/api', 'CI', 'failure');
    void app.settle().catch(() => undefined);
    await vi.waitFor(() => expect(asked).toHaveReturnedWith(true));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    let stopped = false;
    void app.stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(20_000);
    await expect.poll(() => stopped).toBe(true);
  });
});

test('what nobody caught ends Baton, and stands in its log without secrets', async () => {
  const { env } = await outside();
  const parts = ['xoxb', '1234567890', 'abcdefghijklmnop'];
  const baton = await startBaton(env, {
    first: `setInterval(() => process.listenerCount('SIGTERM') && Promise.reject(
      Object.assign(new Error('lost'), { config: { authorization: ${JSON.stringify(parts)}.join('-') } })), 20)`,
  });
  expect(await baton.ended).toBe(1);
  expect(baton.lines.join('\n')).toContain('lost');
  expect(baton.lines.join('\n')).not.toContain(parts.join('-'));
  expect(baton.lines.every((line) => line.startsWith('{'))).toBe(true);
});
