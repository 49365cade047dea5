import type { AddressInfo, Server } from 'node:net';
import { App } from '@slack/bolt';

/** Bolt as its guide shows it: one command, which is acknowledged, and nothing else. */
const app = new App({
  token: process.env['BENCH_BOT_TOKEN'] ?? '',
  signingSecret: process.env['BENCH_SIGNING_SECRET'] ?? '',
  clientOptions: { slackApiUrl: process.env['BENCH_SLACK_URL'] ?? '' },
});
app.command('/ci', async ({ ack }) => {
  await ack();
});
const server = (await app.start({ port: 0, host: '127.0.0.1' })) as Server;
const { port } = server.address() as AddressInfo;
process.send?.({ url: `http://127.0.0.1:${port}` });
