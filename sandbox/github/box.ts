import { createIds, type Ids, shaOf } from './ids.ts';
import type { Account, App, Clock, Commit, FileChange, Job, Repo, Run } from './state.ts';

/** Everything that the simulated GitHub holds: its accounts, repositories, runs and jobs. */
export type Box = {
  /** Where the pages stand that people are sent to, without a slash at the end. */
  url: string;
  /** Where the REST API stands, without a slash at the end. */
  apiUrl: string;
  clock: Clock;
  ids: Ids;
  accounts: Map<string, Account>;
  repos: Map<string, Repo>;
  runs: Map<number, Run>;
  jobs: Map<number, Job>;
  /** GitHub Actions itself, which owns every check run. */
  actionsApp: App;
  /** The app that Baton signs in as; without it a token is all there is. */
  app: App | undefined;
  installationOf(account: Account): number;
};

export function createBox(url: string, clock: Clock): Box {
  const ids = createIds(clock.now());
  const installations = new Map<string, number>();
  const github: Account = {
    id: ids.next(),
    login: 'github',
    type: 'Organization',
    name: 'GitHub',
    email: '',
    createdAt: clock.now(),
  };
  return {
    url,
    apiUrl: `${url}/api/v3`,
    clock,
    ids,
    accounts: new Map([['github', github]]),
    repos: new Map(),
    runs: new Map(),
    jobs: new Map(),
    actionsApp: {
      id: 15_368,
      slug: 'github-actions',
      name: 'GitHub Actions',
      owner: github,
      createdAt: Date.UTC(2018, 6, 30),
      permissions: { actions: 'write', checks: 'write', contents: 'read' },
      events: ['check_run', 'workflow_run'],
    },
    app: undefined,
    installationOf(account) {
      const id = installations.get(account.login) ?? ids.next();
      installations.set(account.login, id);
      return id;
    },
  };
}

/** Finds an account by its login, or creates it. */
export function account(box: Box, login: string, seed: Partial<Account> = {}): Account {
  const key = login.toLowerCase();
  const found = box.accounts.get(key);
  if (found !== undefined) return Object.assign(found, seed);
  const id = box.ids.next();
  const created: Account = {
    id,
    login,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    name: login,
    email: `${id}+${login}@users.noreply.github.com`,
    createdAt: box.clock.now(),
    ...seed,
  };
  box.accounts.set(key, created);
  return created;
}

export type RepoSeed = Partial<
  Pick<Repo, 'private' | 'description' | 'language' | 'fork' | 'defaultBranch' | 'createdAt'>
>;

/** Finds a repository by `owner/name`, or creates it with a first commit on its default branch. */
export function repository(box: Box, fullName: string, seed: RepoSeed = {}): Repo {
  const key = fullName.toLowerCase();
  const found = box.repos.get(key);
  if (found !== undefined) return Object.assign(found, seed);
  const [owner, name] = fullName.split('/');
  if (!owner || !name) throw new Error(`a repository is named owner/name, not ${fullName}`);
  const createdAt = seed.createdAt ?? box.clock.now();
  const repo: Repo = {
    id: box.ids.next(),
    owner: ownerOf(box, owner, seed),
    name,
    fullName,
    private: false,
    description: '',
    language: 'TypeScript',
    fork: false,
    defaultBranch: 'main',
    pushedAt: createdAt,
    branches: new Map(),
    tags: new Map(),
    commits: new Map(),
    workflows: [],
    runs: [],
    pulls: [],
    environments: [],
    deployments: [],
    ...seed,
    createdAt,
  };
  box.repos.set(key, repo);
  commit(box, repo, { branch: repo.defaultBranch, message: 'Initial commit', at: createdAt });
  return repo;
}

function ownerOf(box: Box, login: string, seed: RepoSeed): Account {
  const found = box.accounts.get(login.toLowerCase());
  return found ?? account(box, login, seed.fork ? {} : { type: 'Organization' });
}

export type NewCommit = {
  branch: string;
  message: string;
  author?: string | undefined;
  files?: readonly (string | FileChange)[] | undefined;
  at?: number | undefined;
  /** Default: made up. */
  sha?: string | undefined;
};

/** Adds a commit to a branch; a new branch grows from the default one. */
export function commit(box: Box, repo: Repo, what: NewCommit): Commit {
  const at = what.at ?? box.clock.now();
  const parent = tip(repo, what.branch);
  const sha = what.sha ?? shaOf(repo.fullName, repo.commits.size, at, what.message);
  const made: Commit = {
    sha,
    tree: shaOf(sha, 'tree'),
    parents: parent === undefined ? [] : [parent],
    message: what.message,
    author: account(box, what.author ?? repo.owner.login),
    at,
    files: (what.files ?? []).map(changed),
  };
  repo.commits.set(sha, made);
  repo.branches.set(what.branch, sha);
  repo.pushedAt = Math.max(repo.pushedAt, at);
  return made;
}

/** The newest commit of a branch, or of the default branch while that branch is not there. */
export function tip(repo: Repo, branch: string): string | undefined {
  return repo.branches.get(branch) ?? repo.branches.get(repo.defaultBranch);
}

function changed(file: string | FileChange): FileChange {
  if (typeof file !== 'string') return file;
  return { path: file, status: 'modified', additions: 4, deletions: 2 };
}
