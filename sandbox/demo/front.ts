import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listen } from './listen.ts';
import { buildPage, type PageFile } from './page-files.ts';
import { proxy } from './proxy.ts';

export type Front = {
  url: string;
  /** Resolves when the page is built; rejects with why it could not be. */
  built: Promise<unknown>;
  /** From now on, paths that begin with `prefix` are answered by the server at `target`. */
  route(prefix: string, target: string): void;
  close(): Promise<void>;
};

/**
 * The one address of the demo: the page, and before it the servers that the page talks to. It
 * listens at once; a request for the page waits until the page is built.
 * @param port the port to try first; the next free one after it is taken
 */
export async function startFront(port: number): Promise<Front> {
  const routes = new Map<string, string>();
  const files = buildPage();
  files.catch(() => {});
  const server = createServer((request, response) => {
    const target = [...routes].find(([prefix]) => request.url?.startsWith(prefix))?.[1];
    if (target) proxy(request, response, target);
    else void servePage(files, request, response);
  });
  const taken = await listen(server, port);
  return {
    url: `http://localhost:${taken}`,
    built: files,
    route: (prefix, target) => void routes.set(prefix, target),
    close: () => closeServer(server),
  };
}

async function servePage(
  files: Promise<Map<string, PageFile>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const known = await files.catch(() => new Map<string, PageFile>());
  const file = known.get(path === '/' ? '/index.html' : path);
  if (!file) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
    return;
  }
  response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-cache' });
  response.end(file.body);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
