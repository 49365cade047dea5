import { createVerify } from 'node:crypto';
import { type Answer, refused } from './answers.ts';
import { account, type Box } from './box.ts';
import type { DeviceOptions, Devices } from './device.ts';
import { shaOf } from './ids.ts';
import type { Account, App } from './state.ts';

/** Who asks: a person's token, an app (with its JWT), one of its installations, or nobody. */
export type Viewer = {
  kind: 'token' | 'app' | 'installation' | 'anonymous';
  login: string;
  /** Of an installation: the login of the account it is installed at. */
  owner?: string;
  seesPrivate: boolean;
  /** Whether it may rerun, cancel, dispatch and approve. */
  acts: boolean;
};

export type AppOptions = {
  id: number;
  slug?: string;
  /** PEM; without it the signature of a JWT is not looked at. */
  publicKey?: string;
  permissions?: App['permissions'];
  events?: readonly string[];
};

export type AuthOptions = {
  /** The one token that is taken; default any. */
  token?: string;
  /** Whose token it is; default `baton-bot`. */
  login?: string;
  /** What the token may do; default `repo`, `workflow` and `read:org`. */
  scopes?: readonly string[];
  app?: AppOptions;
  /** The app by which people link themselves; without it nobody can. */
  device?: DeviceOptions;
};

export const nobody: Viewer = {
  kind: 'anonymous',
  login: 'anonymous',
  seesPrivate: false,
  acts: false,
};

export const usualScopes: readonly string[] = ['repo', 'workflow', 'read:org'];

export type Auth = {
  /** The viewer behind an `Authorization` header, or the refusal. */
  viewer(authorization: string | undefined): Viewer | Answer;
  /** Whether a person may rerun, cancel, dispatch and approve; by default they may. */
  allow(login: string, may: boolean): void;
  /** A new token of an installation; it lives an hour. */
  mint(installation: Account): { token: string; expiresAt: number };
};

/** Knows one token and one app; without a token given, any token will do. */
export function createAuth(box: Box, options: AuthOptions, devices: Devices): Auth {
  const readers = new Set<string>();
  const minted = new Map<string, { login: string; owner: string; expiresAt: number }>();
  const login = options.login ?? 'baton-bot';
  if (options.app !== undefined) box.app = appOf(box, options.app);

  const byToken = (token: string): Viewer | Answer => {
    const installation = minted.get(token);
    if (installation !== undefined) {
      const alive = installation.expiresAt > box.clock.now();
      const acts = box.app?.permissions['actions'] === 'write';
      const { login, owner } = installation;
      if (!alive) return badCredentials();
      return { kind: 'installation', login, owner, seesPrivate: true, acts };
    }
    if (token.startsWith('ghu_')) {
      const person = devices.loginOf(token);
      if (person === undefined) return badCredentials();
      return { kind: 'token', login: person, seesPrivate: true, acts: !readers.has(person) };
    }
    const known = options.token === undefined || options.token === token;
    if (!known || token.startsWith('ghs_')) return badCredentials();
    const whole = (options.scopes ?? usualScopes).includes('repo');
    return { kind: 'token', login, seesPrivate: whole, acts: whole };
  };

  return {
    viewer(authorization) {
      if (authorization === undefined || /^basic /i.test(authorization)) return nobody;
      const token = authorization.replace(/^(bearer|token)\s+/i, '');
      return token.split('.').length === 3 ? byJwt(box, token, options.app) : byToken(token);
    },
    allow(login, may) {
      if (may) readers.delete(login);
      else readers.add(login);
    },
    mint(installation) {
      const expiresAt = box.clock.now() + 3_600_000;
      const token = `ghs_${shaOf(installation.login, box.ids.next()).slice(0, 36)}`;
      const login = `${box.app?.slug ?? 'app'}[bot]`;
      minted.set(token, { login, owner: installation.login, expiresAt });
      return { token, expiresAt };
    },
  };
}

function appOf(box: Box, options: AppOptions): App {
  const slug = options.slug ?? 'baton';
  return {
    id: options.id,
    slug,
    name: slug,
    owner: account(box, 'acme', { type: 'Organization' }),
    createdAt: box.clock.now(),
    permissions: options.permissions ?? {
      actions: 'write',
      checks: 'read',
      contents: 'read',
      deployments: 'write',
      metadata: 'read',
      pull_requests: 'read',
    },
    events: options.events ?? ['workflow_run', 'workflow_job', 'check_run', 'push', 'deployment'],
  };
}

function byJwt(box: Box, token: string, app: AppOptions | undefined): Viewer | Answer {
  const [head = '', body = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Claims;
  if (app === undefined || Number(claims.iss) !== app.id) return undecodable();
  const now = Math.floor(Math.max(box.clock.now(), Date.now()) / 1000);
  const earliest = Math.floor(Math.min(box.clock.now(), Date.now()) / 1000);
  if (claims.exp <= earliest)
    return refused(401, "'Expiration time' claim ('exp') is too far in the past");
  if (claims.exp > now + 660)
    return refused(401, "'Expiration time' claim ('exp') is too far in the future");
  if (app.publicKey !== undefined) {
    const verify = createVerify('RSA-SHA256').update(`${head}.${body}`);
    if (!verify.verify(app.publicKey, signature, 'base64url')) return undecodable();
  }
  return { kind: 'app', login: `${app.slug ?? 'baton'}[bot]`, seesPrivate: true, acts: false };
}

type Claims = { iss: string | number; exp: number };

function undecodable(): Answer {
  return refused(401, 'A JSON web token could not be decoded');
}

function badCredentials(): Answer {
  return refused(401, 'Bad credentials');
}
