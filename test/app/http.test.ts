import { createHmac, randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { answer, createHttpServer } from '../../src/app/http/http.ts';
import { eventNames, examplesOf } from '../github/examples.ts';
import { webhookSecret } from '../helpers/environment.ts';
import { openWorld, shareWorld } from '../helpers/world.ts';

const world = shareWorld(async () => ({ log: 'debug' }));

type Sent = { event?: string; body?: string; signature?: string; id?: string; method?: string };

/** Posts a webhook as GitHub would, save for what is said otherwise. */
function post({ event = 'ping', body = '{}', ...rest }: Sent = {}): Promise<Response> {
  const { signature = sign(body), id = randomUUID(), method = 'POST' } = rest;
  return fetch(`${world().url}/github/webhooks`, {
    method,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': id,
      'x-hub-signature-256': signature,
    },
    ...(method === 'POST' ? { body } : {}),
  });
}

const sign = (body: string, secret = webhookSecret): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

const get = (path: string): Promise<Response> => fetch(`${world().url}${path}`);

/** The value of one series at /metrics. */
async function metric(series: string): Promise<number> {
  const text = await (await get('/metrics')).text();
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? 0 : Number(line.slice(series.length + 1));
}

describe('a webhook', () => {
  test.each<[string, Sent, number]>([
    ['without a signature', { signature: '' }, 401],
    ['signed with another secret', { signature: sign('{}', 'not the secret') }, 401],
    ['signed for another body', { body: '{"a":1}', signature: sign('{}') }, 401],
    ['that is no JSON', { body: '{"action":' }, 400],
    ['that is JSON, but no object', { body: '[1]' }, 400],
    ['without an id', { id: ' ' }, 400],
    ['that is not posted', { method: 'GET' }, 405],
    ['that is signed', {}, 202],
  ])('%s', async (_what, sent, status) => {
    expect((await post(sent)).status).toBe(status);
  });

  test('that is larger than GitHub’s largest is not read to its end', async () => {
    const response = await post({ body: ' '.repeat(25 * 1024 * 1024 + 1), signature: 'sha256=' });
    expect(response.status).toBe(413);
  });

  test('that is refused says nothing of why, and is counted', async () => {
    const before = await metric('baton_webhooks_total{result="refused"}');
    const response = await post({ signature: sign('{}', 'not the secret') });
    expect(await response.text()).toBe('unauthorized');
    expect(await metric('baton_webhooks_total{result="refused"}')).toBe(before + 1);
  });

  test('of an event that Baton does not use is acknowledged and counted', async () => {
    const before = await metric('baton_webhooks_total{result="unused"}');
    expect((await post({ event: 'star' })).status).toBe(202);
    expect(await metric('baton_webhooks_total{result="unused"}')).toBe(before + 1);
  });

  test('that comes twice is kept once', async () => {
    const id = randomUUID();
    const before = await metric('baton_webhooks_total{result="accepted"}');
    expect((await post({ id })).status).toBe(202);
    expect((await post({ id })).status).toBe(202);
    expect(await metric('baton_webhooks_total{result="accepted"}')).toBe(before + 1);
  });

  test('whose like GitHub shows in its documentation is recorded, or ignored with a reason', async () => {
    const { settle, store, logged } = world();
    const used = eventNames.filter((name) =>
      /^(workflow_run|workflow_job|check_run|push|pull_request|deployment|deployment_status|ping|installation.*)$/.test(
        name,
      ),
    );
    const examples = used.flatMap((event) => examplesOf(event).map((body) => ({ event, body })));
    expect(examples.length).toBeGreaterThan(50);
    await settle();
    const facts = async () =>
      Promise.all(
        ['run', 'job', 'check', 'push', 'pull_request', 'deployment', 'access'].map((kind) =>
          metric(`baton_facts_total{kind="${kind}"}`),
        ),
      );
    const total = (counts: number[]) => counts.reduce((sum, each) => sum + each, 0);
    const [before, from] = [total(await facts()), logged.length];
    for (const { event, body } of examples) {
      expect((await post({ event, body: JSON.stringify(body) })).status).toBe(202);
    }
    await settle();
    const ignored = logged.slice(from).filter((line) => line.startsWith('debug ignored'));
    expect(ignored.every((line) => /"reason":"[^"]{10,}"/.test(line))).toBe(true);
    expect(total(await facts()) - before + ignored.length).toBe(examples.length);
    expect(await store.deliveries.counts()).toMatchObject({ waiting: 0, dead: 0 });
    expect(logged.filter((line) => line.startsWith('error'))).toEqual([]);
  });
});

describe('who asks how it is', () => {
  test('is told that it is alive', async () => {
    const response = await get('/healthz');
    expect([response.status, await response.json()]).toEqual([200, { alive: true }]);
  });

  test('may ask again on the same connection for longer than any proxy keeps one open', async () => {
    const response = await get('/healthz');
    expect(response.headers.get('keep-alive')).toBe('timeout=620');
  });

  test('finds nothing at another path, and nothing of how it is made', async () => {
    const response = await get('/admin');
    expect([response.status, await response.json()]).toEqual([404, { error: 'not found' }]);
    expect(response.headers.get('x-powered-by')).toBeNull();
  });

  test('reads metrics as Prometheus does', async () => {
    const response = await get('/metrics');
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const lines = (await response.text()).split('\n').filter((line) => line !== '');
    const sample = /^[a-z_:][\w:]*(\{[a-z_]\w*="[^"]*"(,[a-z_]\w*="[^"]*")*\})? [\d.eE+-]+$/;
    const comment = /^# (HELP [\w:]+ .+|TYPE [\w:]+ (counter|gauge|histogram|summary))$/;
    for (const line of lines) expect(line).toMatch(line.startsWith('#') ? comment : sample);
    expect(lines).toContain('baton_queue_rows{queue="posts",state="dead"} 0');
  });

  test('hears that it is ready, what is dead, and what keeps it from being ready', async () => {
    const { url, slack, store, clock, settle } = await openWorld();
    const ready = async () => {
      const response = await fetch(`${url}/readyz`);
      return { status: response.status, ...((await response.json()) as object) };
    };
    await settle();
    const checks = {
      slack: 'ok',
      database: 'ok',
      inbox: 'ok',
      work: 'ok',
      slow_work: 'ok',
      posts: 'ok',
    };
    const none = { deliveries: 0, work: 0, posts: 0 };
    expect(await ready()).toEqual({ status: 200, ready: true, checks, dead: none });

    await store.deliveries.accept([{ id: 'x', event: 'push', body: '{}', receivedAt: 0 }]);
    await store.deliveries.fail('x', { error: 'broken', retryAt: null, now: clock.now() });
    expect(await ready()).toMatchObject({ status: 200, dead: { ...none, deliveries: 1 } });

    clock.advance(61_000);
    const stuck = { inbox: 'not turning', posts: 'not turning' };
    expect(await ready()).toMatchObject({ status: 503, checks: stuck });
    await settle();
    expect(await ready()).toMatchObject({ status: 200 });

    slack.sockets.drop();
    await vi.waitFor(async () =>
      expect(await ready()).toMatchObject({ status: 503, checks: { slack: 'not connected' } }),
    );
    await store.close();
    expect(await ready()).toMatchObject({
      ...{ status: 503, checks: { database: expect.stringMatching(/\w+/) }, dead: {} },
    });
    expect((await fetch(`${url}/metrics`)).status).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe('the server', () => {
  test('lets what is under way end, and keeps no connection open after it', async () => {
    let came = (_response: ServerResponse): void => {};
    const arrived = new Promise<ServerResponse>((resolve) => {
      came = resolve;
    });
    const server = createHttpServer({ '/slow': (_request, response) => came(response) });
    const port = await server.start(0);
    const asked = fetch(`http://127.0.0.1:${port}/slow`);
    const underWay = await arrived;
    const stopped = server.stop();
    answer(underWay, 200, { slow: true });
    const response = await asked;
    expect([response.status, response.headers.get('connection')]).toEqual([200, 'close']);
    await stopped;
    await expect(fetch(`http://127.0.0.1:${port}/slow`)).rejects.toThrow();
  });
});
