import { SocketModeReceiver } from '@slack/bolt';
import { messageOf } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { callTimeoutMs } from './client.ts';
import { boltLogger } from './logger.ts';

export type SocketOptions = {
  appToken: string;
  apiUrl: string | undefined;
  /** Before Bolt connects anew; it waits as long for a pong. Default five seconds. */
  retryMs: number | undefined;
  log: Log;
};

/** One WebSocket to Slack. */
export type Socket = {
  receiver: SocketModeReceiver;
  /** Resolves once connected, or when that takes long; Bolt goes on trying. */
  start(): Promise<void>;
  stop(): Promise<void>;
  connected(): boolean;
};

/** A start or a goodbye that takes longer is not waited for. */
const startMs = 10_000;
const stopMs = 2_000;
/** Bolt gives up on a refused token; a person may have put it right since. */
const againMs = 30_000;

/** Bolt reconnects; this keeps it from dying of what it does not catch. `changed` hears of each coming and going. */
export function createSocket(options: SocketOptions, changed: () => void): Socket {
  const { log } = options;
  const receiver = receiverOf(options);
  const { client } = receiver;
  let connected = false;
  let stopped = true;
  const is = (now: boolean) => (): void => {
    const before = connected;
    connected = now;
    if (before !== now && !stopped) changed();
  };
  client.on('connected', is(true));
  client.on('close', is(false));

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
      if (stopped) return;
      stopped = true;
      await Promise.race([client.disconnect(), elapsed(stopMs)]);
    },
    connected: () => connected,
  };
}

function receiverOf({ appToken, apiUrl, retryMs, log }: SocketOptions): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    ...(retryMs ? { clientPingTimeout: retryMs } : {}),
    // Its own client, which alone may ask again: a reconnect that fails once is not tried again.
    installerOptions: {
      clientOptions: {
        ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
        timeout: callTimeoutMs,
        retryConfig: { forever: true, factor: 1.3, maxTimeout: againMs, unref: true },
      },
    },
  });
}

const elapsed = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
