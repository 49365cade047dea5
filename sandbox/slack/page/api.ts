import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Desk } from '../people/gestures.ts';
import type { Faults } from '../web/faults.ts';
import { parseBody, readBody, sendJson } from '../web/http.ts';
import type { FaultsRequest, Json } from '../wire.ts';
import type { World } from '../world/world.ts';
import { ACTS, Refused, userOf, visibleChannel } from './acts.ts';
import { createPageEvents } from './events.ts';
import { channelMessages, stateFor, threadMessages } from './state.ts';

/** The routes of ./wire.ts under `/sandbox/`. */
export function createPageApi(desk: Desk, faults: Faults) {
  const { world } = desk;
  const events = createPageEvents(world);

  const get = (url: URL): object => {
    if (url.pathname === '/sandbox/faults') return { faults: faults.list() };
    const user = userOf(world, url.searchParams.get('user'));
    const [, kind, id = '', part, ts = ''] = url.pathname.slice('/sandbox'.length).split('/');
    if (kind === 'state') return stateFor(world, user);
    if (kind !== 'channels') throw new Refused(404, 'unknown_route');
    const channel = visibleChannel(world, id, user);
    if (part === 'threads') return threadMessages(world, channel, ts, user.id);
    const before = url.searchParams.get('before');
    const limit = Number(url.searchParams.get('limit') ?? 100);
    const slice = { user: user.id, limit, ...(before === null ? {} : { before }) };
    return channelMessages(world, channel, slice);
  };

  const post = async (request: IncomingMessage, url: URL): Promise<object> => {
    const body = parseBody(await readBody(request), 'application/json');
    const route = url.pathname.slice('/sandbox/'.length);
    if (!body) throw new Refused(400, 'invalid_json');
    if (route === 'faults') {
      const { faults: rules, refuseCharts = false } = body as FaultsRequest;
      faults.set(...rules);
      world.refuseCharts = refuseCharts;
      return { ok: true };
    }
    const act = Object.hasOwn(ACTS, route) ? ACTS[route] : undefined;
    if (!act) throw new Refused(404, 'unknown_route');
    userOf(world, String(body['user']));
    return act(desk, body);
  };

  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<void> => {
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
    } else if (url.pathname.startsWith('/sandbox/files/')) {
      sendFile(world, response, url);
    } else if (url.pathname === '/sandbox/events') {
      const user = userOf(world, url.searchParams.get('user'));
      events.open(request, response, user.id);
    } else {
      sendJson(response, found(request.method === 'GET' ? get(url) : await post(request, url)));
    }
  };

  return {
    close: events.close,
    async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
      allowLoopback(request, response);
      try {
        await answer(request, response, url);
      } catch (error) {
        const status = error instanceof Refused ? error.status : 404;
        const reason = error instanceof Error ? error.message : 'failed';
        sendJson(response, { status, body: { ok: false, error: reason } });
      }
    },
  };
}

const found = (body: object) => ({ status: 200, body: body as Json });

/** The page may be served from another port of this machine, and from nowhere else. */
function allowLoopback(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  if (!origin || !/^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin)) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-headers', 'content-type, last-event-id');
  response.setHeader('access-control-allow-methods', 'GET, POST');
  response.setHeader('vary', 'origin');
}

function sendFile(world: World, response: ServerResponse, url: URL): void {
  const file = world.files.get(url.pathname.split('/').at(-1) ?? '');
  if (!file?.content) throw new Refused(404, 'file_not_found');
  // Nothing that was uploaded may run as part of the page.
  response.writeHead(200, {
    'content-type': file.mimetype,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
  });
  response.end(file.content);
}
