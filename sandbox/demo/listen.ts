import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const host = '127.0.0.1';

/**
 * Listens on loopback, on the first free port from `port` on; 0 takes any. Returns the port.
 * @throws when fifty in a row are taken
 */
export async function listen(server: Server, port: number): Promise<number> {
  for (let wanted = port; wanted < port + 50; wanted += 1) {
    if (await listensOn(server, wanted)) return (server.address() as AddressInfo).port;
  }
  throw new Error(`No free port from ${port} to ${port + 49}.`);
}

/** A port that was free a moment ago, for a process that must be told its own before it starts. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listensOn(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const done = (free: boolean) => {
      server.off('error', onError);
      resolve(free);
    };
    const onError = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') done(false);
      else reject(error);
    };
    server.on('error', onError);
    server.listen(port, host, () => done(true));
  });
}
