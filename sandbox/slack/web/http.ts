import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from '../wire.ts';

/** More than Slack takes of anything but a file. */
const LARGEST_BODY = 64 * 1024 * 1024;

/** @throws when the body is larger than any that Slack takes */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error('request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** An object from JSON, a form or nothing; `undefined` when it claims to be JSON and is not. */
export function parseBody(body: Buffer, contentType: string): Json | undefined {
  const text = body.toString('utf8');
  if (!contentType.includes('json')) return Object.fromEntries(new URLSearchParams(text));
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

export type Reply = { status: number; body: Json; headers?: Record<string, string> };

export function sendJson(response: ServerResponse, { status, body, headers }: Reply): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}
