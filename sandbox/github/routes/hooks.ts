import { type Answer, accepted, found, noContent, ok } from '../answers.ts';
import { type Call, param, repoOf, viewerAccount } from '../call.ts';
import { pingEvent } from '../events.ts';
import { listed } from '../pages.ts';
import type { Route } from '../router.ts';
import { deliveryItem, deliveryShape, hookConfig, hookShape } from '../shapes/hook.ts';
import type { Delivery, Target } from '../webhooks.ts';

const ofRepo = '/repos/{owner}/{repo}/hooks';
const ofApp = '/app/hook';

export const hookRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: ofRepo,
    handle: (call) => {
      const target = call.webhooks.target();
      return listed(call, target === undefined ? [] : [target], (one) => shape(call, one));
    },
  },
  {
    method: 'GET',
    template: `${ofRepo}/{hook_id}`,
    handle: (call) => ok(shape(call, hookOf(call))),
  },
  { method: 'GET', template: `${ofApp}/config`, handle: (call) => ok(hookConfig(hookOf(call))) },
  { method: 'POST', template: `${ofRepo}/{hook_id}/pings`, handle: ping },
  ...[`${ofRepo}/{hook_id}/deliveries`, `${ofApp}/deliveries`].flatMap(deliveryRoutes),
];

function deliveryRoutes(base: string): Route[] {
  return [
    { method: 'GET', template: base, handle: listDeliveries },
    {
      method: 'GET',
      template: `${base}/{delivery_id}`,
      handle: (call) => ok(deliveryShape(hookOf(call), deliveryOf(call))),
    },
    {
      method: 'POST',
      template: `${base}/{delivery_id}/attempts`,
      handle: (call) => {
        call.asks.background(call.webhooks.redeliver(deliveryOf(call).number));
        return accepted();
      },
    },
  ];
}

/** The one webhook that there is, or 404. */
function hookOf(call: Call): Target {
  const target = found(call.webhooks.target());
  const wanted = call.params['hook_id'];
  return found(wanted === undefined || Number(wanted) === target.id ? target : undefined);
}

function shape(call: Call, target: Target) {
  return hookShape(call.box, repoOf(call), target, call.webhooks.deliveries.at(-1));
}

function deliveryOf(call: Call): Delivery {
  const number = Number(param(call, 'delivery_id'));
  return found(call.webhooks.deliveries.find((one) => one.number === number));
}

/** Newest first, with a cursor in place of page numbers. */
function listDeliveries(call: Call): Answer {
  hookOf(call);
  const { box, query, request, webhooks } = call;
  const size = Math.min(Number(query.get('per_page') ?? 30), 100);
  const cursor = Number(query.get('cursor') ?? Number.POSITIVE_INFINITY);
  const rest = webhooks.deliveries.filter((one) => one.number < cursor).reverse();
  const shown = rest.slice(0, size);
  const next = `${box.url}${request.path}?per_page=${size}&cursor=${shown.at(-1)?.number}`;
  const link = rest.length > size ? { link: `<${next}>; rel="next"` } : {};
  return ok(shown.map(deliveryItem), link);
}

function ping(call: Call): Answer {
  const target = hookOf(call);
  const repo = repoOf(call);
  const sender = viewerAccount(call);
  call.asks.background(
    call.webhooks.send('ping', null, () =>
      pingEvent(call.box, { repo, sender, hook: shape(call, target) }),
    ),
  );
  return noContent();
}
