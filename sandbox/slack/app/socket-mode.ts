import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { changed, emit, nextId, violation, type World } from '../world/world.ts';
import type { Ack, Envelope, Transport } from './transport.ts';

/** Slack lets an app hold ten connections; each envelope goes to one of them. */
const MOST_CONNECTIONS = 10;

type Pending = { socket: WebSocket; settle: (ack: Ack) => void };

export type SocketMode = Transport & {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Asks every connection to be opened anew, as Slack does every few hours. */
  refresh(reason?: 'refresh_requested' | 'warning' | 'link_disabled'): void;
  /** Cuts every connection without a word. */
  drop(): void;
  count(): number;
  close(): Promise<void>;
};

export function createSocketMode(world: World): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const open: WebSocket[] = [];
  const pending = new Map<string, Pending>();
  let turn = 0;

  const accept = (socket: WebSocket): void => {
    open.push(socket);
    changed(world);
    socket.on('message', (data) => receive(world, pending, String(data)));
    socket.on('close', () => {
      open.splice(open.indexOf(socket), 1);
      abandon(pending, socket);
      changed(world);
      if (open.length === 0) emit(world, { type: 'app_connection', connected: false }, 'everyone');
    });
    socket.send(JSON.stringify(hello(world, open.length)));
    if (open.length === 1) emit(world, { type: 'app_connection', connected: true }, 'everyone');
  };

  return {
    connected: () => open.length > 0,
    count: () => open.length,
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', world.url).searchParams.get('ticket') ?? '';
      if (!world.tickets.delete(ticket) || open.length >= MOST_CONNECTIONS) {
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, accept);
    },
    send(envelope, ms) {
      const socket = open[turn++ % Math.max(1, open.length)];
      if (!socket) {
        return Promise.resolve({ ok: false, error: 'dispatch_failed', reason: 'no_connection' });
      }
      const id = nextId(world, 'e');
      return new Promise((resolve) => {
        const timer = setTimeout(() => settle(TIMED_OUT), ms);
        const settle = (ack: Ack): void => {
          clearTimeout(timer);
          pending.delete(id);
          resolve(ack);
        };
        pending.set(id, { socket, settle });
        socket.send(JSON.stringify(wrap(id, envelope)));
      });
    },
    refresh(reason = 'refresh_requested') {
      for (const socket of open) socket.send(JSON.stringify({ type: 'disconnect', reason }));
    },
    drop() {
      for (const socket of [...open]) socket.terminate();
    },
    async close() {
      for (const { settle } of [...pending.values()]) settle({ ...CUT_OFF, final: true });
      await Promise.all(open.map(sayGoodbye));
      server.close();
    },
  };
}

/** A closing handshake, for as long as anyone is willing to wait for one. */
function sayGoodbye(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), 200);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(1001);
  });
}

const TIMED_OUT: Ack = { ok: false, error: 'operation_timeout', reason: 'timeout' };
const CUT_OFF = { ok: false, error: 'dispatch_failed', reason: 'connection_closed' } as const;

const hello = (world: World, connections: number) => ({
  type: 'hello',
  num_connections: connections,
  debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
  connection_info: { app_id: world.app.id },
});

const wrap = (id: string, { kind, payload, retry }: Envelope) => ({
  envelope_id: id,
  type: kind,
  payload,
  accepts_response_payload: kind !== 'events_api',
  ...(retry ? { retry_attempt: retry.number, retry_reason: retry.reason } : {}),
});

function receive(world: World, pending: Map<string, Pending>, data: string): void {
  const { envelope_id: id, payload } = JSON.parse(data) as {
    envelope_id?: string;
    payload?: object;
  };
  const waiting = pending.get(id ?? '');
  if (!waiting) {
    violation(world, `an acknowledgement that nothing waits for: late, or twice (${id})`);
    return;
  }
  const empty = payload === undefined || Object.keys(payload).length === 0;
  waiting.settle({ ok: true, body: empty ? undefined : payload });
}

/** What was on its way to a connection that is gone is lost. */
function abandon(pending: Map<string, Pending>, socket: WebSocket): void {
  for (const each of [...pending.values()]) {
    if (each.socket === socket) each.settle(CUT_OFF);
  }
}
