import type { World } from '../world/world.ts';
import { signedHeaders } from './signing.ts';
import type { Ack, Envelope, Transport } from './transport.ts';

/** Sends to the app's request URL, signed. */
export function createHttpMode(world: World, url: string): Transport {
  return {
    connected: () => true,
    async send(envelope, ms) {
      const { body, type } = encode(envelope);
      // Apps compare the timestamp with their own clock, so it is the real one.
      const signed = signedHeaders(world.signingSecret, body, Math.floor(Date.now() / 1000));
      const headers = { 'content-type': type, ...signed, ...retryHeaders(envelope) };
      const signal = AbortSignal.timeout(ms);
      try {
        return await readAck(await fetch(url, { method: 'POST', headers, body, signal }));
      } catch (error) {
        const timedOut = error instanceof Error && error.name === 'TimeoutError';
        return timedOut
          ? { ok: false, error: 'operation_timeout', reason: 'http_timeout' }
          : { ok: false, error: 'dispatch_failed', reason: 'connection_failed' };
      }
    },
  };
}

function retryHeaders({ retry }: Envelope): Record<string, string> {
  if (!retry) return {};
  return { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason };
}

function encode({ kind, payload }: Envelope): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : payload;
  const form = new URLSearchParams(fields as Record<string, string>);
  return { body: form.toString(), type: 'application/x-www-form-urlencoded' };
}

async function readAck(response: Response): Promise<Ack> {
  const text = await response.text();
  if (response.status !== 200) {
    const final = response.headers.get('x-slack-no-retry') === '1';
    return { ok: false, error: 'dispatch_failed', reason: 'http_error', final };
  }
  try {
    return { ok: true, body: text === '' ? undefined : JSON.parse(text) };
  } catch {
    return { ok: true, body: text };
  }
}
