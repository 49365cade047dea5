import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type Args, decodeArgs } from '../methods/args.ts';
import { METHODS } from '../methods/index.ts';
import { needScope } from '../methods/lookup.ts';
import type { Method } from '../methods/method.ts';
import type { FaultRule, Json } from '../wire.ts';
import { RateLimited, SlackError } from '../world/errors.ts';
import { violation, type World } from '../world/world.ts';
import type { Call, CallLog } from './calls.ts';
import type { PickFault } from './faults.ts';
import { parseBody, type Reply, readBody, sendJson } from './http.ts';
import type { Limits } from './limits.ts';

export type ApiParts = { world: World; limits: Limits; calls: CallLog; pick: PickFault };

/** Answers `POST /api/<method>` (and GET, for the curious) as Slack does: 200 for all but 429. */
export function createApi(parts: ApiParts) {
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const name = url.pathname.slice('/api/'.length);
    const body = parseBody(await readBody(request), request.headers['content-type'] ?? '');
    const { token: given, ...sent } = { ...Object.fromEntries(url.searchParams), ...body };
    const args = decodeArgs(sent);
    const token = request.headers.authorization?.replace(/^Bearer\s+/i, '') ?? given;
    const call: Call = { method: name, args, result: undefined, at: parts.world.clock.now() };
    parts.calls.all.push(call);
    const fault = parts.pick(name);
    if (fault) call.fault = fault.kind;
    if (fault?.kind === 'slow') await wait(fault.ms ?? 1000);
    if (fault?.kind === 'drop_before') return hangUp(request);
    const reply =
      faultReply(fault) ?? answer(parts, name, { args, token, broken: body === undefined });
    call.result = reply.body;
    if (fault?.kind === 'drop_after') return hangUp(request);
    sendJson(response, reply);
  };
}

/** What a fault answers in the method's place. */
function faultReply(fault: FaultRule | undefined): Reply | undefined {
  if (fault?.kind === 'rate_limit') return tooMany(fault.retryAfter ?? 1);
  if (fault?.kind !== 'error') return undefined;
  return ok({ ok: false, error: fault.error ?? 'internal_error' });
}

const ok = (body: Json, headers: Record<string, string> = {}): Reply => ({
  status: 200,
  body,
  headers,
});

const tooMany = (seconds: number): Reply => ({
  status: 429,
  body: { ok: false, error: 'ratelimited' },
  headers: { 'retry-after': String(seconds) },
});

function hangUp(request: IncomingMessage): void {
  request.socket.destroy();
}

type Asked = { args: Args; token: unknown; broken: boolean };

function answer(parts: ApiParts, name: string, asked: Asked): Reply {
  const { world } = parts;
  const headers = {
    'x-oauth-scopes': [...(world.app.scopes ?? ALL_SCOPES)].join(','),
    'x-accepted-oauth-scopes': METHODS.get(name)?.scopes.join(',') ?? '',
  };
  try {
    return ok({ ok: true, ...run(parts, name, asked) }, headers);
  } catch (error) {
    if (error instanceof RateLimited) return tooMany(error.retryAfter);
    if (!(error instanceof SlackError)) throw error;
    blame(world, name, error);
    return ok({ ok: false, error: error.code, ...error.extra }, headers);
  }
}

/** Refusals that no state of the world excuses: the app should have known better. */
const BLAMED = new Set([
  'exchanged_trigger_id',
  'expired_trigger_id',
  'invalid_arguments',
  'invalid_attachments',
  'invalid_blocks',
  'invalid_blocks_format',
  'markdown_text_conflict',
  'metadata_too_large',
  'missing_scope',
  'msg_blocks_too_long',
  'no_text',
  'unknown_method',
]);

/** Asking `blocks.validate` is wise, and so is finding out that a workspace has no charts. */
function blame(world: World, name: string, { code, extra }: SlackError): void {
  if (!BLAMED.has(code) || name === 'blocks.validate') return;
  if (isForCharts(world, extra)) return;
  const { messages = [] } = (extra['response_metadata'] ?? {}) as { messages?: string[] };
  const why = [...messages, ...(extra['needed'] ? [`needs ${extra['needed']}`] : [])];
  violation(world, [`${name}: ${code}`, ...why].join(' '));
}

/** Whether charts alone were refused, by a workspace that has none. */
export function isForCharts(world: World, extra: Json): boolean {
  const { messages = [] } = (extra['response_metadata'] ?? {}) as { messages?: string[] };
  const charts = messages.filter((line) => line.includes('unsupported type: data_visualization'));
  return world.refuseCharts && messages.length > 0 && charts.length === messages.length;
}

/** In Slack's order: the method, the token, the scope, the limit, and only then the arguments. */
function run(parts: ApiParts, name: string, { args, token, broken }: Asked): Json {
  const method = METHODS.get(name);
  if (!method) throw new SlackError('unknown_method', { req_method: name });
  checkToken(parts.world, method, token);
  needScope(parts.world, ...method.scopes);
  parts.limits.spend(name, method.tier);
  if (broken) throw new SlackError('invalid_json');
  return method.run(parts, args);
}

function checkToken(world: World, method: Method, token: unknown): void {
  if (token === undefined || token === '') throw new SlackError('not_authed');
  const wanted = method.token === 'app' ? world.appToken : world.botToken;
  if (token === wanted) return;
  const known = token === world.appToken || token === world.botToken;
  throw new SlackError(known ? 'not_allowed_token_type' : 'invalid_auth');
}

const ALL_SCOPES = [
  ...new Set([
    ...[...METHODS.values()].flatMap((method) => method.scopes),
    'app_mentions:read',
    'chat:write.customize',
    'chat:write.public',
    'commands',
    'metadata.message:read',
    'reactions:read',
  ]),
];
