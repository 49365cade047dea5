import { afterEach, beforeEach, expect, test } from 'vitest';
import { signedHeaders } from '../../sandbox/slack/app/signing.ts';
import { byHttp, keptLog, type Together } from './workspace.ts';

let together: Together;
let heard: string[];
let log: ReturnType<typeof keptLog>;
beforeEach(async () => {
  heard = [];
  log = keptLog();
  together = await byHttp({
    connect: { log },
    handlers: {
      mention: async ({ text }) => void heard.push(text),
      command: async ({ text }) => void heard.push(text),
    },
  });
});
afterEach(() => together.stop());

const now = (): number => Math.floor(Date.now() / 1000);

type Sent = { body: string; secret?: string; at?: number; path?: string; type?: string };

/** Posts as Slack does, or as somebody who is not Slack. */
async function send({ body, secret, at = now(), path = '', type }: Sent) {
  const signed = signedHeaders(secret ?? together.slack.signingSecret, body, at);
  const headers = { 'content-type': type ?? 'application/json', ...signed };
  const url = `${together.eventsUrl}${path}`;
  return (await fetch(url, { method: 'POST', headers, body })).status;
}

const mention = (id: string): string =>
  JSON.stringify({
    ...{ type: 'event_callback', team_id: 'T0ACME', event_id: id, event_time: now() },
    event: { type: 'app_mention', user: 'U0DANA', text: id, channel: 'C0BUILDS', ts: '1.000001' },
  });

test('an event that Slack sends again is handled once', async () => {
  for (const id of ['Ev1', 'Ev1', 'Ev2', 'Ev1'])
    expect(await send({ body: mention(id) })).toBe(200);
  expect(heard).toEqual(['Ev1', 'Ev2']);
});

test('a command that arrives twice runs once', async () => {
  const body = new URLSearchParams({
    ...{ command: '/ci', text: 'rerun', trigger_id: '1.2.3', team_id: 'T0ACME' },
    ...{ user_id: 'U0DANA', user_name: 'dana', channel_id: 'C0BUILDS', channel_name: 'builds' },
  }).toString();
  const type = 'application/x-www-form-urlencoded';
  expect(await send({ body, type })).toBe(200);
  expect(await send({ body, type })).toBe(200);
  expect(heard).toEqual(['rerun']);
});

test('who runs Baton hears which variable a signature that does not fit points to', async () => {
  await send({ body: mention('Ev1'), secret: 'guessed' });
  expect(log.lines.filter((line) => line.startsWith('warn'))).toEqual([
    expect.stringMatching(/signature.*is SLACK_SIGNING_SECRET the one of this app\?/),
  ]);
  await send({ body: mention('Ev1'), at: now() - 360 });
  expect(log.lines.at(-1)).toMatch(/^warn .*is this machine’s clock right\?/);
});

test.each([
  ['a wrong secret', { secret: 'guessed' }, 401],
  ['a recording of six minutes ago', { at: now() - 360 }, 401],
  ['another address', { path: '/x' }, 404],
])('%s is refused', async (_case, odd, status) => {
  expect(await send({ body: mention('Ev1'), ...odd })).toBe(status);
  expect(heard).toEqual([]);
});

test('a body without a signature, too large, or not JSON is refused', async () => {
  const { eventsUrl = '' } = together;
  expect((await fetch(eventsUrl, { method: 'POST', body: mention('Ev1') })).status).toBe(401);
  expect((await fetch(eventsUrl)).status).toBe(404);
  expect(await send({ body: '{"type":' })).toBe(400);
  expect(await send({ body: JSON.stringify({ filler: 'x'.repeat(1_000_000) }) })).toBe(413);
  expect(heard).toEqual([]);
});

test("Slack's check of the address is answered", async () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'c', token: 't' });
  expect(await send({ body })).toBe(200);
});

test('who asked last is answered before Baton stops', async () => {
  let finish = (): void => {};
  const slow = await byHttp({
    handlers: {
      async command({ reply }) {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        await reply.privately({ text: 'Here it is', blocks: [] });
      },
    },
  });
  const dana = slow.slack.as('dana');
  await dana.slash('/ci', { channel: '#builds' });
  const stopped = slow.baton.stop();
  finish();
  await stopped;
  expect(dana.ephemerals('#builds').map(({ text }) => text)).toEqual(['Here it is']);
  await slow.stop();
});

test('nothing is taken before Baton knows who it is, nor after it stopped', async () => {
  await together.baton.stop();
  expect(together.baton.connected()).toBe(false);
  expect(await send({ body: mention('Ev1') })).toBe(503);
});
