import { noContent, notFound, refused } from '../answers.ts';
import { type Call, field, param } from '../call.ts';
import type { Route } from '../router.ts';

/** An app ends a person's token; it says who it is by its id and secret. */
export const tokenRoutes: readonly Route[] = [
  { method: 'DELETE', template: '/applications/{client_id}/token', handle: endToken },
];

function endToken(call: Call) {
  const [, basic = ''] = /^basic (.+)$/i.exec(call.request.headers.authorization ?? '') ?? [];
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  if (id !== param(call, 'client_id') || !call.devices.matches(id, secret)) return notFound();
  const token = field(call, 'access_token');
  if (typeof token !== 'string') return refused(422, 'Validation Failed');
  return call.devices.end(token) ? noContent() : notFound();
}
