import { z } from 'zod';

import type { JobFact, RepositoryFact, StepFact } from '../../core/facts.ts';
import { ending, id, listOf, maybe, repository, text, time } from '../shapes.ts';
import { eventReader } from './event.ts';

const step = z
  .object({
    number: id,
    name: text,
    status: maybe(text),
    conclusion: maybe(text),
    started_at: maybe(time),
    completed_at: maybe(time),
  })
  .transform(
    (body): StepFact => ({
      number: body.number,
      name: body.name,
      ...ending(body),
      startedAt: body.started_at,
      completedAt: body.completed_at,
    }),
  );

const job = z.object({
  id,
  run_id: id,
  run_attempt: maybe(id),
  name: text,
  status: maybe(text),
  conclusion: maybe(text),
  created_at: maybe(time),
  started_at: maybe(time),
  completed_at: maybe(time),
  runner_name: maybe(text),
  labels: listOf(text),
  steps: listOf(step),
  html_url: maybe(text),
});

const delivery = z.object({ workflow_job: job, repository });

/** `workflow_job`. */
export const jobDelivery = eventReader(delivery, (body) =>
  factOf(body.workflow_job, body.repository),
);

/** A job as REST answers it. Throws a ZodError where the essentials are missing. */
export function jobFact(body: unknown, of: RepositoryFact): JobFact {
  return factOf(job.parse(body), of);
}

function factOf(body: z.infer<typeof job>, of: RepositoryFact): JobFact {
  const { progress, outcome } = ending(body);
  return {
    kind: 'job',
    repository: of,
    id: body.id,
    runId: body.run_id,
    attempt: body.run_attempt ?? 1,
    name: body.name,
    progress,
    outcome,
    createdAt: body.created_at,
    // A queued job carries the time it was made as its start.
    startedAt: progress === 'queued' ? null : body.started_at,
    completedAt: progress === 'completed' ? body.completed_at : null,
    runner: body.runner_name || null,
    labels: body.labels,
    steps: body.steps,
    url: body.html_url ?? `${of.url}/actions/runs/${body.run_id}/job/${body.id}`,
    ...(body.status === 'waiting' && { waiting: true as const }),
  };
}
