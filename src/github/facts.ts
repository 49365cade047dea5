import { z } from 'zod';

import type { Fact } from '../core/facts.ts';
import { checkDelivery } from './events/check.ts';
import {
  deploymentDelivery,
  deploymentStatusDelivery,
  reviewDelivery,
} from './events/deployment.ts';
import { jobDelivery } from './events/job.ts';
import { pullRequestDelivery } from './events/pull-request.ts';
import { pushDelivery } from './events/push.ts';
import { runDelivery } from './events/run.ts';

/** What a delivery says, or why it says nothing to us. */
export type Reading = { facts: Fact[] } | { ignored: string };

type Reader = (body: unknown) => Fact | string;

const readers: Readonly<Record<string, Reader>> = {
  workflow_run: runDelivery,
  workflow_job: jobDelivery,
  check_run: (body) => checkDelivery(body) ?? 'check run of another app than GitHub Actions',
  push: pushDelivery,
  pull_request: pullRequestDelivery,
  deployment: deploymentDelivery,
  deployment_status: deploymentStatusDelivery,
  deployment_review: reviewDelivery,
  ping: () => 'ping: GitHub reaches us',
  installation: () => ({ kind: 'access' }),
  installation_repositories: () => ({ kind: 'access' }),
  installation_target: () => 'installation_target: the account was renamed',
};

/** Whether deliveries of this event are kept at all. */
export function isUsed(event: string): boolean {
  return Object.hasOwn(readers, event);
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
    const read = reader(body);
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
