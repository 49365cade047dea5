import { z } from 'zod';

import type { PullRequestFact, RepositoryFact } from '../../core/facts.ts';
import { id, login, maybe, repository, text, time } from '../shapes.ts';
import { eventReader } from './event.ts';

const pull = z.object({
  number: id,
  title: text,
  user: login,
  head: z.object({ ref: text, sha: text }),
  base: z.object({ ref: text }),
  state: text,
  merged_at: maybe(time),
  merge_commit_sha: maybe(text),
  html_url: maybe(text),
  updated_at: time,
});

const delivery = z.object({ pull_request: pull, repository });

/** `pull_request`. */
export const pullRequestDelivery = eventReader(delivery, (body) =>
  factOf(body.pull_request, body.repository),
);

/** A pull request as REST answers it. Throws a ZodError where the essentials are missing. */
export function pullRequestFact(body: unknown, of: RepositoryFact): PullRequestFact {
  return factOf(pull.parse(body), of);
}

function factOf(body: z.infer<typeof pull>, of: RepositoryFact): PullRequestFact {
  const merged = body.merged_at !== null;
  return {
    kind: 'pull_request',
    repository: of,
    number: body.number,
    title: body.title,
    author: body.user,
    branch: body.head.ref,
    base: body.base.ref,
    sha: body.head.sha,
    state: merged ? 'merged' : body.state === 'closed' ? 'closed' : 'open',
    // Before the merge this is GitHub's trial merge, which no branch holds.
    mergeSha: merged ? body.merge_commit_sha : null,
    url: body.html_url ?? `${of.url}/pull/${body.number}`,
    updatedAt: body.updated_at,
  };
}
