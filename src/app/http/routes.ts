import type { RequestListener } from 'node:http';
import type { SlackConnection } from '../../slack/connect.ts';
import type { Store } from '../../store/types/index.ts';
import type { Loop } from '../loops/loop.ts';
import { answer, answering, type Routes } from './http.ts';
import type { Metrics } from './metrics.ts';
import { checkReadiness } from './readiness.ts';

/** Who answers at which path. */
export function createRoutes(options: {
  store: Store;
  metrics: Metrics;
  slack: Pick<SlackConnection, 'listener' | 'connected'>;
  /** Absent without GITHUB_WEBHOOK_SECRET: nobody could tell a forged webhook then. */
  intake: RequestListener | undefined;
  loops: Readonly<Record<string, Pick<Loop, 'turnedAt'>>>;
  now: () => number;
}): Routes {
  const { store, metrics, slack, intake, loops } = options;
  return {
    '/healthz': (_request, response) => answer(response, 200, { alive: true }),
    '/readyz': answering(async () => {
      const slackConnected = slack.connected;
      const state = await checkReadiness({ store, loops, slackConnected, now: options.now() });
      const body = JSON.stringify(state);
      return { status: state.ready ? 200 : 503, type: 'application/json', body };
    }),
    '/metrics': answering(async () => {
      return { status: 200, type: metrics.type, body: await metrics.text() };
    }),
    ...(intake ? { '/github/webhooks': intake } : {}),
    ...(slack.listener ? { '/slack/events': slack.listener } : {}),
  };
}
