import { z } from 'zod';

import type { DeploymentFact, RepositoryFact, ReviewFact } from '../../core/facts.ts';
import { id, login, maybe, repository, text, time } from '../shapes.ts';
import { eventReader } from './event.ts';

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
const reported = created.extend({ deployment_status: status });

type Made = z.infer<typeof deployment>;

function factOf(made: Made, of: RepositoryFact, runId: number | null): DeploymentFact {
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
    runId,
    createdAt: made.created_at,
    updatedAt: made.created_at,
  };
}

/** A deployment as REST lists it, which tells neither its state nor its run. */
export function deploymentFact(body: unknown, of: RepositoryFact): DeploymentFact {
  return factOf(deployment.parse(body), of, null);
}

/** The same deployment with what a status says. */
export function statusOf(body: unknown, made: DeploymentFact): DeploymentFact {
  return withStatus(made, status.parse(body));
}

function withStatus(made: DeploymentFact, now: z.infer<typeof status>): DeploymentFact {
  return {
    ...made,
    ...(now.environment && { environment: now.environment }),
    state: now.state,
    url: now.log_url || now.target_url || now.environment_url || null,
    runId: made.runId ?? runOf(now.log_url) ?? runOf(now.target_url),
    updatedAt: now.created_at,
  };
}

/** `deployment`: one that has no status yet. */
export const deploymentDelivery = eventReader(created, (body) =>
  factOf(body.deployment, body.repository, body.workflow_run),
);

/** `deployment_status`. */
export const deploymentStatusDelivery = eventReader(reported, (body) =>
  withStatus(factOf(body.deployment, body.repository, body.workflow_run), body.deployment_status),
);

const reviewed = z.object({ repository, workflow_run: z.object({ id }) });

/** `deployment_review`, which GitHub Apps alone hear of. */
export const reviewDelivery = eventReader(
  reviewed,
  (body): ReviewFact => ({
    kind: 'review',
    repository: body.repository,
    runId: body.workflow_run.id,
  }),
);

/** The run whose page an address is of. */
function runOf(url: string | null): number | null {
  const digits = /\/actions\/runs\/(\d{1,15})\b/.exec(url ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}
