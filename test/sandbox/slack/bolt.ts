import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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
  const slack = await startWorkspace(given);
  const app = new App({ ...options(slack), signingSecret: slack.signingSecret });
  listen(app);
  const server = (await app.start(0)) as Server;
  slack.sendEventsTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return { slack, app, stop: () => stop(app, slack) };
}

async function stop(app: App, slack: Workspace): Promise<void> {
  await app.stop();
  await slack.close();
}
