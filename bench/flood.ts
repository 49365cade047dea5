import { connect } from 'node:net';
import type { Load } from './load.ts';

let sentSoFar = 0;

/**
 * As GitHub names deliveries: a UUID of version 1, such as `72d3162e-cc78-11e3-81ab-4c9367dc0958` in its documentation
 * of webhooks. The first eight digits count time: such ids follow one another in an index, where random ones are strewn
 * over all of it.
 */
function deliveryId(): string {
  sentSoFar += 1;
  return `${sentSoFar.toString(16).padStart(8, '0')}-cc78-11e3-81ab-4c9367dc0958`;
}

/** A webhook to send again and again, each time as a new delivery. */
export type Webhook = { headers: Record<string, string>; body: string };

const connections = 50;

type Prepared = { head: string; body: Buffer };

/**
 * Sends webhooks as fast as they are answered, over sockets that it keeps open. It does next to nothing
 * itself: a client that works as hard as the server would measure itself on two cores.
 *
 * @throws where one is answered with anything but a 2xx
 */
export async function flood(
  url: string,
  seconds: number,
  webhooks: readonly Webhook[],
): Promise<Load> {
  const { hostname, port, pathname, host } = new URL(url);
  const prepared = webhooks.map(({ headers, body }): Prepared => {
    const bytes = Buffer.from(body);
    const all = { host, 'content-length': String(bytes.length), ...headers };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    return {
      head: `POST ${pathname} HTTP/1.1\r\n${lines.join('')}x-github-delivery: `,
      body: bytes,
    };
  });
  const latencies: number[] = [];
  const end = performance.now() + seconds * 1000;
  const place = { host: hostname, port: Number(port) };
  await Promise.all(
    Array.from({ length: connections }, (_, at) => talk(place, { prepared, at, end, latencies })),
  );
  latencies.sort((a, b) => a - b);
  const p99 = latencies[Math.floor(latencies.length * 0.99)] ?? 0;
  return {
    rate: latencies.length / seconds,
    p99: Math.round(p99 * 10) / 10,
    count: latencies.length,
  };
}

function talk(
  place: { host: string; port: number },
  work: { prepared: readonly Prepared[]; at: number; end: number; latencies: number[] },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(place);
    let next = work.at;
    let sent = 0;
    let got = '';
    const send = (): void => {
      const webhook = work.prepared[next++ % work.prepared.length];
      if (!webhook || performance.now() > work.end) return void socket.end(resolve);
      sent = performance.now();
      socket.cork();
      socket.write(`${webhook.head}${deliveryId()}\r\n\r\n`);
      socket.write(webhook.body);
      socket.uncork();
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1');
      if (!isWhole(got)) return;
      if (!/^HTTP\/1\.1 2/.test(got)) return void reject(new Error(`refused: ${got.slice(0, 60)}`));
      got = '';
      work.latencies.push(performance.now() - sent);
      send();
    });
  });
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const length = /content-length: (\d+)/i.exec(answer.slice(0, end))?.[1];
  return length === undefined
    ? answer.endsWith('0\r\n\r\n')
    : answer.length >= end + 4 + Number(length);
}
