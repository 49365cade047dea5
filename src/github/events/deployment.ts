import { z } from 'zod';

import type { DeploymentFact } from '../../core/facts.ts';
import { id, login, maybe, repository, text, time } from '../shapes.ts';

const deployment = z.object({
  id,
  sha: text,
  ref: text,
  environment: text,
  creator: login,
  created_at: time,
});

const status = z.object({
  state: text,
  environment: maybe(text),
  log_url: maybe(text),
  target_url: maybe(text),
  environment_url: maybe(text),
  created_at: time,
});

const created = z.object({ deployment, repository });
const reported = z.object({ deployment, deployment_status: status, repository });

/** `deployment`: one that has no status yet. Throws a ZodError where the essentials are missing. */
export function deploymentDelivery(body: unknown): DeploymentFact {
  const read = created.parse(body);
  const { deployment: made, repository: of } = read;
  return {
    kind: 'deployment',
    repository: of,
    id: made.id,
    environment: made.environment,
    sha: made.sha,
    ref: made.ref,
    creator: made.creator,
    state: null,
    url: null,
    createdAt: made.created_at,
    updatedAt: made.created_at,
  };
}

/** `deployment_status`. Throws a ZodError where the essentials are missing. */
export function deploymentStatusDelivery(body: unknown): DeploymentFact {
  const now = reported.parse(body).deployment_status;
  return {
    ...deploymentDelivery(body),
    ...(now.environment && { environment: now.environment }),
    state: now.state,
    url: now.log_url || now.target_url || now.environment_url || null,
    updatedAt: now.created_at,
  };
}
