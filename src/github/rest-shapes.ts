import { z } from 'zod';

import type { CommitFact } from '../core/facts.ts';
import type { Annotation, Artifact } from './api.ts';
import { id, listOf, login, maybe, text, time } from './shapes.ts';

export const commit = z
  .object({
    sha: text,
    commit: z.object({
      message: text,
      author: maybe(z.object({ name: maybe(text), email: maybe(text), date: maybe(time) })),
      committer: maybe(z.object({ date: maybe(time) })),
    }),
    author: login,
  })
  .transform(
    ({ sha, commit: { message, author, committer }, author: authorLogin }): CommitFact => ({
      sha,
      message,
      authorName: author?.name ?? authorLogin ?? 'unknown',
      authorEmail: author?.email ?? null,
      authorLogin,
      at: committer?.date ?? author?.date ?? 0,
      files: null,
    }),
  );

/** The commits of a comparison. Its list of files is of all commits together, so it tells of one only when it is alone. */
export const commits = z
  .object({
    commits: z.array(commit),
    files: listOf(z.object({ filename: text })),
  })
  .transform(({ commits: list, files }): CommitFact[] =>
    list.length === 1 ? list.map((one) => ({ ...one, files: files.map(nameOf) })) : list,
  );

function nameOf(file: { filename: string }): string {
  return file.filename;
}

export const annotation = z
  .object({
    path: text,
    start_line: id,
    annotation_level: z.enum(['notice', 'warning', 'failure']).catch('notice'),
    title: maybe(text),
    message: maybe(text),
  })
  .transform(
    (body): Annotation => ({
      path: body.path,
      line: body.start_line,
      level: body.annotation_level,
      title: body.title || null,
      message: body.message ?? '',
    }),
  );

/** One that has expired is only a name. */
export const artifacts = z
  .object({
    artifacts: z.array(z.object({ name: text, size_in_bytes: id, expired: z.boolean() })),
  })
  .transform(({ artifacts: list }): Artifact[] =>
    list
      .filter(({ expired }) => !expired)
      .map(({ name, size_in_bytes: bytes }) => ({ name, bytes })),
  );
