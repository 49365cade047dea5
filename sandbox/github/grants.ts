import type { Box } from './box.ts';
import { shaOf } from './ids.ts';

/** A person's tokens that they gave to an app. */
type Grant = { login: string; access: string; endsAt: number | null; refresh: string };

export type Grants = {
  /** New tokens, as GitHub writes them. */
  issue(login: string): object;
  /** A refresh token works once, and its access token ends with it; undefined for one that does not. */
  renew(refresh: unknown): object | undefined;
  /** The login behind a token; undefined where it is none, or has ended. */
  loginOf(token: string): string | undefined;
  /** What may still be used. */
  tokens(login: string): string[];
  end(token: string): boolean;
};

const lifeS = 8 * 60 * 60;
const renewalS = 15_897_600;

/** Keeps the tokens of people; `expiring` ones end after eight hours. */
export function createGrants({ clock, ids }: Box, expiring: boolean): Grants {
  const grants: Grant[] = [];
  const live = ({ endsAt }: Grant) => endsAt === null || endsAt > clock.now();
  const tokenOf = (kind: string) => `${kind}_${shaOf(kind, ids.next()).slice(0, 36)}`;
  const take = (is: (grant: Grant) => boolean): Grant | undefined => {
    const at = grants.findIndex(is);
    return at === -1 ? undefined : grants.splice(at, 1)[0];
  };

  function issue(login: string): object {
    const endsAt = expiring ? clock.now() + lifeS * 1000 : null;
    const grant = { login, access: tokenOf('ghu'), refresh: tokenOf('ghr'), endsAt };
    grants.push(grant);
    const plain = { access_token: grant.access, token_type: 'bearer', scope: '' };
    if (!expiring) return plain;
    const renewal = { refresh_token: grant.refresh, refresh_token_expires_in: renewalS };
    return { ...plain, expires_in: lifeS, ...renewal };
  }

  return {
    issue,
    renew(refresh) {
      const old = take((grant) => grant.refresh === refresh);
      return old && issue(old.login);
    },
    loginOf: (token) => grants.find((grant) => grant.access === token && live(grant))?.login,
    tokens: (login) =>
      grants.filter((grant) => grant.login === login && live(grant)).map(({ access }) => access),
    end: (token) => take((grant) => grant.access === token) !== undefined,
  };
}
