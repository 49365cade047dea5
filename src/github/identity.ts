import type { Identity } from './api.ts';
import type { Callers } from './credentials.ts';
import { GitHubRefusal } from './errors.ts';

/** See GitHubApi.whoAmI. Rejects where GitHub does not accept the credentials. */
export async function whoIs({ kind, self }: Callers): Promise<Identity> {
  if (kind === 'app') {
    const { data } = await self.octokit.rest.apps.getAuthenticated();
    const permissions = Object.entries(data?.permissions ?? {});
    const grants = permissions.map(([name, access]) => `${name}: ${access}`);
    return { kind, name: data?.slug ?? data?.name ?? null, grants, expiresAt: null };
  }
  try {
    const { data, headers } = await self.octokit.rest.users.getAuthenticated();
    const scopes = headers['x-oauth-scopes'] ?? '';
    return {
      kind,
      name: data.login,
      grants: scopes.split(',').flatMap((scope) => scope.trim() || []),
      expiresAt: endOf(headers['github-authentication-token-expiration']),
    };
  } catch (error) {
    // The token of a workflow or of an installation is good, but is nobody.
    if (!(error instanceof GitHubRefusal) || error.status !== 403) throw error;
    return { kind, name: null, grants: [], expiresAt: null };
  }
}

/** GitHub writes `2026-12-31 10:00:00 UTC`. */
function endOf(header: string | number | undefined): number | null {
  const at = Date.parse(String(header));
  return Number.isNaN(at) ? null : at;
}
