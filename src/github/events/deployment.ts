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

const by = maybe(z.object({ id }).transform((run) => run.id));
const created = z.object({ deployment, repository, workflow_run: by });
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
    runId: read.workflow_run,
    createdAt: made.created_at,
    updatedAt: made.created_at,
  };
}

/** `deployment_status`. Throws a ZodError where the essentials are missing. */
export function deploymentStatusDelivery(body: unknown): DeploymentFact {
  const now = reported.parse(body).deployment_status;
  const made = deploymentDelivery(body);
  return {
    ...made,
    ...(now.environment && { environment: now.environment }),
    state: now.state,
    url: now.log_url || now.target_url || now.environment_url || null,
    runId: made.runId ?? runOf(now.log_url) ?? runOf(now.target_url),
    updatedAt: now.created_at,
  };
}

/** The run whose page an address is of. */
function runOf(url: string | null): number | null {
  const digits = /\/actions\/runs\/(\d{1,15})\b/.exec(url ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}
