import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startGitHub } from '../../sandbox/github/index.ts';
import { startWorkspace } from '../../sandbox/slack/index.ts';
import { startBaton } from '../helpers/baton-process.ts';
import { batonYml, openWorld } from '../helpers/world.ts';

describe('a Baton that cannot work', () => {
  test('names every token that is refused, a line each and without its value, and ends', async () => {
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
    const baton = await startBaton({
      SLACK_BOT_TOKEN: 'xoxb-1-wrong-wrong',
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      GITHUB_TOKEN: 'github_pat_wrong',
      GITHUB_API_URL: github.apiUrl,
      DATABASE_URL: join(folder, 'baton.db'),
      BATON_CONFIG: join(folder, 'baton.yml'),
      PORT: '0',
    });
    expect(await baton.ended).toBe(1);
    const said = baton.lines.filter((line) => !line.startsWith('{'));
    expect(said).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN was refused by Slack .*It begins with xoxb-/),
      expect.stringMatching(/^GitHub does not accept GITHUB_TOKEN\. Is it complete/),
    ]);
    expect(baton.lines.join('\n')).not.toContain('wrong');
  });

  test('names everything that is missing at once', async () => {
    const baton = await startBaton({ BATON_CONFIG: '/nowhere/baton.yml' });
    expect(await baton.ended).toBe(1);
    const said = baton.lines.join('\n');
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'GITHUB_TOKEN', 'baton.yml']) {
      expect(said).toContain(name);
    }
  });

  test('waits for a GitHub that cannot be reached, rather than end', async () => {
    const { logged } = await openWorld({ env: { GITHUB_API_URL: 'http://127.0.0.1:9/' } });
    expect(logged.join('\n')).toMatch(/warn .*GitHub cannot be reached/);
  });
});
