import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { verifySlackRequest } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Workspace } from '../../../sandbox/slack/index.ts';
import { call, workspace } from './calling.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

type Request = { headers: IncomingHttpHeaders; body: string };

/** An app that answers every request with what it is told to, or not at all. */
async function stubApp(answers: (number | 'never')[]) {
  const seen: Request[] = [];
  let wake = (): void => {};
  const until = async (count: number): Promise<void> => {
    while (seen.length < count) await new Promise<void>((resolve) => (wake = resolve));
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    const answer = answers[Math.min(seen.length, answers.length) - 1];
    if (typeof answer === 'number') response.writeHead(answer).end();
    wake();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    seen,
    until,
    eventsUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
  };
}

/** A bare Socket Mode client: keeps what it gets, says what it is told to. */
async function connect(slack: Workspace, acks: boolean) {
  const { url } = await call(slack, 'apps.connections.open', {}, slack.appToken);
  const socket = new WebSocket(String(url));
  const got: Record<string, unknown>[] = [];
  let wake = (): void => {};
  socket.on('message', (data) => {
    const envelope = JSON.parse(String(data));
    got.push(envelope);
    if (acks && envelope.envelope_id)
      socket.send(JSON.stringify({ envelope_id: envelope.envelope_id }));
    wake();
  });
  const until = async (count: number): Promise<void> => {
    while (got.length < count) await new Promise<void>((resolve) => (wake = resolve));
  };
  await until(1);
  stops.push(() => socket.terminate());
  return { got, until, socket, url: String(url) };
}

