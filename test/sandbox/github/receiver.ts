import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = {
  event: string;
  action: string | undefined;
  id: string;
  signed: boolean;
  headers: Record<string, unknown>;
  payload: Record<string, unknown>;
};

/** Something that webhooks can be sent to: it keeps what comes and answers 202. */
export async function receiver(secret: string) {
  const received: Received[] = [];
  let status = 202;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const payload = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
      const digest = createHmac('sha256', secret).update(body).digest('hex');
      received.push({
        event: String(request.headers['x-github-event']),
        action: payload['action'] as string | undefined,
        id: String(request.headers['x-github-delivery']),
        signed: request.headers['x-hub-signature-256'] === `sha256=${digest}`,
        headers: request.headers,
        payload,
      });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/github/webhooks`,
    received,
    answer(next: number) {
      status = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
