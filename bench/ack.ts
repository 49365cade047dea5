import { randomUUID } from 'node:crypto';
import type autocannon from 'autocannon';
import { signedHeaders } from '../sandbox/slack/app/signing.ts';
import { type Answers, serveAnswers } from './answers.ts';
import { startServer } from './child.ts';
import { alternately, compared, type Load, load } from './load.ts';
import { openPlace, type Place } from './place.ts';
import { percentile, type Row } from './row.ts';

const rounds = 9;
const seconds = 1.5;
const answersWithinMs = 60_000;

/** Slash commands acknowledged a second and their p99, beside Bolt alone, which does nothing more. */
export async function benchAck(): Promise<Row[]> {
  const place = await openPlace({ rules: [{ match: 'acme/*', channel: '#builds' }], mode: 'http' });
  const { signingSecret, botToken, apiUrl } = place.slack;
  const bolt = await startServer('bolt-http', {
    BENCH_SIGNING_SECRET: signingSecret,
    BENCH_BOT_TOKEN: botToken,
    BENCH_SLACK_URL: apiUrl,
  });
  const answers = await serveAnswers();
  const flood = (url: string, ask: () => string) =>
    load(`${url}/slack/events`, seconds, [command(signingSecret, ask)]);
  let acknowledged = 0;
  const ours = async (): Promise<Load> => {
    const measured = await flood(place.baton.url, answers.ask);
    acknowledged += measured.count;
    await answers.came(acknowledged, answersWithinMs);
    return measured;
  };
  const peer = () => flood(bolt.url, () => 'http://127.0.0.1:9/not-used');
  try {
    await somethingToShow(place);
    await ours();
    await peer();
    const loads = await alternately({ rounds }, { ours, peer });
    const what = 'slash command acknowledged, beside Bolt alone';
    return [
      ...compared({ what, bars: { rate: 0.9, p99: 1.3 } }, loads),
      answered(answers, acknowledged),
    ];
  } finally {
    answers.close();
    await Promise.all([bolt.stop(), place.stop()]);
  }
}

/** Four workflows, two of them red. */
export async function somethingToShow({ github }: Place): Promise<void> {
  for (const name of ['CI', 'Docs']) await github.run('acme/api', name, 'success');
  for (const name of ['Deploy', 'Nightly']) await github.run('acme/api', name, 'failure');
}

/** `/ci status acme/api`, or what else, each time with a response URL and a trigger of its own, signed as Slack signs. */
export function command(
  secret: string,
  ask: () => string,
  text = 'status acme/api',
): autocannon.Request {
  return {
    method: 'POST',
    setupRequest(request) {
      const body = new URLSearchParams({
        ...{ token: 'not used', team_id: 'T0ACME', team_domain: 'acme', api_app_id: 'A0BATON' },
        ...{ channel_id: 'C0BUILDS', channel_name: 'builds', user_id: 'U0DANA', user_name: 'dana' },
        ...{ command: '/ci', text, is_enterprise_install: 'false' },
        ...{ trigger_id: randomUUID(), response_url: ask() },
      }).toString();
      const signed = signedHeaders(secret, body, Math.floor(Date.now() / 1000));
      const headers = { 'content-type': 'application/x-www-form-urlencoded', ...signed };
      return { ...request, body, headers };
    },
  };
}

function answered({ waits }: Answers, acknowledged: number): Row {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return {
    name: 'of those, answered by the response URL',
    measured: `${waits.length}, in ${seconds(percentile(waits, 50))}, the last in ${seconds(percentile(waits, 100))}`,
    peer: `${acknowledged}`,
    ratio: waits.length / acknowledged,
    bar: '≥ 1',
    ok: waits.length >= acknowledged,
  };
}
