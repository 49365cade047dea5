import type { RequestListener } from 'node:http';
import { HTTPReceiver, type Logger, type Receiver } from '@slack/bolt';
import type { Log } from '../core/log.ts';
import { boltLogger } from './logger.ts';
import { createSocket, type SocketOptions } from './socket.ts';

/** How what happens in Slack reaches us. */
export type Link = {
  receiver: Receiver;
  listener?: RequestListener;
  start(): Promise<void>;
  stop(): Promise<void>;
  connected(): boolean;
};

const bodyLimit = 1_000_000;

/** What Bolt says of a request that it refused, and what whoever runs Baton looks at then. */
const refusals: readonly [RegExp, string][] = [
  [
    /signature mismatch/,
    'a request to /slack/events whose signature does not fit; is SLACK_SIGNING_SECRET the one of this app?',
  ],
  [
    /x-slack-request-timestamp must differ/,
    'a request to /slack/events that was signed minutes ago; is this machine’s clock right?',
  ],
];

function telling(logger: Logger, log: Log): Logger {
  const warn = (...parts: unknown[]): void => {
    const known = refusals.find(([words]) => words.test(String(parts[0])));
    if (known) log.warn({}, known[1]);
    else logger.warn(...parts);
  };
  return { ...logger, warn };
}

/** Slack posts to us, signed; the listener belongs at `/slack/events`. */
export function httpLink({ signingSecret, log }: { signingSecret: string; log: Log }): Link {
  const logger = telling(boltLogger(log), log);
  const receiver = new HTTPReceiver({ signingSecret, bodyLimit, logger });
  let open = false;
  return {
    receiver,
    listener(request, response) {
      if (!open) return void response.writeHead(503, { 'retry-after': '1' }).end();
      try {
        receiver.requestListener(request, response);
      } catch {
        // Bolt throws for anything but POST /slack/events.
        response.writeHead(404).end();
      }
    },
    start: async () => {
      open = true;
    },
    stop: async () => {
      open = false;
    },
    connected: () => open,
  };
}

/** Slack closes a socket about once an hour; the second is opened so much later that both are never away at once. */
const standbyMs = 15_000;

/**
 * We hold two WebSockets to Slack, which uses whichever is there: Bolt lets five seconds pass before
 * it reconnects, and a command typed in between would fail.
 */
export function socketLink(options: SocketOptions & { standbyMs?: number | undefined }): Link {
  const { log } = options;
  const connected = (): boolean => sockets.some((socket) => socket.connected());
  let was = false;
  const changed = (): void => {
    if (connected() === was) return;
    was = !was;
    if (was) log.info({}, 'Connected to Slack');
    else log.warn({}, 'The connection to Slack was lost; reconnecting');
  };
  const first = createSocket(options, changed);
  const second = createSocket(options, changed);
  const sockets = [first, second];
  let standby: NodeJS.Timeout | undefined;
  return {
    receiver: {
      init: (app) => {
        for (const { receiver } of sockets) receiver.init(app);
      },
      start: async () => {},
      stop: async () => {},
    },
    async start() {
      await first.start();
      standby = setTimeout(() => void second.start(), options.standbyMs ?? standbyMs).unref();
    },
    async stop() {
      clearTimeout(standby);
      await Promise.all(sockets.map((socket) => socket.stop()));
      was = false;
    },
    connected,
  };
}
