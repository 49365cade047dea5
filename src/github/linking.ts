import { createDeviceCode, deleteToken, exchangeDeviceCode } from '@octokit/oauth-methods';
import { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { type Secret, secret } from '../core/secret.ts';
import type { GitHubApi } from './api.ts';
import { connectGitHub } from './client.ts';
import { GitHubRefusal, isRequestFailure, translated } from './errors.ts';
import { webAddress } from './web-address.ts';

/** What a person types at GitHub to say that they are who they are. */
export type DeviceCode = {
  deviceCode: Secret;
  userCode: string;
  url: string;
  endsAt: number;
  /** GitHub may be asked so often whether they have typed it. */
  intervalMs: number;
};

/** A person's tokens; GitHub Apps may let them end after eight hours, and renew them. */
export type Tokens = {
  access: Secret;
  accessEndsAt: number | null;
  refresh: Secret | null;
};

export type LinkAnswer =
  | { kind: 'pending' }
  | { kind: 'slower' }
  | { kind: 'denied' | 'expired' }
  | { kind: 'linked'; login: string; tokens: Tokens };

/** GitHub's device flow for a GitHub App (docs.github.com: Generating a user access token for a GitHub App). */
export type LinkingApi = {
  begin(): Promise<DeviceCode>;
  /** @throws GitHubRefusal where the app may not do this; GitHubUnavailable */
  ask(deviceCode: Secret): Promise<LinkAnswer>;
  /** @throws GitHubRefusal where they can no longer be renewed */
  renew(refresh: Secret): Promise<Tokens>;
  /** Ends a token; false where GitHub lets only the person do that. */
  revoke(access: Secret): Promise<boolean>;
  /** GitHub as that person. */
  as(access: Secret): GitHubApi;
};

export type LinkingOptions = {
  apiUrl: string;
  clientId: string;
  /** Needed to end tokens. */
  clientSecret: Secret | null;
  clock: Clock;
  log: Log;
};

const theirLink = 'your link to GitHub';
const timeoutMs = 10_000;

export function connectLinking(options: LinkingOptions): LinkingApi {
  const { apiUrl, clientId, clientSecret, clock, log } = options;
  const { request } = new Octokit({ baseUrl: apiUrl, userAgent: 'baton', request: bounded() });
  const app = { clientType: 'github-app', clientId, request } as const;

  async function asked<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (thrown) {
      throw translated(thrown, { credentials: 'GITHUB_APP_CLIENT_ID', now: clock.now() });
    }
  }

  const as = (access: Secret): GitHubApi => {
    const credentials = { token: access.reveal(), named: theirLink };
    return connectGitHub({ apiUrl, credentials, clock, log, paced: false });
  };

  return {
    as,
    async begin() {
      const { data } = await asked(createDeviceCode(app));
      return {
        deviceCode: secret(data.device_code),
        userCode: data.user_code,
        url: data.verification_uri,
        endsAt: clock.now() + data.expires_in * 1000,
        intervalMs: data.interval * 1000,
      };
    },
    async ask(deviceCode) {
      try {
        const { data } = await exchangeDeviceCode({ ...app, code: deviceCode.reveal() });
        const tokens = tokensOf(data, clock.now());
        const { name } = await as(tokens.access).whoAmI();
        return { kind: 'linked', login: name ?? '', tokens };
      } catch (thrown) {
        const answer = answers.get(refusalIn(thrown) ?? '');
        if (answer) return answer;
        throw translated(thrown, { credentials: 'GITHUB_APP_CLIENT_ID', now: clock.now() });
      }
    },
    async renew(refresh) {
      const { data } = await asked(
        request('POST /login/oauth/access_token', {
          baseUrl: webAddress(apiUrl),
          headers: { accept: 'application/json' },
          client_id: clientId,
          ...(clientSecret ? { client_secret: clientSecret.reveal() } : {}),
          grant_type: 'refresh_token',
          refresh_token: refresh.reveal(),
        }),
      );
      if ('error' in data) throw new GitHubRefusal(401, 'The link to GitHub has ended.');
      return tokensOf(data, clock.now());
    },
    async revoke(access) {
      if (!clientSecret) return false;
      const key = { ...app, clientSecret: clientSecret.reveal(), token: access.reveal() };
      const done = await deleteToken(key).then(
        () => true,
        () => false,
      );
      return done;
    },
  };
}

/** What GitHub says while it waits, by its word for it (RFC 8628, 3.5). */
const answers: ReadonlyMap<string, LinkAnswer> = new Map([
  ['authorization_pending', { kind: 'pending' }],
  ['slow_down', { kind: 'slower' }],
  ['access_denied', { kind: 'denied' }],
  ['expired_token', { kind: 'expired' }],
  ['incorrect_device_code', { kind: 'expired' }],
]);

function refusalIn(thrown: unknown): string | undefined {
  if (!isRequestFailure(thrown)) return undefined;
  const { data } = (thrown.response ?? {}) as { data?: { error?: string } };
  return data?.error;
}

const issued = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().optional(),
  refresh_token: z.string().optional(),
});

function tokensOf(data: unknown, now: number): Tokens {
  const { access_token, expires_in, refresh_token } = issued.parse(data);
  return {
    access: secret(access_token),
    accessEndsAt: expires_in === undefined ? null : now + expires_in * 1000,
    refresh: refresh_token === undefined ? null : secret(refresh_token),
  };
}

const bounded = () => ({
  fetch: (input: string | URL, init?: RequestInit) =>
    fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) }),
});
