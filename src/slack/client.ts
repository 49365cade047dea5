import { webApi } from '@slack/bolt';
import type { Log } from '../core/log.ts';
import { boltLogger } from './logger.ts';

/** How long an answer of Slack's is waited for; the web client itself would wait for ever. */
export const callTimeoutMs = 10_000;

/**
 * A web client that asks once: it would retry by itself ten times over half an hour, and a
 * `chat.postMessage` whose answer was lost is then posted twice. Retrying is for those who know what
 * they asked for.
 */
export function webClient(options: {
  token: string;
  apiUrl: string | undefined;
  log: Log;
  timeoutMs?: number;
}): webApi.WebClient {
  return new webApi.WebClient(options.token, {
    ...(options.apiUrl ? { slackApiUrl: options.apiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: options.timeoutMs ?? callTimeoutMs,
    logger: boltLogger(options.log),
  });
}
