import { z } from 'zod';

import type { CommitFact, RepositoryFact, RunFact } from '../../core/facts.ts';
import { firstLine } from '../../core/text.ts';
import { ending, id, listOf, login, maybe, repository, text, time } from '../shapes.ts';
import { eventReader } from './event.ts';

const commit = z
  .object({
    id: text,
    message: text,
    timestamp: time,
    author: maybe(z.object({ name: maybe(text), email: maybe(text) })),
  })
  .transform(
    (body): CommitFact => ({
      sha: body.id,
      message: body.message,
      authorName: body.author?.name ?? 'unknown',
      authorEmail: body.author?.email ?? null,
      authorLogin: null,
      at: body.timestamp,
      files: null,
    }),
  );

const inRepository = maybe(z.object({ repo: maybe(z.object({ id })) }));

const run = z.object({
  id,
  run_number: id,
  run_attempt: maybe(id),
  workflow_id: id,
  name: maybe(text),
  path: maybe(text),
  display_title: maybe(text),
  head_branch: maybe(text),
  head_sha: text,
  head_repository: maybe(z.object({ full_name: text })),
  head_commit: maybe(commit),
  event: text,
  actor: login,
  triggering_actor: login,
  pull_requests: listOf(z.object({ number: id, base: inRepository })),
  repository: maybe(z.object({ id })),
  status: maybe(text),
  conclusion: maybe(text),
  created_at: time,
  run_started_at: maybe(time),
  updated_at: maybe(time),
  html_url: maybe(text),
});
type RunBody = z.infer<typeof run>;

const workflow = maybe(z.object({ name: maybe(text), path: maybe(text) }));
const delivery = z.object({ workflow_run: run, workflow, repository });

/** `workflow_run`. */
export const runDelivery = eventReader(delivery, (body) =>
  factOf(body.workflow_run, body.repository, body.workflow),
);

/** A run as REST answers it. Throws a ZodError where the essentials are missing. */
export function runFact(body: unknown, of: RepositoryFact): RunFact {
  return factOf(run.parse(body), of, null);
}

function factOf(body: RunBody, of: RepositoryFact, described: z.infer<typeof workflow>): RunFact {
  const path = (body.path || described?.path || '').replace(/@.*$/, '');
  const name = body.name || described?.name || path || `workflow ${body.workflow_id}`;
  return {
    kind: 'run',
    repository: of,
    id: body.id,
    number: body.run_number,
    attempt: body.run_attempt ?? 1,
    workflow: { id: body.workflow_id, name, path },
    branch: body.head_branch,
    headRepository: body.head_repository?.full_name ?? null,
    sha: body.head_sha,
    event: body.event,
    title: body.display_title || firstLine(body.head_commit?.message ?? '') || name,
    actor: body.actor,
    triggeredBy: body.triggering_actor ?? body.actor,
    pullRequest: pullRequestOf(body),
    ...ending(body),
    createdAt: body.created_at,
    startedAt: body.run_started_at ?? body.created_at,
    updatedAt: body.updated_at ?? body.run_started_at ?? body.created_at,
    url: body.html_url ?? `${of.url}/actions/runs/${body.id}`,
    commit: body.head_commit,
  };
}

/** GitHub also lists pull requests that offer this branch to other repositories; those are not ours. */
function pullRequestOf(body: RunBody): number | null {
  const ours = body.pull_requests.find((pull) => {
    const base = pull.base?.repo?.id;
    return base === undefined || !body.repository || base === body.repository.id;
  });
  return ours?.number ?? null;
}
