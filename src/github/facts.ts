import { z } from 'zod';

import type { Fact } from '../core/facts.ts';
import { checkDelivery } from './events/check.ts';
import {
  deploymentDelivery,
  deploymentStatusDelivery,
  reviewDelivery,
} from './events/deployment.ts';
import type { EventReader } from './events/event.ts';
import { jobDelivery } from './events/job.ts';
import { pullRequestDelivery } from './events/pull-request.ts';
import { pushDelivery } from './events/push.ts';
import { runDelivery } from './events/run.ts';
import { projectionOf } from './projection.ts';

/** What a delivery says, or why it says nothing to us. */
export type Reading = { facts: Fact[] } | { ignored: string };

/** Of what nothing is read but that it came; its body may be anything. */
const bare = (read: () => Fact | string): EventReader => ({ shape: z.object({}), read });

const readers: Readonly<Record<string, EventReader>> = {
  workflow_run: runDelivery,
  workflow_job: jobDelivery,
  check_run: checkDelivery,
  push: pushDelivery,
  pull_request: pullRequestDelivery,
  deployment: deploymentDelivery,
  deployment_status: deploymentStatusDelivery,
  deployment_review: reviewDelivery,
  ping: bare(() => 'ping: GitHub reaches us'),
  installation: bare(() => ({ kind: 'access' })),
  installation_repositories: bare(() => ({ kind: 'access' })),
  installation_target: bare(() => 'installation_target: the account was renamed'),
};

const projections = new Map(
  Object.entries(readers).map(([event, { shape }]) => [event, projectionOf(shape)]),
);

/** Whether deliveries of this event are kept at all. */
export function isUsed(event: string): boolean {
  return projections.has(event);
}

/** As much of a webhook as `factsFrom` reads: of what GitHub sends a twelfth, and nobody's data that is not needed. */
export function readPartOf(event: string, body: unknown): unknown {
  return projections.get(event)?.(body);
}

/**
 * Reads one webhook: the only place that knows GitHub's shapes. `body` is the parsed JSON. Never
 * throws for what GitHub sends: a body without the essentials is ignored, and the reason names what
 * is missing.
 */
export function factsFrom(event: string, body: unknown): Reading {
  const reader = isUsed(event) ? readers[event] : undefined;
  if (!reader) return { ignored: `event ${event} is not used` };
  try {
    const read = reader.read(body);
    return typeof read === 'string' ? { ignored: read } : { facts: [read] };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return { ignored: `${event} without the essentials: ${fault(error)}` };
  }
}

function fault(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.') || 'body'}: ${issue.message}` : 'unknown';
}
