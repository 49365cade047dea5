import { found, ok, refused } from '../answers.ts';
import { type Call, param, repoOf, viewerAccount } from '../call.ts';
import { listed } from '../pages.ts';
import type { Route } from '../router.ts';
import { privateUser, publicUser } from '../shapes/account.ts';
import { fullRepository, minimalRepository, repository } from '../shapes/repository.ts';
import type { Repo } from '../state.ts';

export const repositoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}',
    handle: (call) => ok(fullRepository(call.box, repoOf(call))),
  },
  { method: 'GET', template: '/user', handle: viewer },
  {
    method: 'GET',
    template: '/user/repos',
    handle: (call) => listed(call, reposOf(call), (repo) => repository(call.box, repo)),
  },
  { method: 'GET', template: '/orgs/{org}/repos', handle: (call) => owned(call, 'org') },
  { method: 'GET', template: '/users/{username}/repos', handle: (call) => owned(call, 'username') },
  {
    method: 'GET',
    template: '/users/{username}',
    handle: (call) => {
      const name = param(call, 'username').toLowerCase();
      return ok(publicUser(call.box, found(call.box.accounts.get(name))));
    },
  },
];

function viewer(call: Call) {
  const { kind } = call.viewer;
  if (kind === 'anonymous') return refused(401, 'Requires authentication');
  if (kind !== 'token') return refused(403, 'Resource not accessible by integration');
  return ok(privateUser(call.box, viewerAccount(call)));
}

function reposOf(call: Call): Repo[] {
  return [...call.box.repos.values()].filter((repo) => !repo.fork);
}

function owned(call: Call, name: string) {
  const owner = found(call.box.accounts.get(param(call, name).toLowerCase()));
  const repos = [...call.box.repos.values()].filter((repo) => repo.owner === owner);
  return listed(call, repos, (repo) => ({
    ...repository(call.box, repo),
    ...minimalRepository(call.box, repo),
  }));
}
