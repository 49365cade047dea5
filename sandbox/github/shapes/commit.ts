import type { Box } from '../box.ts';
import { iso, nodeId } from '../ids.ts';
import type { Commit, FileChange, Repo } from '../state.ts';
import { simpleUser } from './account.ts';

/** `simple-commit`: the commit inside a run; null when the sha is not known. */
export function simpleCommit(repo: Repo, sha: string) {
  const commit = repo.commits.get(sha);
  if (commit === undefined) return null;
  const who = { name: commit.author.name, email: commit.author.email };
  return {
    id: commit.sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: iso(commit.at),
    author: who,
    committer: who,
  };
}

/** A commit as `push` lists it. */
export function pushedCommit(box: Box, repo: Repo, commit: Commit) {
  const who = {
    name: commit.author.name,
    email: commit.author.email,
    username: commit.author.login,
  };
  const paths = (status: FileChange['status']) =>
    commit.files.filter((file) => file.status === status).map((file) => file.path);
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: iso(commit.at),
    url: `${box.url}/${repo.fullName}/commit/${commit.sha}`,
    author: who,
    committer: who,
    added: paths('added'),
    removed: paths('removed'),
    modified: paths('modified'),
  };
}

/** `commit`: as in lists and comparisons. */
export function commitShape(box: Box, repo: Repo, commit: Commit) {
  const api = `${box.apiUrl}/repos/${repo.fullName}`;
  const url = `${api}/commits/${commit.sha}`;
  const who = { name: commit.author.name, email: commit.author.email, date: iso(commit.at) };
  return {
    url,
    sha: commit.sha,
    node_id: nodeId('C', Number.parseInt(commit.sha.slice(0, 8), 16)),
    html_url: `${box.url}/${repo.fullName}/commit/${commit.sha}`,
    comments_url: `${url}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.sha}`,
      author: who,
      committer: who,
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
    author: simpleUser(box, commit.author),
    committer: simpleUser(box, commit.author),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${box.url}/${repo.fullName}/commit/${sha}`,
    })),
  };
}

/** `commit` with what it changed: one commit asked for by its name. */
export function fullCommit(box: Box, repo: Repo, commit: Commit) {
  const files = commit.files.map((file) => diffEntry(box, repo, commit.sha, file));
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  return {
    ...commitShape(box, repo, commit),
    stats: { additions, deletions, total: additions + deletions },
    files,
  };
}

/** `diff-entry`: one changed file. */
export function diffEntry(box: Box, repo: Repo, sha: string, file: FileChange) {
  return {
    sha: sha.split('').reverse().join(''),
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${box.url}/${repo.fullName}/blob/${sha}/${file.path}`,
    raw_url: `${box.url}/${repo.fullName}/raw/${sha}/${file.path}`,
    contents_url: `${box.apiUrl}/repos/${repo.fullName}/contents/${file.path}?ref=${sha}`,
    patch: `@@ -1,${file.deletions} +1,${file.additions} @@`,
  };
}
