import type { Box } from './box.ts';
import type { Commit, FileChange, Repo } from './state.ts';

/** A commit by sha (seven digits or more), branch, tag, `heads/branch` or `tags/tag`; forks share their commits. */
export function findCommit(box: Box, repo: Repo, ref: string): Commit | undefined {
  const name = ref.replace(/^(refs\/)?(heads|tags)\//, '');
  const sha = repo.branches.get(name) ?? repo.tags.get(name) ?? name;
  const family = [repo, ...[...box.repos.values()].filter((one) => one.name === repo.name)];
  for (const one of family) {
    const exact = one.commits.get(sha);
    if (exact !== undefined) return exact;
  }
  return /^[0-9a-f]{7,39}$/.test(sha) ? byPrefix(repo, sha) : undefined;
}

function byPrefix(repo: Repo, prefix: string): Commit | undefined {
  for (const commit of repo.commits.values()) if (commit.sha.startsWith(prefix)) return commit;
  return undefined;
}

/** A commit and those before it, newest first. */
export function* historyOf(box: Box, repo: Repo, from: Commit): Generator<Commit> {
  let at: Commit | undefined = from;
  while (at !== undefined) {
    yield at;
    const [parent]: readonly string[] = at.parents;
    at = parent === undefined ? undefined : findCommit(box, repo, parent);
  }
}

export type Comparison = {
  mergeBase: Commit;
  /** On head and not on base, oldest first. */
  ahead: Commit[];
  behind: number;
  status: 'ahead' | 'behind' | 'identical' | 'diverged';
  files: FileChange[];
};

/** What `base...head` says; undefined when they have nothing in common. */
export function compare(box: Box, repo: Repo, base: Commit, head: Commit): Comparison | undefined {
  const below = new Map<string, number>();
  for (const one of historyOf(box, repo, base)) below.set(one.sha, below.size);
  const ahead: Commit[] = [];
  for (const one of historyOf(box, repo, head)) {
    const behind = below.get(one.sha);
    if (behind === undefined) {
      ahead.push(one);
      continue;
    }
    const status = statusOf(ahead.length, behind);
    return { mergeBase: one, ahead: ahead.reverse(), behind, status, files: merged(ahead) };
  }
  return undefined;
}

function statusOf(ahead: number, behind: number): Comparison['status'] {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

function merged(commits: readonly Commit[]): FileChange[] {
  const files = new Map<string, FileChange>();
  for (const file of commits.flatMap((commit) => commit.files)) {
    const before = files.get(file.path);
    const additions = (before?.additions ?? 0) + file.additions;
    const deletions = (before?.deletions ?? 0) + file.deletions;
    files.set(file.path, { ...file, additions, deletions });
  }
  return [...files.values()];
}
