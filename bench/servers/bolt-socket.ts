import { App, LogLevel } from '@slack/bolt';

/** Bolt as its guide shows it, in Socket Mode: one command, which is acknowledged, and nothing else. */
const app = new App({
  token: process.env['BENCH_BOT_TOKEN'] ?? '',
  appToken: process.env['BENCH_APP_TOKEN'] ?? '',
  socketMode: true,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: process.env['BENCH_SLACK_URL'] ?? '' },
});
app.command('/ci', async ({ ack }) => {
  await ack();
});
await app.start();
process.send?.({ url: '' });
