import type { Handler, Incoming, Outgoing } from '../github/http.ts';
import type { News, Newspaper } from './news.ts';

type Served = {
  actions: readonly { name: string; title: string; description: string }[];
  news: Newspaper;
  /** Undefined for an act that nobody knows; `nothing` says why there was nothing to do. */
  begin(name: string): Promise<{ nothing?: string } | undefined>;
};

const unknownAction = { ok: false, error: 'unknown_action' };

/** The panel of the page: what can be made to happen, making it happen, and what did. */
export function worldHandler({ actions, news, begin }: Served): Handler {
  return async (request, { response }) => {
    const headers = allowed(request);
    const json = { ...headers, 'content-type': 'application/json' };
    const say = (status: number, body: object): Outgoing => ({
      status,
      headers: json,
      body: JSON.stringify(body),
    });
    if (request.method === 'OPTIONS') return { status: 204, headers };
    const route = `${request.method} ${request.path}`;
    if (route === 'GET /world/actions') return say(200, { actions });
    if (route === 'POST /world/do') {
      const begun = await begin(actionOf(request.body));
      return begun ? say(200, { ok: true, ...begun }) : say(404, unknownAction);
    }
    if (route !== 'GET /world/events') return say(404, { ok: false, error: 'not_found' });
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    });
    const send = (one: News) => response.write(`data: ${JSON.stringify(one)}\n\n`);
    response.write(':\n\n');
    for (const one of news.list.slice(0, 12).reverse()) send(one);
    response.once('close', news.listen(send));
    return 'taken';
  };
}

function actionOf(body: unknown): string {
  const action = typeof body === 'object' && body !== null && 'action' in body ? body.action : '';
  return String(action);
}

/** Pages of this machine may ask, others may not. */
function allowed({ headers }: Incoming): Record<string, string> {
  const { origin } = headers;
  if (origin === undefined || !/^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin))
    return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-headers': 'content-type',
    vary: 'origin',
  };
}
