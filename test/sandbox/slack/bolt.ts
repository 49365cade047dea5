import { createServer } from 'node:net';
import { App, type AppOptions, LogLevel, SocketModeReceiver } from '@slack/bolt';
import {
  startWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from '../../../sandbox/slack/index.ts';

/** A real Bolt app, as Baton builds its own: no retries, so that a test sees each refusal. */
function options(slack: Workspace): AppOptions {
  return {
    token: slack.botToken,
    logLevel: LogLevel.ERROR,
    clientOptions: {
      slackApiUrl: slack.apiUrl,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
    },
  };
}

export type Together = { slack: Workspace; app: App; stop(): Promise<void> };

/** A workspace and a Bolt app in Socket Mode; `listen` registers what the app does. */
export async function inSocketMode(
  listen: (app: App) => void,
  given: WorkspaceOptions = {},
): Promise<Together> {
  const slack = await startWorkspace(given);
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
  });
  const app = new App({ ...options(slack), receiver });
  listen(app);
  await app.start();
  return { slack, app, stop: () => stop(app, slack) };
}

/** The same over signed HTTP. */
export async function inHttpMode(
  listen: (app: App) => void,
  given: WorkspaceOptions = {},
): Promise<Together> {
  const port = await freePort();
  const eventsUrl = `http://127.0.0.1:${port}/slack/events`;
  const slack = await startWorkspace({ ...given, eventsUrl });
  const app = new App({ ...options(slack), signingSecret: slack.signingSecret });
  listen(app);
  await app.start(port);
  return { slack, app, stop: () => stop(app, slack) };
}

async function stop(app: App, slack: Workspace): Promise<void> {
  await app.stop();
  await slack.close();
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
