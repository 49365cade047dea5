import { account, type Box, commit, tip } from './box.ts';
import type { Pull, Repo } from './state.ts';

export type NewPull = {
  /** Where it comes from; default: the same repository. */
  head?: Repo | undefined;
  branch?: string | undefined;
  base?: string | undefined;
  number?: number | undefined;
  title?: string | undefined;
  body?: string | undefined;
  /** A login. */
  author?: string | undefined;
  files?: readonly string[] | undefined;
  draft?: boolean | undefined;
  at?: number | undefined;
};

/** Opens a pull request; a branch that has no commit of its own yet gets one. */
export function openPull(box: Box, repo: Repo, what: NewPull): Pull {
  const at = what.at ?? box.clock.now();
  const head = what.head ?? repo;
  const branch = what.branch ?? `feature-${repo.pulls.length + 1}`;
  const title = what.title ?? `Change ${branch}`;
  const author = what.author ?? head.owner.login;
  const base = what.base ?? repo.defaultBranch;
  const isNew = head !== repo || !repo.branches.has(branch);
  if (isNew) commit(box, head, { branch, message: title, author, files: what.files, at });
  const pull: Pull = {
    id: box.ids.next(),
    number: what.number ?? Math.max(0, ...repo.pulls.map((one) => one.number)) + 1,
    title,
    body: what.body ?? '',
    author: account(box, author),
    state: 'open',
    head: { branch, sha: tip(head, branch) ?? '', repo: head },
    base: { branch: base, sha: tip(repo, base) ?? '', repo },
    createdAt: at,
    updatedAt: at,
    mergedAt: null,
    mergeSha: null,
    draft: what.draft ?? false,
  };
  repo.pulls.push(pull);
  return pull;
}

/** Merges a pull request: its base branch gets one commit with the title as message. */
export function mergePull(box: Box, pull: Pull, by: string, at: number): Pull {
  const { repo, branch } = pull.base;
  const files = pull.head.repo.commits.get(pull.head.sha)?.files;
  const message = `${pull.title} (#${pull.number})`;
  const merged = commit(box, repo, { branch, message, author: by, files, at });
  return Object.assign(pull, {
    state: 'closed',
    mergedAt: at,
    updatedAt: at,
    mergeSha: merged.sha,
  } satisfies Partial<Pull>);
}
