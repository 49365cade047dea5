import { type IncomingMessage, request, type ServerResponse } from 'node:http';

/** Passes a request on to another server and its answer back, as it streams (also events). */
export function proxy(incoming: IncomingMessage, outgoing: ServerResponse, target: string): void {
  const onward = request(
    new URL(incoming.url ?? '/', target),
    { method: incoming.method, headers: { ...incoming.headers, host: new URL(target).host } },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      outgoing.flushHeaders();
      answer.pipe(outgoing);
    },
  );
  onward.on('error', () => {
    if (!outgoing.headersSent) outgoing.writeHead(502, { 'content-type': 'application/json' });
    outgoing.end('{"ok":false,"error":"unreachable"}');
  });
  outgoing.on('close', () => onward.destroy());
  incoming.pipe(onward);
}
