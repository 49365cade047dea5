import type { RequestListener } from 'node:http';
import { App } from '@slack/bolt';
import type { Clock } from '../core/clock.ts';
import { messageOf, UserError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { within } from '../core/within.ts';
import { type Identity, type SlackApi, slackApi } from './api.ts';
import { webClient } from './client.ts';
import { httpLink, type Link, socketLink } from './link.ts';
import { boltLogger } from './logger.ts';
import { createOnce, type Once } from './once.ts';
import { receive } from './receive.ts';
import { createUnhurried } from './unhurried.ts';
import { verify } from './verify.ts';
import type { Handlers } from './words.ts';

export type ConnectOptions = {
  botToken: string;
  /** With it, Socket Mode; it wins over `signingSecret`. */
  appToken?: string;
  /** With it, HTTP mode. */
  signingSecret?: string;
  apiUrl?: string;
  /** Scopes that the token must have. */
  scopes?: readonly string[];
  log: Log;
  clock: Clock;
  handlers: Handlers;
  /** Whether an event is seen for the first time; in this process alone unless replicas share it. */
  once?: Once;
  timing?: Timing;
};

type Timing = {
  /** Between tries while Slack is not there: ours at the start, Bolt's afterwards. Default five seconds. */
  retryMs?: number;
  /** Before the second WebSocket is opened; default fifteen seconds. */
  standbyMs?: number;
};

export type SlackConnection = {
  api: SlackApi;
  mode: 'socket' | 'http';
  /** HTTP mode: takes `POST /slack/events`. */
  listener?: RequestListener;
  /**
   * Checks the tokens and begins to listen. Rejects with a {@link UserError} that names the variable
   * where Slack refuses one; where Slack cannot be reached, it resolves and goes on trying.
   */
  start(): Promise<void>;
  /** Takes nothing more, and waits some seconds for what is under way. */
  stop(): Promise<void>;
  /** Whether what happens in Slack reaches us now. */
  connected(): boolean;
  /** Whom Baton is; undefined until Slack has said so. */
  identity(): Identity | undefined;
};

/** What people asked for last is answered within this time, or not at all. */
const farewellMs = 5_000;

/** Slack, with Bolt behind it. Nothing is sent before `start`. */
export function connectSlack(options: ConnectOptions): SlackConnection {
  const { log, clock, botToken, apiUrl } = options;
  const api = slackApi(webClient({ token: botToken, apiUrl, log }), clock);
  const link = linkOf(options);
  let identity: Identity | undefined;
  let retrying: NodeJS.Timeout | undefined;
  let stopped = false;

  const app = new App({
    receiver: link.receiver,
    authorize: async () => ({
      ...(identity ? { botId: identity.botId, botUserId: identity.userId } : {}),
    }),
    convoStore: false,
    logger: boltLogger(log),
    clientOptions: { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  });
  app.error(async (err) => log.error({ err }, 'Bolt could not handle an event'));
  const once = options.once ?? createOnce();
  const botUser = () => identity?.userId ?? '';
  const unhurried = createUnhurried();
  receive(app, { api, log, clock, once, unhurried, botUser, handlers: options.handlers });

  const begin = async (): Promise<void> => {
    const who = await verify(api, options);
    if (stopped) return;
    identity = who;
    await link.start();
  };
  const tryLater = (thrown: unknown): void => {
    log.warn({ error: messageOf(thrown) }, 'Slack is not there yet; trying again');
    retrying = setTimeout(() => void begin().catch(tryLater), options.timing?.retryMs ?? 5_000);
  };

  return {
    api,
    mode: options.appToken ? 'socket' : 'http',
    ...(link.listener ? { listener: link.listener } : {}),
    async start() {
      stopped = false;
      await begin().catch((thrown: unknown) => {
        if (thrown instanceof UserError) throw thrown;
        tryLater(thrown);
      });
    },
    async stop() {
      stopped = true;
      clearTimeout(retrying);
      await link.stop();
      await within(farewellMs, unhurried.settled());
    },
    connected: () => link.connected(),
    identity: () => identity,
  };
}

function linkOf({ appToken, signingSecret, apiUrl, log, timing = {} }: ConnectOptions): Link {
  const { retryMs, standbyMs } = timing;
  if (appToken) return socketLink({ appToken, apiUrl, retryMs, standbyMs, log });
  if (signingSecret) return httpLink({ signingSecret, log });
  throw new UserError(
    'Slack has no way to reach Baton',
    'Set `SLACK_APP_TOKEN` (Socket Mode) or `SLACK_SIGNING_SECRET` (HTTP).',
  );
}
