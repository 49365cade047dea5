import { z } from 'zod';

import type { CommitFact, PushFact } from '../../core/facts.ts';
import { listOf, maybe, repository, text, time } from '../shapes.ts';
import { eventReader } from './event.ts';

const author = maybe(z.object({ name: maybe(text), email: maybe(text), username: maybe(text) }));

const commit = z
  .object({
    id: text,
    message: text,
    timestamp: time,
    author,
    added: listOf(text),
    modified: listOf(text),
    removed: listOf(text),
  })
  .transform(
    (body): CommitFact => ({
      sha: body.id,
      message: body.message,
      authorName: body.author?.name ?? 'unknown',
      authorEmail: body.author?.email ?? null,
      authorLogin: body.author?.username ?? null,
      at: body.timestamp,
      files: [...body.added, ...body.modified, ...body.removed],
    }),
  );

const delivery = z.object({
  ref: text,
  before: text,
  after: text,
  deleted: maybe(z.boolean()),
  commits: listOf(commit),
  repository,
});

/** `push` to a branch. */
export const pushDelivery = eventReader(delivery, (body): PushFact | string => {
  const { repository: of, ref, before, after, commits } = body;
  if (!ref.startsWith('refs/heads/')) return 'push of a tag';
  if (body.deleted || /^0+$/.test(after)) return 'push that deletes a branch';
  const branch = ref.slice('refs/heads/'.length);
  return { kind: 'push', repository: of, branch, before, after, commits };
});
