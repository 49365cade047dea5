import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server of response URLs, which notes how long each waited for its answer. */
export type Answers = {
  /** A new response URL. */
  ask(): string;
  /** ms from asking to the answer, of those that came. */
  waits: number[];
  /** @throws where fewer came within that time */
  came(count: number, withinMs: number): Promise<void>;
  close(): void;
};

export async function serveAnswers(): Promise<Answers> {
  const asked = new Map<string, number>();
  const waits: number[] = [];
  const server = createServer((request, response) => {
    const since = asked.get(request.url ?? '');
    if (since !== undefined && asked.delete(request.url ?? '')) {
      waits.push(performance.now() - since);
    }
    request.resume().on('end', () => response.end('ok'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let last = 0;
  return {
    waits,
    ask() {
      last += 1;
      asked.set(`/${last}`, performance.now());
      return `http://127.0.0.1:${port}/${last}`;
    },
    async came(count, withinMs) {
      const end = performance.now() + withinMs;
      while (waits.length < count) {
        if (performance.now() > end) throw new Error(`${waits.length} of ${count} answers came`);
        await sleep(20);
      }
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
