import { afterEach, describe, expect, test } from 'vitest';
import { startWorkspace, type Workspace } from '../../sandbox/slack/index.ts';
import {
  type ConnectOptions,
  connectSlack,
  type SlackConnection,
} from '../../src/slack/connect.ts';
import { idle, keptLog, until } from './workspace.ts';

let slack: Workspace;
let baton: SlackConnection | undefined;
afterEach(async () => {
  await baton?.stop();
  await slack.close();
  baton = undefined;
});

function connect(options: Partial<ConnectOptions> = {}) {
  const log = keptLog();
  const { botToken, appToken, apiUrl } = slack;
  const made = { botToken, appToken, apiUrl, log, clock: Date, handlers: idle, ...options };
  baton = connectSlack(made);
  return { baton, log };
}

const refusal = (started: Promise<void>): Promise<string> =>
  started.then(
    () => 'started',
    (error: Error) => error.message,
  );

describe('at start', () => {
  test('a wrong bot token is one line that names its variable', async () => {
    slack = await startWorkspace();
    const { baton } = connect({ botToken: 'xoxb-wrong' });
    expect(await refusal(baton.start())).toBe(
      'SLACK_BOT_TOKEN was refused by Slack (invalid_auth)',
    );
    expect(baton.connected()).toBe(false);
  });

  test('a wrong app token, or a bot token in its place, is one line that names its variable', async () => {
    slack = await startWorkspace();
    expect(await refusal(connect({ appToken: 'xapp-wrong' }).baton.start())).toBe(
      'SLACK_APP_TOKEN was refused by Slack (invalid_auth)',
    );
    expect(await refusal(connect({ appToken: slack.botToken }).baton.start())).toBe(
      'SLACK_APP_TOKEN was refused by Slack (not_allowed_token_type)',
    );
  });

  test('missing scopes are named', async () => {
    const scopes = { bot: ['chat:write', 'commands'] };
    slack = await startWorkspace({ manifest: { oauth_config: { scopes } } });
    const needs = ['chat:write', 'im:write', 'users:read'];
    expect(await refusal(connect({ scopes: needs }).baton.start())).toBe(
      'SLACK_BOT_TOKEN lacks the scopes im:write and users:read',
    );
  });

  test('neither a way in by socket nor by HTTP is said before anything starts', async () => {
    slack = await startWorkspace();
    const { botToken, apiUrl } = slack;
    const none = { botToken, apiUrl, log: keptLog(), clock: Date, handlers: idle };
    expect(() => connectSlack(none)).toThrow('Slack has no way to reach Baton');
  });

  test('Baton knows who it is, and says nothing secret at any level', async () => {
    slack = await startWorkspace();
    const { baton, log } = connect();
    await baton.start();
    expect(baton.identity()).toMatchObject({ userId: 'U0BATON', botId: 'B0BATON', team: 'Acme' });
    expect(baton.connected()).toBe(true);
    const said = log.lines.join('\n');
    expect(said).not.toContain(slack.botToken);
    expect(said).not.toContain(slack.appToken);
    expect(said).not.toMatch(/ticket=(?!\[)/);
  });

  test('while Slack is out of order, Baton starts and goes on trying', async () => {
    slack = await startWorkspace();
    slack.faults.set({ method: 'auth.test', kind: 'error', error: 'internal_error', times: 1 });
    const { baton, log } = connect({ timing: { retryMs: 1 } });
    await baton.start();
    expect(log.lines.join()).toContain('Slack is not there yet');
    await slack.until(() => slack.connected());
  });
});

describe('when the connection is lost', () => {
  test('readiness says so, and it comes back', async () => {
    slack = await startWorkspace();
    const { baton, log } = connect({ timing: { retryMs: 200 } });
    await baton.start();
    slack.sockets.drop();
    await slack.until(() => !slack.connected());
    await until(() => !baton.connected());
    expect(log.lines.join()).toContain('The connection to Slack was lost');
    await slack.until(() => slack.connected());
    await until(() => baton.connected());
  });

  test('a second connection stands by, and either takes what comes', async () => {
    slack = await startWorkspace();
    const heard: string[] = [];
    const { baton } = connect({
      timing: { standbyMs: 0 },
      handlers: { ...idle, command: async ({ text }) => void heard.push(text) },
    });
    await baton.start();
    await slack.until(() => slack.sockets.count() === 2);
    for (const text of ['one', 'two', 'three']) await slack.as('dana').slash(`/ci ${text}`);
    expect(heard).toEqual(['one', 'two', 'three']);
    expect(slack.violations).toEqual([]);
    await baton.stop();
    await slack.until(() => slack.sockets.count() === 0);
  });

  test('stopping while it is away neither waits nor crashes', async () => {
    slack = await startWorkspace();
    const { baton } = connect();
    await baton.start();
    slack.sockets.drop();
    await until(() => !baton.connected());
    await baton.stop();
    expect(baton.connected()).toBe(false);
  });
});
