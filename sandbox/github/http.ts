import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Incoming = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** The body as JSON; undefined when there is none, null when it is broken. */
  body: unknown;
};

export type Outgoing = {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
};

/** Answers a request, takes the connection over, or (`drop`) hangs up. */
export type Handler = (
  request: Incoming,
  raw: { request: IncomingMessage; response: ServerResponse },
) => Promise<Outgoing | 'drop' | 'taken'>;

export type Listening = { url: string; server: Server; close(): Promise<void> };

/** Listens on this machine only; port 0 takes any free one. */
export async function listen(port: number, handler: () => Handler): Promise<Listening> {
  const server = createServer((request, response) => {
    void serve(handler(), request, response);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(handler: Handler, request: IncomingMessage, response: ServerResponse) {
  try {
    const answer = await handler(await read(request), { request, response });
    if (answer === 'taken') return;
    if (answer === 'drop') {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, answer.headers);
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  } catch (error) {
    console.error(error);
    response.writeHead(500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ message: String(error) }));
  }
}

async function read(request: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://localhost');
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: parsed(Buffer.concat(chunks).toString('utf8')),
  };
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
