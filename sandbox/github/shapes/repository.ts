import type { Box } from '../box.ts';
import { iso, nodeId } from '../ids.ts';
import type { Repo } from '../state.ts';
import { simpleUser, under } from './account.ts';

const links = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

/** `minimal-repository`: how GitHub shows a repository inside a run. */
export function minimalRepository(box: Box, repo: Repo) {
  const url = `${box.apiUrl}/repos/${repo.fullName}`;
  return {
    id: repo.id,
    node_id: nodeId('R', repo.id),
    name: repo.name,
    full_name: repo.fullName,
    private: repo.private,
    owner: simpleUser(box, repo.owner),
    html_url: `${box.url}/${repo.fullName}`,
    description: repo.description,
    fork: repo.fork,
    url,
    ...under(repo, url, links),
  };
}

/** `repository`: as in the lists of repositories and in webhooks. */
export function repository(box: Box, repo: Repo) {
  const host = new URL(box.url).host;
  return {
    ...minimalRepository(box, repo),
    git_url: `git://${host}/${repo.fullName}.git`,
    ssh_url: `git@${host}:${repo.fullName}.git`,
    clone_url: `${box.url}/${repo.fullName}.git`,
    svn_url: `${box.url}/${repo.fullName}`,
    mirror_url: null,
    homepage: null,
    language: repo.language,
    size: 1024,
    default_branch: repo.defaultBranch,
    ...counts(repo),
    ...features,
    visibility: repo.private ? 'private' : 'public',
    created_at: iso(repo.createdAt),
    updated_at: iso(repo.pushedAt),
    pushed_at: iso(repo.pushedAt),
    permissions: { admin: true, maintain: true, push: true, triage: true, pull: true },
  };
}

/** `full-repository`: one repository asked for by its name. */
export function fullRepository(box: Box, repo: Repo) {
  return { ...repository(box, repo), network_count: 0, subscribers_count: 0 };
}

/** `repository` as `push` carries it: two of its times are numbers there. */
export function pushedRepository(box: Box, repo: Repo) {
  return {
    ...repository(box, repo),
    created_at: Math.floor(repo.createdAt / 1000),
    pushed_at: Math.floor(repo.pushedAt / 1000),
    stargazers: 0,
    master_branch: repo.defaultBranch,
  };
}

function counts(repo: Repo) {
  const open = repo.pulls.filter((pull) => pull.state === 'open').length;
  return {
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: open,
    open_issues_count: open,
  };
}

const features = {
  is_template: false,
  topics: [] as string[],
  license: null,
  has_issues: true,
  has_projects: false,
  has_wiki: false,
  has_pages: false,
  has_downloads: false,
  has_discussions: false,
  archived: false,
  disabled: false,
  allow_forking: true,
  web_commit_signoff_required: false,
};
