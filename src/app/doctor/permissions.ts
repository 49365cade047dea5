import type { Config } from '../../config/load.ts';
import type { Identity } from '../../github/api.ts';
import type { Finding } from './finding.ts';

/** What a GitHub App needs for looking, and what for acting; README has the same, each with its reason. */
export const toLook = ['actions', 'checks', 'contents', 'deployments', 'metadata', 'pull_requests'];
export const toAct = ['actions', 'deployments'];

/** Whether GitHub lets Baton do what it is for, as far as GitHub says. */
export function permissionFindings({ kind, grants }: Pick<Identity, 'kind' | 'grants'>): Finding[] {
  const what = 'GitHub permissions';
  if (kind === 'token') return [ofToken(what, grants)];
  const has = (name: string, access: string): boolean =>
    grants.includes(`${name}: ${access}`) || grants.includes(`${name}: write`);
  const unseen = toLook.filter((name) => !has(name, 'read')).map((name) => `${name}: read`);
  const undone = toAct.filter((name) => !has(name, 'write')).map((name) => `${name}: write`);
  const mend = (missing: string[]): string =>
    `Add ${missing.join(', ')} on the App’s page under Permissions, and accept it where it is installed`;
  if (unseen.length > 0)
    return [{ what, state: 'fail', says: `missing: ${unseen.join(', ')}`, mend: mend(unseen) }];
  if (undone.length === 0) return [{ what, state: 'ok', says: 'enough to look and to act' }];
  const says = `enough to look; for rerun, cancel, run and deploy missing: ${undone.join(', ')}`;
  return [{ what, state: 'warn', says, mend: mend(undone) }];
}

/** A classic token names its scopes; a fine-grained one names nothing. */
function ofToken(what: string, scopes: readonly string[]): Finding {
  if (scopes.length === 0) {
    const says =
      'GitHub does not tell those of a fine-grained token: Actions must be read and write to act';
    return { what, state: 'ok', says };
  }
  if (scopes.includes('repo')) return { what, state: 'ok', says: 'enough to look and to act' };
  return {
    ...{ what, state: 'warn', says: 'without the scope repo nothing can be rerun or started' },
    mend: 'Give the token the scope repo, or use a GitHub App',
  };
}

/** Whether anybody may act. */
export function roleFindings({ roles }: Pick<Config, 'roles'>): Finding[] {
  const granted = Object.values(roles).flat();
  if (granted.length > 0) return [{ what: 'roles', state: 'ok', says: 'some people may act' }];
  const mend = 'Name people, teams or Slack groups under roles in baton.yml';
  return [{ what: 'roles', state: 'warn', says: 'nobody may rerun, cancel, run or deploy', mend }];
}