describe('over HTTP', () => {
  it('everything is signed, and Bolt believes it', async () => {
    const { seen, eventsUrl } = await stubApp([200]);
    const slack = await workspace({ eventsUrl });
    await slack.as('dana').slash('/ci status "a&b"', { channel: '#builds' });
    const [request] = seen;
    if (!request) throw new Error('nothing came');
    const { headers, body } = request;
    const signed = {
      'x-slack-signature': String(headers['x-slack-signature']),
      'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
    };
    const check = (signingSecret: string) =>
      verifySlackRequest({ signingSecret, body, headers: signed });
    expect(() => check(slack.signingSecret)).not.toThrow();
    expect(() => check('another secret')).toThrow();
    expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
      command: '/ci',
      text: 'status "a&b"',
      channel_name: 'builds',
      user_id: 'U0DANA',
      team_id: 'T0ACME',
      is_enterprise_install: 'false',
    });
  });

  it('the text of a command is escaped where the manifest says so', async () => {
    const { seen, eventsUrl } = await stubApp([200]);
    const manifest = fileURLToPath(new URL('../../../manifest.yml', import.meta.url));
    const slack = await workspace({ eventsUrl, manifest });
    await slack.as('dana').slash('/ci show https://e.com/1 @omar #qa a<b', { channel: '#builds' });
    expect(new URLSearchParams(seen[0]?.body).get('text')).toBe(
      'show <https://e.com/1> <@U0OMAR|omar> <#C0QA|qa> a&lt;b',
    );
  });

  it('an event that was not taken comes again, numbered, three times', async () => {
    const { seen, until, eventsUrl } = await stubApp([500]);
    const slack = await workspace({ eventsUrl, retryAfter: [0, 1, 2] });
    await slack.as('dana').say('hello', { channel: '#builds' });
    await until(4);
    expect(seen.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([
      undefined,
      '1',
      '2',
      '3',
    ]);
    expect(seen[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
  });

  it('a command that nobody takes is named to the person by Slackbot', async () => {
    const { eventsUrl } = await stubApp([500]);
    const slack = await workspace({ eventsUrl });
    const dana = slack.as('dana');
    expect(await dana.slash('/ci', { channel: '#builds' })).toMatchObject({
      ok: false,
      error: 'dispatch_failed',
    });
    expect(dana.ephemerals('#builds').map(({ text, user }) => [user, text])).toEqual([
      ['USLACKBOT', '/ci failed with the error "dispatch_failed"'],
    ]);
  });

  it('a command that is not acknowledged in time is a timeout, and a violation', async () => {
    const { eventsUrl } = await stubApp(['never']);
    const slack = await workspace({ eventsUrl, ackWithin: 20 });
    expect(await slack.as('dana').slash('/ci status')).toMatchObject({
      error: 'operation_timeout',
    });
    expect(slack.violations).toEqual(['/ci status: no acknowledgement within 20 ms']);
  });

  it('a command that the manifest does not have never leaves Slack', async () => {
    const { seen, eventsUrl } = await stubApp([200]);
    const slack = await workspace({ eventsUrl });
    expect(await slack.as('dana').slash('/deploy')).toMatchObject({ error: 'invalid_command' });
    expect(seen).toEqual([]);
  });
});

describe('over Socket Mode', () => {
  it('a URL opens one connection, which is greeted', async () => {
    const slack = await workspace();
    const { got, url } = await connect(slack, true);
    expect(got[0]).toMatchObject({ type: 'hello', num_connections: 1 });
    const again = new WebSocket(url);
    const refused = await new Promise((resolve) => again.on('error', resolve));
    expect(String(refused)).toContain('403');
  });

  it('each envelope goes to one of several connections', async () => {
    const slack = await workspace();
    const [one, two] = [await connect(slack, true), await connect(slack, true)];
    for (const line of ['/ci a', '/ci b', '/ci c', '/ci d']) await slack.as('dana').slash(line);
    const texts = [one, two].map(({ got }) =>
      got.slice(1).map(({ payload }) => (payload as { text: string }).text),
    );
    expect(texts.map(({ length }) => length)).toEqual([2, 2]);
    expect(texts.flat().sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('an event without an acknowledgement comes again; a connection may be asked to renew', async () => {
    const slack = await workspace({ ackWithin: 10, retryAfter: [0] });
    const { got, until } = await connect(slack, false);
    await slack.as('dana').say('hello', { channel: '#builds' });
    await until(3);
    expect(got[1]).toMatchObject({ type: 'events_api', accepts_response_payload: false });
    expect(got[2]).toMatchObject({
      retry_attempt: 1,
      retry_reason: 'timeout',
      payload: got[1]?.['payload'],
    });
    slack.sockets.refresh();
    await until(4);
    expect(got[3]).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
  });

  it('a connection that dies takes what was on its way with it, and nobody is blamed', async () => {
    const slack = await workspace();
    const { socket, until } = await connect(slack, false);
    const outcome = slack.as('dana').slash('/ci');
    await until(2);
    socket.terminate();
    expect(await outcome).toMatchObject({ ok: false, error: 'dispatch_failed' });
    expect(slack.violations).toEqual([]);
    expect(slack.connected()).toBe(false);
  });

  it('without a connection a command fails at once', async () => {
    const slack = await workspace();
    expect(slack.connected()).toBe(false);
    expect(await slack.as('dana').slash('/ci')).toMatchObject({ error: 'dispatch_failed' });
  });

  it('only what the manifest subscribes to is sent', async () => {
    const events = ['app_mention', 'message.im'];
    const manifest = { settings: { event_subscriptions: { bot_events: events } } };
    const slack = await workspace({ manifest });
    const { got } = await connect(slack, true);
    const dana = slack.as('dana');
    await dana.say('just talk', { channel: '#builds' });
    await dana.say('@baton status', { channel: '#builds' });
    await dana.say('status', { channel: '@baton' });
    const types = got.slice(1).map(({ payload }) => (payload as { event: object }).event);
    expect(types).toMatchObject([
      { type: 'app_mention', text: '<@U0BATON> status', channel: 'C0BUILDS' },
      { type: 'message', channel_type: 'im', channel: 'D0DANA' },
    ]);
  });
});
