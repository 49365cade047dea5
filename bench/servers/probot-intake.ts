import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Probot, Server } from 'probot';

/** Probot's own server, set up as it comes, with an app that does nothing. Its log goes nowhere. */
const server = new Server({
  Probot: Probot.defaults({
    githubToken: 'not used',
    secret: process.env['BENCH_SECRET'] ?? '',
  }),
  host: '127.0.0.1',
  port: await freePort(),
});
await server.load((app) => {
  app.on(['workflow_run', 'workflow_job', 'check_run'], () => undefined);
});
await server.start();
process.send?.({ url: `http://127.0.0.1:${server.port}/api/github/webhooks` });

/** Probot takes port 0 for its default. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
