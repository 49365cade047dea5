import { createHmac } from 'node:crypto';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Delivery } from '../../src/core/records.ts';
import { readPartOf } from '../../src/github/facts.ts';
import { createIntake } from '../../src/github/webhooks.ts';
import { eventNames, examplesOf } from './examples.ts';

const secret = 'a secret of the test';
const maxBytes = 200_000;
type Row = Omit<Delivery, 'attempts'>;

let server: Server;
let kept: Map<string, Row>;
let warnings: string[];
let counted: string[];
let accept: (rows: Row[]) => Promise<string[]>;

beforeEach(async () => {
  kept = new Map();
  warnings = [];
  counted = [];
  accept = async (rows) => {
    const fresh = rows.filter((row) => !kept.has(row.id) && kept.set(row.id, row));
    return [...new Set(fresh.map((row) => row.id))];
  };
  const silent = { debug() {}, info() {}, error() {} };
  const intake = createIntake({
    secrets: [secret, 'the secret before'],
    accept: (rows) => accept(rows),
    log: { ...silent, warn: (_, message) => warnings.push(message) },
    clock: { now: () => 1_700_000_000_000 },
    counters: { delivery: (result, event) => counted.push(`${event} ${result}`) },
    maxBytes,
  });
  server = createServer(intake);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function url(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/github/webhooks`;
}

function sign(body: string | Buffer, key = secret): string {
  return `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
}

async function post(
  body: string | Buffer,
  headers: Record<string, string | undefined> = {},
): Promise<{ status: number; text: string }> {
  const all = {
    'content-type': 'application/json',
    'x-github-event': 'workflow_run',
    'x-github-delivery': 'd1',
    'x-hub-signature-256': sign(body),
    ...headers,
  };
  const sent = Object.entries(all).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const answer = await fetch(url(), { method: 'POST', body, headers: sent });
  return { status: answer.status, text: await answer.text() };
}

describe('a webhook', () => {
  it("of each of GitHub's examples is kept as far as it is read, or not used", async () => {
    for (const event of eventNames) {
      for (const [at, example] of examplesOf(event).entries()) {
        const body = JSON.stringify(example);
        const id = `${event}-${at}`;
        const answer = await post(body, { 'x-github-event': event, 'x-github-delivery': id });
        expect(answer.status).toBe(202);
        if (answer.text !== 'accepted') continue;
        const read = JSON.stringify(readPartOf(event, example));
        expect(kept.get(id)).toMatchObject({ event, body: read });
      }
    }
    expect(counted.filter((line) => line.endsWith(' accepted'))).toHaveLength(kept.size);
    expect([...kept.values()].filter((row) => row.event === 'ping')).toHaveLength(4);
    expect([...kept.values()].filter((row) => row.event === 'star')).toHaveLength(0);
    expect(counted).toContain('star unused');
  });

  it('that comes twice is answered 202 twice and kept once', async () => {
    expect(await post('{}')).toEqual({ status: 202, text: 'accepted' });
    expect(await post('{}')).toEqual({ status: 202, text: 'duplicate' });
    const both = await Promise.all([1, 2].map(() => post('{}', { 'x-github-delivery': 'd2' })));
    expect(both.map((answer) => answer.status)).toEqual([202, 202]);
    expect(kept.size).toBe(2);
  });

  it('is answered only after the commit', async () => {
    const order: string[] = [];
    const commit = accept;
    accept = async (rows) => {
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
      order.push('committed');
      return commit(rows);
    };
    await post('{}').then((answer) => order.push(answer.text));
    expect(order).toEqual(['committed', 'accepted']);
  });

  it('may come as a form, as GitHub sends it when set up so', async () => {
    const json = '{"workflow":{"name":"Ünïcode + plus & more"}}';
    const body = new URLSearchParams({ payload: json }).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post(body, type)).status).toBe(202);
    expect(kept.get('d1')?.body).toBe(json);
    expect((await post('other=1', { ...type, 'x-github-delivery': 'd2' })).status).toBe(400);
  });

  it('may be signed with the secret before, while it is being replaced', async () => {
    const body = '{}';
    const old = sign(body, 'the secret before');
    expect((await post(body, { 'x-hub-signature-256': old })).status).toBe(202);
  });

  it('that the store does not take is answered 503, and the next one is fine', async () => {
    const works = accept;
    accept = () => Promise.reject(new Error('disk full'));
    expect(await post('{}')).toEqual({ status: 503, text: 'not kept' });
    accept = works;
    expect((await post('{}')).status).toBe(202);
  });
});

describe('what is no webhook', () => {
  it.each([
    ['no signature', undefined],
    ['a signature of another secret', sign('{}', 'guess')],
    ['a signature of another body', sign('{} ')],
    ['a SHA-1 signature', `sha1=${createHmac('sha1', secret).update('{}').digest('hex')}`],
    ['half a signature', sign('{}').slice(0, 40)],
  ])('with %s is answered 401 without detail', async (_, signature) => {
    expect(await post('{}', { 'x-hub-signature-256': signature })).toEqual({
      status: 401,
      text: 'unauthorized',
    });
    expect(kept.size).toBe(0);
  });

  it('warns of wrong signatures once a minute, not once each', async () => {
    for (let at = 0; at < 5; at++) await post('{}', { 'x-hub-signature-256': sign('x') });
    expect(warnings).toHaveLength(1);
    expect(counted).toEqual(Array(5).fill('none refused'));
  });

  it.each([
    ['broken JSON', '{"a":', {}],
    ['broken JSON of an event that is not used', '{"a":', { 'x-github-event': 'star' }],
    ['JSON that is no object', '[1]', {}],
    ['an empty body', '', {}],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}],
    ['no event', '{}', { 'x-github-event': undefined }],
    ['no delivery id', '{}', { 'x-github-delivery': undefined }],
    ['an odd delivery id', '{}', { 'x-github-delivery': "'; drop table" }],
  ])('with %s is answered 400', async (_, body, headers) => {
    expect((await post(body, headers)).status).toBe(400);
    expect(kept.size).toBe(0);
  });

  it('of another type is answered 415, of another method 405', async () => {
    expect((await post('{}', { 'content-type': 'text/plain' })).status).toBe(415);
    const got = await fetch(url());
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('that is too large is answered 413, by its announced length or as it comes', async () => {
    expect((await post('x'.repeat(maxBytes + 1))).status).toBe(413);
    expect(await chunked(maxBytes + 1)).toBe(413);
    expect(await chunked(50 * maxBytes)).toBe(413);
    expect((await post('{}')).status).toBe(202);
  });

  it('that breaks off leaves nothing behind', async () => {
    const broken = httpRequest(url(), { method: 'POST', headers: { 'content-length': '100' } });
    broken.on('error', () => {});
    broken.write('{"a":');
    while (server.listening && (await connections()) === 0) await new Promise(setImmediate);
    broken.destroy();
    expect((await post('{}')).status).toBe(202);
    expect(kept.size).toBe(1);
  });
});

function connections(): Promise<number> {
  return new Promise((done) => server.getConnections((_, count) => done(count)));
}

/** Sends so many bytes without saying how many; answers the status. */
function chunked(bytes: number): Promise<number> {
  return new Promise((done, fail) => {
    const sending = httpRequest(url(), { method: 'POST' }, (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    });
    sending.on('error', fail);
    for (let left = bytes; left > 0; left -= 50_000)
      sending.write('x'.repeat(Math.min(left, 50_000)));
    sending.end();
  });
}
