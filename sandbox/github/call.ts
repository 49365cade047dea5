import { found } from './answers.ts';
import type { Asks } from './asks.ts';
import type { Auth, Viewer } from './auth.ts';
import { account, type Box } from './box.ts';
import type { Devices } from './device.ts';
import type { Incoming } from './http.ts';
import type { Limits } from './limits.ts';
import type { Account, Repo, Run } from './state.ts';
import type { Webhooks } from './webhooks.ts';

/** One request to the REST API, as a route sees it. */
export type Call = {
  box: Box;
  webhooks: Webhooks;
  asks: Asks;
  auth: Auth;
  devices: Devices;
  limits: Limits;
  request: Incoming;
  params: Record<string, string>;
  query: URLSearchParams;
  viewer: Viewer;
};

/** A part of the path. */
export function param(call: Call, name: string): string {
  return found(call.params[name]);
}

/** The repository of the path, or 404: a private one does not exist for who may not see it. */
export function repoOf(call: Call): Repo {
  const name = `${param(call, 'owner')}/${param(call, 'repo')}`;
  const repo = found(call.box.repos.get(name.toLowerCase()));
  return found(repo.private && !call.viewer.seesPrivate ? undefined : repo);
}

/** The run of the path, or 404 when it is not in that repository. */
export function runOf(call: Call): Run {
  const run = call.box.runs.get(Number(param(call, 'run_id')));
  return found(run?.repo === repoOf(call) ? run : undefined);
}

/** Who asks, as an account. */
export function viewerAccount({ box, viewer }: Call): Account {
  return account(box, viewer.login);
}

/** One field of the body. */
export function field(call: Call, name: string): unknown {
  const { body } = call.request;
  return typeof body === 'object' && body !== null
    ? (body as Record<string, unknown>)[name]
    : undefined;
}
