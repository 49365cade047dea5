import { createHmac } from 'node:crypto';

/** The headers by which an app knows that a request is Slack's (`v0`, over time and raw body). */
export function signedHeaders(
  secret: string,
  body: string,
  seconds: number,
): Record<string, string> {
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return {
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': `v0=${digest}`,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
  };
}
