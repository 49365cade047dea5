import type { Box } from '../box.ts';
import { iso } from '../ids.ts';
import type { Repo } from '../state.ts';
import type { Delivery, Target } from '../webhooks.ts';

const events = ['check_run', 'deployment', 'deployment_status', 'pull_request', 'push'];

/** `hook`: the webhook of a repository, its secret hidden. */
export function hookShape(box: Box, repo: Repo, target: Target, last?: Delivery) {
  const url = `${box.apiUrl}/repos/${repo.fullName}/hooks/${target.id}`;
  return {
    type: 'Repository',
    id: target.id,
    name: 'web',
    active: true,
    events: [...events, 'workflow_job', 'workflow_run'],
    config: hookConfig(target),
    updated_at: iso(target.since),
    created_at: iso(target.since),
    url,
    test_url: `${url}/test`,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
    last_response: {
      code: last?.status ?? null,
      status: last === undefined ? 'unused' : statusOf(last),
      message: last?.error ?? null,
    },
  };
}

/** `webhook-config`. */
export function hookConfig(target: Target) {
  const secret = target.secret === '' ? {} : { secret: '********' };
  return { content_type: 'json', insecure_ssl: '0', url: target.url, ...secret };
}

/** `hook-delivery-item`: a delivery in a list. */
export function deliveryItem(delivery: Delivery) {
  return {
    id: delivery.number,
    guid: delivery.id,
    delivered_at: iso(delivery.at),
    redelivery: delivery.redelivery,
    duration: Math.round(delivery.took) / 1000,
    status: statusOf(delivery),
    status_code: delivery.status ?? 0,
    event: delivery.event,
    action: delivery.action,
    installation_id: null,
    repository_id: null,
    throttled_at: null,
  };
}

/** `hook-delivery`: one delivery with what was sent. */
export function deliveryShape(target: Target, delivery: Delivery) {
  return {
    ...deliveryItem(delivery),
    url: target.url,
    request: {
      headers: { 'X-GitHub-Delivery': delivery.id, 'X-GitHub-Event': delivery.event },
      payload: delivery.payload,
    },
    response: { headers: {}, payload: '' },
  };
}

function statusOf({ status, error }: Delivery): string {
  if (status === null) return error === null ? 'pending' : 'failed to connect to host';
  return status < 300 ? 'OK' : `Invalid HTTP Response: ${status}`;
}
