import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WireEvent } from '../wire.ts';
import type { Audience, World } from '../world/world.ts';

/** What a page that lost its connection can still be told. */
const KEPT = 1000;

type Kept = { id: number; event: WireEvent; audience: Audience };

const mayHear = (audience: Audience, user: string): boolean =>
  audience === 'everyone' || audience.includes(user);

/** Server-Sent Events: the changes of the workspace as one person may see them. */
export function createPageEvents(world: World) {
  const kept: Kept[] = [];
  const pages = new Map<ServerResponse, string>();
  let last = 0;

  world.listeners.add((event, audience) => {
    last += 1;
    kept.push({ id: last, event, audience });
    if (kept.length > KEPT) kept.shift();
    for (const [page, user] of pages) if (mayHear(audience, user)) write(page, last, event);
  });

  return {
    open(request: IncomingMessage, response: ServerResponse, user: string): void {
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache',
        'x-accel-buffering': 'no',
      });
      const seen = Number(request.headers['last-event-id'] ?? Number.NaN);
      const missed = seen < last - kept.length || seen > last;
      write(response, last, missed ? { type: 'reset' } : { type: 'hello' });
      if (!missed) {
        const since = kept.filter(({ id, audience }) => id > seen && mayHear(audience, user));
        for (const { id, event } of since) write(response, id, event);
      }
      pages.set(response, user);
      response.on('close', () => pages.delete(response));
    },
    close(): void {
      for (const page of pages.keys()) page.end();
    },
  };
}

function write(page: ServerResponse, id: number, event: WireEvent): void {
  page.write(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`);
}
