import type { Box } from '../box.ts';
import { iso, isoOrNull, nodeId } from '../ids.ts';
import type { Pull, Repo } from '../state.ts';
import { simpleUser } from './account.ts';
import { repository } from './repository.ts';

/** `pull-request-simple`: a pull request in a list. */
export function pullSimple(box: Box, pull: Pull) {
  const { repo } = pull.base;
  return {
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    ...links(box, pull),
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: simpleUser(box, pull.author),
    body: pull.body,
    labels: [],
    milestone: null,
    active_lock_reason: null,
    created_at: iso(pull.createdAt),
    updated_at: iso(pull.updatedAt),
    closed_at: isoOrNull(pull.state === 'closed' ? pull.updatedAt : null),
    merged_at: isoOrNull(pull.mergedAt),
    merge_commit_sha: pull.mergeSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: end(box, pull.head),
    base: end(box, pull.base),
    author_association: pull.head.repo === repo ? 'MEMBER' : 'CONTRIBUTOR',
    auto_merge: null,
    draft: pull.draft,
  };
}

/** `pull-request`: one pull request asked for by its number, and in webhooks. */
export function pullRequest(box: Box, pull: Pull) {
  const files = pull.head.repo.commits.get(pull.head.sha)?.files ?? [];
  return {
    ...pullSimple(box, pull),
    merged: pull.mergedAt !== null,
    mergeable: pull.state === 'open' ? true : null,
    rebaseable: pull.state === 'open' ? true : null,
    mergeable_state: pull.state === 'open' ? 'clean' : 'unknown',
    merged_by: pull.mergedAt === null ? null : simpleUser(box, pull.author),
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: 1,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}

function end(box: Box, side: { branch: string; sha: string; repo: Repo }) {
  return {
    label: `${side.repo.owner.login}:${side.branch}`,
    ref: side.branch,
    sha: side.sha,
    user: simpleUser(box, side.repo.owner),
    repo: repository(box, side.repo),
  };
}

function links(box: Box, pull: Pull) {
  const api = `${box.apiUrl}/repos/${pull.base.repo.fullName}`;
  const page = `${box.url}/${pull.base.repo.fullName}/pull/${pull.number}`;
  const all = {
    url: `${api}/pulls/${pull.number}`,
    html_url: page,
    issue_url: `${api}/issues/${pull.number}`,
    comments_url: `${api}/issues/${pull.number}/comments`,
    review_comments_url: `${api}/pulls/${pull.number}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    commits_url: `${api}/pulls/${pull.number}/commits`,
    statuses_url: `${api}/statuses/${pull.head.sha}`,
  };
  return {
    ...all,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    _links: {
      self: { href: all.url },
      html: { href: all.html_url },
      issue: { href: all.issue_url },
      comments: { href: all.comments_url },
      review_comments: { href: all.review_comments_url },
      review_comment: { href: all.review_comment_url },
      commits: { href: all.commits_url },
      statuses: { href: all.statuses_url },
    },
  };
}
