import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { signedHeaders } from '../../sandbox/slack/app/signing.ts';
import { type App, createApp } from '../../src/app/create-app.ts';
import { openStore } from '../../src/store/index.ts';
import type { Store } from '../../src/store/types/index.ts';
import { webhookSecret } from '../helpers/environment.ts';
import { silentLog } from '../helpers/log.ts';
import { copyDatabase } from '../helpers/postgres.ts';
import { openWorld, type World } from '../helpers/world.ts';

const server = inject('postgres');

describe.skipIf(server === null)('two replicas over one PostgreSQL', () => {
  let world: World;
  let other: { app: App; store: Store; url: string };

  beforeEach(async () => {
    if (server === null) throw new Error('no server');
    const databaseUrl = await copyDatabase(server);
    world = await openWorld({ databaseUrl, env: slackByHttp });
    const store = await openStore(databaseUrl);
    const { config, clock } = world;
    const app = createApp({ config, store, clock, random: () => 0.5, log: silentLog });
    const { port } = await app.start({ loops: false });
    other = { app, store, url: `http://127.0.0.1:${port}` };
    return async () => {
      await app.stop();
      await store.close();
    };
  });

  const both = () => Promise.all([world.app.settle(), other.app.settle()]);

  test('make one incident and one message of a failure that both hear of', async () => {
    const { github, clock, read, slack } = world;
    await both();
    for (const outcome of ['failure', 'failure', 'success'] as const) {
      const before = github.webhooks.deliveries.length;
      github.webhooks.to(`${world.url}/github/webhooks`, webhookSecret);
      await github.run('acme/api', 'CI', outcome);
      const told = github.webhooks.deliveries.slice(before);
      github.webhooks.to(`${other.url}/github/webhooks`, webhookSecret);
      await Promise.all(told.map(({ id }) => github.webhooks.redeliver(id)));
      for (let turn = 0; turn < 4; turn += 1) {
        await both();
        clock.advance(2_000);
      }
      if (outcome === 'failure') expect(read('#builds')[0]).toContain('CI is failing on main');
    }
    expect(read('#builds')).toEqual([expect.stringContaining('CI is green again on main')]);
    const incidents = await other.store.incidents.list({ states: ['resolved'], limit: 10 });
    expect(incidents).toHaveLength(1);
    expect(slack.violations).toEqual([]);
  });

  test('answer once what Slack says twice, to one and to the other', async () => {
    const { slack, clock } = world;
    await both();
    const event = { type: 'app_mention', user: slack.as('dana').id, text: '<@U0BATON> help' };
    const channel = slack.channel('#builds').id;
    const body = JSON.stringify({
      ...{ type: 'event_callback', team_id: 'T0ACME', api_app_id: 'A0BATON' },
      ...{ event_id: `Ev${randomUUID()}`, event_time: Math.floor(clock.now() / 1000) },
      event: { ...event, channel, ts: '1700000000.000100', event_ts: '1700000000.000100' },
    });
    for (const { url } of [world, other, world]) {
      const headers = signedHeaders(slack.signingSecret, body, Math.floor(Date.now() / 1000));
      const sent = { method: 'POST', body, headers: { ...headers, 'content-type': json } };
      expect((await fetch(`${url}/slack/events`, sent)).status).toBe(200);
    }
    const answers = () =>
      slack.calls.all.filter(({ method }) => /^chat\.post(Message|Ephemeral)$/.test(method));
    await expect.poll(() => answers().length).toBe(1);
    await both();
    expect(answers()).toHaveLength(1);
  });
});

const json = 'application/json';
const slackByHttp = { SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: 'sandbox-signing-secret' };
