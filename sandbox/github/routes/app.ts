import { type Answer, created, found, ok, Refusal, refused } from '../answers.ts';
import { type Call, param, repoOf } from '../call.ts';
import { iso } from '../ids.ts';
import { counted, listed } from '../pages.ts';
import type { Route } from '../router.ts';
import { appShape, installationShape } from '../shapes/app.ts';
import { repository } from '../shapes/repository.ts';
import type { Account, App } from '../state.ts';

export const appRoutes: readonly Route[] = [
  { method: 'GET', template: '/app', handle: (call) => ok(appShape(call.box, appOf(call))) },
  {
    method: 'GET',
    template: '/app/installations',
    handle: (call) => {
      const app = appOf(call);
      const shape = (owner: Account) => installationShape(call.box, app, owner);
      return listed(call, ownersOf(call), shape);
    },
  },
  {
    method: 'GET',
    template: '/app/installations/{installation_id}',
    handle: (call) => ok(installationShape(call.box, appOf(call), installationOf(call))),
  },
  {
    method: 'POST',
    template: '/app/installations/{installation_id}/access_tokens',
    handle: mint,
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/installation',
    handle: (call) => ok(installationShape(call.box, appOf(call), repoOf(call).owner)),
  },
  {
    method: 'GET',
    template: '/orgs/{org}/installation',
    handle: (call) => {
      const owner = found(call.box.accounts.get(param(call, 'org').toLowerCase()));
      return ok(installationShape(call.box, appOf(call), owner));
    },
  },
  { method: 'GET', template: '/installation/repositories', handle: installed },
];

/** The app that asks; 401 to everyone else. */
function appOf(call: Call): App {
  return call.viewer.kind === 'app' ? found(call.box.app) : refuse();
}

function refuse(): never {
  throw new Refusal(refused(401, 'A JSON web token could not be decoded'));
}

function ownersOf(call: Call): Account[] {
  const repos = [...call.box.repos.values()].filter((repo) => !repo.fork);
  return [...new Set(repos.map((repo) => repo.owner))];
}

function installationOf(call: Call): Account {
  const id = Number(param(call, 'installation_id'));
  return found(ownersOf(call).find((owner) => call.box.installationOf(owner) === id));
}

function mint(call: Call): Answer {
  const app = appOf(call);
  const { token, expiresAt } = call.auth.mint(installationOf(call));
  return created({
    token,
    expires_at: iso(expiresAt),
    permissions: app.permissions,
    repository_selection: 'all',
  });
}

function installed(call: Call): Answer {
  if (call.viewer.kind !== 'installation') {
    return refused(403, 'You must authenticate with an installation access token');
  }
  const { owner } = call.viewer;
  const repos = [...call.box.repos.values()].filter(
    (repo) => !repo.fork && repo.owner.login === owner,
  );
  const answer = counted(call, 'repositories', repos, (repo) => repository(call.box, repo));
  Object.assign(answer.body as object, { repository_selection: 'all' });
  return answer;
}
