import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  startWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from '../../sandbox/slack/index.ts';
import type { Log } from '../../src/core/log.ts';
import {
  type ConnectOptions,
  connectSlack,
  type SlackConnection,
} from '../../src/slack/connect.ts';
import type { Handlers } from '../../src/slack/words.ts';

export const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** A log that keeps its lines, `level message {fields}`. */
export function keptLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  const at = (level: string) => (fields: object, message: string) => {
    lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** For what the workspace does not see, and so cannot tell of. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Does nothing, politely. */
export const idle: Handlers = {
  command: async () => {},
  mention: async () => {},
  action: async () => {},
  submitted: async () => ({ kind: 'close' }),
  homeOpened: async () => {},
  shortcut: async () => {},
  suggest: async () => [],
};

export type Together = {
  slack: Workspace;
  baton: SlackConnection;
  /** Where Slack posts to, in HTTP mode. */
  eventsUrl?: string;
  stop(): Promise<void>;
};

type Options = {
  handlers?: Partial<Handlers>;
  workspace?: WorkspaceOptions;
  connect?: Partial<ConnectOptions>;
};

/** Baton's Slack edge and a workspace, connected by Socket Mode. */
export async function bySocket(options: Options = {}): Promise<Together> {
  const slack = await startWorkspace(options.workspace);
  const { appToken } = slack;
  const baton = connectSlack({ ...common(slack, options), appToken, ...options.connect });
  await baton.start();
  return { slack, baton, stop: () => stopAll(baton, slack) };
}

/** The same by signed HTTP. */
export async function byHttp(options: Options = {}): Promise<Together> {
  let listener: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => listener(request, response));
  const eventsUrl = `${await listen(server)}/slack/events`;
  const slack = await startWorkspace({ ...options.workspace, eventsUrl });
  const { signingSecret } = slack;
  const baton = connectSlack({ ...common(slack, options), signingSecret, ...options.connect });
  listener = baton.listener ?? listener;
  await baton.start();
  return {
    slack,
    baton,
    eventsUrl,
    async stop() {
      await stopAll(baton, slack);
      server.closeAllConnections();
      server.close();
    },
  };
}

const common = (slack: Workspace, { handlers }: Options) => ({
  botToken: slack.botToken,
  apiUrl: slack.apiUrl,
  log: quiet,
  clock: Date,
  handlers: { ...idle, ...handlers },
});

async function stopAll(baton: SlackConnection, slack: Workspace): Promise<void> {
  await baton.stop();
  await slack.close();
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
