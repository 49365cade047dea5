import type { IncomingMessage, ServerResponse } from 'node:http';
import { changed, type World } from '../world/world.ts';
import { parseBody, readBody, sendJson } from './http.ts';
import { postToResponseUrl } from './response-urls.ts';
import { receiveUpload } from './uploads.ts';

type Handle = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;
type Parts = { world: World; api: Handle; page: { handle: Handle } };

/** Who answers which path. A crash answers 500, as Slack's do, and is printed. */
export function routes({ world, api, page }: Parts) {
  const choose = async (
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<void> => {
    const [, first = '', , id = ''] = url.pathname.split('/');
    if (first === 'api') return api(request, response, url);
    if (first === 'sandbox') return page.handle(request, response, url);
    if (first === 'upload') return receiveUpload(world, request, response, id);
    if (first === 'commands' || first === 'actions') {
      const body = parseBody(await readBody(request), 'application/json');
      return sendJson(response, postToResponseUrl(world, id, body));
    }
    sendJson(response, { status: 404, body: { ok: false, error: 'not_found' } });
  };
  return (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', world.url);
    choose(request, response, url)
      .catch((error: unknown) => {
        console.error('the Slack workspace failed:', error);
        if (response.headersSent) response.destroy();
        else sendJson(response, { status: 500, body: { ok: false, error: 'internal_error' } });
      })
      .finally(() => changed(world));
  };
}
