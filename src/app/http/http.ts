import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../../core/errors.ts';

/** A path and who answers there. */
export type Routes = Readonly<Record<string, RequestListener>>;

export type HttpServer = {
  /** Resolves with the port that it listens on. Rejects with a UserError where it is taken or not allowed. */
  start(port: number): Promise<number>;
  /** Lets requests under way end, for five seconds. */
  stop(): Promise<void>;
};

/** A whole request takes no longer than this. */
const requestTimeout = 30_000;
/**
 * A proxy sends a request on a connection that it believes to be open: where this end closes one
 * first, the request is lost, and GitHub sends no webhook a second time. So connections outlive the
 * ten minutes for which the most patient of the usual proxies (Google's) keeps them.
 */
const keepAliveTimeout = 620_000;

/** One server for everything that comes from outside. */
export function createHttpServer(routes: Routes): HttpServer {
  const underWay = new Set<ServerResponse>();
  const server = createServer({ requestTimeout, keepAliveTimeout }, (request, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const route = routes[path];
    if (route) route(request, response);
    else answer(response, 404, { error: 'not found' });
  });
  return {
    start: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', (error) => reject(cannotListen(port, error)));
        server.listen(port, () => resolve((server.address() as AddressInfo).port));
      }),
    stop() {
      // What is answered from now on is the last on its connection.
      for (const response of underWay) response.shouldKeepAlive = false;
      return close(server);
    },
  };
}

/** Why this port cannot be listened on, by the variable that names it. */
function cannotListen(port: number, error: NodeJS.ErrnoException): Error {
  if (error.code === 'EADDRINUSE')
    return new UserError(
      `PORT: ${port} is taken by another program, perhaps by another Baton.`,
      'End that one, or set PORT to a free one.',
    );
  if (error.code === 'EACCES')
    return new UserError(
      `PORT: ${port} may not be opened by the user whom Baton runs as.`,
      'Set PORT to one from 1024 on, and leave those below to a proxy.',
    );
  return error;
}

/** Answers JSON. */
export function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Answers what an asynchronous function gives; a throw is a 503, without detail. */
export function answering(
  give: (request: IncomingMessage) => Promise<{ status: number; type: string; body: string }>,
): RequestListener {
  return (request, response) => {
    give(request)
      .then(({ status, type, body }) =>
        response.writeHead(status, { 'content-type': type }).end(body),
      )
      .catch(() => answer(response, 503, { error: 'unavailable' }));
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), 5_000);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
