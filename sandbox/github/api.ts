import { type Answer, etagOf, notFound, Refusal, refused } from './answers.ts';
import type { Asks } from './asks.ts';
import { type Auth, nobody, type Viewer } from './auth.ts';
import type { Box } from './box.ts';
import type { Devices } from './device.ts';
import type { Faults } from './faults.ts';
import type { Incoming, Outgoing } from './http.ts';
import { shaOf } from './ids.ts';
import { type Limits, rateLimited } from './limits.ts';
import type { Requests } from './requests.ts';
import { createRouter, type Match, type Route } from './router.ts';
import type { Webhooks } from './webhooks.ts';

export type Parts = {
  box: Box;
  webhooks: Webhooks;
  asks: Asks;
  auth: Auth;
  devices: Devices;
  limits: Limits;
  faults: Faults;
  requests: Requests;
  scopes: readonly string[];
};

/** The REST API: faults, authentication, the budget, the route, and the headers of every answer. */
export function createApi(parts: Parts, routes: readonly Route[]) {
  const { box, auth, faults, requests } = parts;
  const find = createRouter(routes);
  return async (request: Incoming, path: string): Promise<Outgoing | 'drop'> => {
    const match = find(request.method, path);
    const fault = faults.meet(path, request.method);
    const viewer = auth.viewer(request.headers.authorization);
    const whole = () => answered(parts, request, viewer, match);
    const made = fault?.done === true ? await whole() : undefined;
    const answer = (await fault?.strike()) ?? made ?? (await whole());
    requests.note({
      method: request.method,
      path,
      query: request.query.toString(),
      template: match?.route.template ?? null,
      status: answer === 'drop' ? 0 : answer.status,
      conditional: request.headers['if-none-match'] !== undefined,
      at: box.clock.now(),
    });
    if (answer === 'drop') return 'drop';
    return finished(parts, answer, 'kind' in viewer ? viewer : nobody);
  };
}

async function answered(
  parts: Parts,
  request: Incoming,
  viewer: Viewer | Answer,
  match: Match | undefined,
): Promise<Answer> {
  if ('status' in viewer) return viewer;
  const free = match?.route.template === '/rate_limit';
  const budget = parts.limits.of(viewer);
  if (budget && !free && budget.used >= budget.limit) return rateLimited(viewer.login);
  const answer = unchanged(request, await routed(parts, request, viewer, match));
  if (budget && answer.status !== 304 && !free) budget.used += 1;
  return answer;
}

async function routed(
  parts: Parts,
  request: Incoming,
  viewer: Viewer,
  match: Match | undefined,
): Promise<Answer> {
  if (match === undefined) return notFound();
  if (request.body === null) return refused(400, 'Problems parsing JSON');
  const denial = denied(request, viewer, match.route);
  if (denial !== undefined) return denial;
  const { box, webhooks, asks } = parts;
  const { params } = match;
  const call = {
    box,
    webhooks,
    asks,
    auth: parts.auth,
    devices: parts.devices,
    limits: parts.limits,
    request,
    params,
    query: request.query,
    viewer,
  };
  try {
    return await match.route.handle(call);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

/** Acting needs more than looking. */
function denied({ method }: Incoming, viewer: Viewer, route: Route): Answer | undefined {
  const acting = method !== 'GET' && route.template.startsWith('/repos/');
  if (!acting || viewer.acts) return undefined;
  if (viewer.kind === 'anonymous') return refused(401, 'Requires authentication');
  if (viewer.kind === 'token') return refused(403, 'Must have admin rights to Repository.');
  return refused(403, 'Resource not accessible by integration');
}

/** 304 when the asker already holds what the answer says. */
function unchanged(request: Incoming, answer: Answer): Answer {
  if (request.method !== 'GET' || answer.status !== 200) return answer;
  const etag = etagOf(answer.text ?? JSON.stringify(answer.body));
  const headers = { ...answer.headers, etag, 'cache-control': 'private, max-age=60, s-maxage=60' };
  if (request.headers['if-none-match'] === etag) return { status: 304, headers };
  return { ...answer, headers };
}

function finished(parts: Parts, answer: Answer, viewer: Viewer): Outgoing {
  const { box, limits, scopes } = parts;
  const has = answer.body !== undefined;
  return {
    status: answer.status,
    headers: {
      ...(has && { 'content-type': 'application/json; charset=utf-8' }),
      ...(viewer.kind === 'token' && { 'x-oauth-scopes': scopes.join(', ') }),
      ...limits.headers(limits.of(viewer)),
      date: new Date(box.clock.now()).toUTCString(),
      server: 'github.com',
      'x-github-api-version-selected': '2022-11-28',
      'x-github-media-type': 'github.v3; format=json',
      'x-github-request-id': shaOf(box.ids.next()).slice(0, 20).toUpperCase(),
      ...answer.headers,
    },
    ...(has && { body: JSON.stringify(answer.body) }),
    ...(answer.text !== undefined && { body: answer.text }),
  };
}
