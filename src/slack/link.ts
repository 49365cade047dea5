import type { RequestListener } from 'node:http';
import { HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { messageOf } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { callTimeoutMs } from './client.ts';
import { boltLogger } from './logger.ts';

/** How what happens in Slack reaches us. */
export type Link = {
  receiver: Receiver;
  listener?: RequestListener;
  start(): Promise<void>;
  stop(): Promise<void>;
  connected(): boolean;
};

const bodyLimit = 1_000_000;

/** Slack posts to us, signed; the listener belongs at `/slack/events`. */
export function httpLink({ signingSecret, log }: { signingSecret: string; log: Log }): Link {
  const receiver = new HTTPReceiver({ signingSecret, bodyLimit, logger: boltLogger(log) });
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

/** A start or a goodbye that takes longer is not waited for. */
const startMs = 10_000;
const stopMs = 2_000;
/** Bolt gives up on a refused token; a person may have put it right since. */
const againMs = 30_000;

/** We hold a WebSocket to Slack. Bolt reconnects; this keeps it from dying of what it does not catch. */
export function socketLink(options: {
  appToken: string;
  apiUrl: string | undefined;
  /** Before Bolt connects anew; it waits as long for a pong. Default five seconds. */
  retryMs: number | undefined;
  log: Log;
}): Link {
  const { log, retryMs } = options;
  const receiver = new SocketModeReceiver({
    appToken: options.appToken,
    logger: boltLogger(log),
    ...(retryMs ? { clientPingTimeout: retryMs } : {}),
    // Its own client, which alone may ask again: a reconnect that fails once is not tried again.
    installerOptions: {
      clientOptions: {
        ...(options.apiUrl ? { slackApiUrl: options.apiUrl } : {}),
        timeout: callTimeoutMs,
        retryConfig: { forever: true, factor: 1.3, maxTimeout: againMs, unref: true },
      },
    },
  });
  const { client } = receiver;
  let connected = false;
  let stopped = true;
  client.on('connected', () => {
    connected = true;
    log.info({}, 'Connected to Slack');
  });
  client.on('close', () => {
    if (connected && !stopped) log.warn({}, 'The connection to Slack was lost; reconnecting');
    connected = false;
  });

  // Bolt calls start() again for each reconnect, and nothing catches what that rejects with.
  const open = client.start.bind(client);
  client.start = async () => {
    try {
      return await open();
    } catch (thrown) {
      if (!stopped) {
        log.error({ error: messageOf(thrown) }, 'Slack refused the connection; trying again');
        setTimeout(() => stopped || void client.start(), againMs).unref();
      }
      return { ok: false };
    }
  };

  return {
    receiver,
    async start() {
      stopped = false;
      await Promise.race([client.start(), elapsed(startMs)]);
    },
    async stop() {
      stopped = true;
      await Promise.race([client.disconnect(), elapsed(stopMs)]);
    },
    connected: () => connected,
  };
}

const elapsed = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
