import { createAppAuth } from '@octokit/auth-app';

import type { Clock } from '../core/clock.ts';
import { GitHubRefusal } from './errors.ts';
import { type Caller, createCaller, type OctokitOptions } from './octokit.ts';

/** A token (`named` where GitHub does not accept it), or a GitHub App that is installed at the owners it may work for. */
export type Credentials = { token: string; named?: string } | { appId: string; privateKey: string };

/** Who asks for whom. */
export type Callers = {
  kind: 'token' | 'app';
  /** May ask about what the owner has. */
  of(owner: string): Promise<Caller>;
  /** The owners that an App is installed at; null for a token, which may see any. */
  owners(): Promise<string[] | null>;
  /** Speaks as itself: the token's owner, or the App. */
  self: Caller;
};

type Options = Omit<OctokitOptions, 'credentials'>;

export function createCallers(options: Options, credentials: Credentials): Callers {
  return 'token' in credentials ? withToken(options, credentials) : withApp(options, credentials);
}

function withToken(options: Options, token: { token: string; named?: string }): Callers {
  const { token: auth, named = 'GITHUB_TOKEN' } = token;
  const self = createCaller({ ...options, credentials: named }, { auth });
  return { kind: 'token', self, of: async () => self, owners: async () => null };
}

const HOUR = 3_600_000;
const MINUTE = 60_000;

function withApp(options: Options, app: { appId: string; privateKey: string }): Callers {
  const named = { ...options, credentials: 'GITHUB_APP_ID with GITHUB_APP_PRIVATE_KEY' };
  const authenticated = (auth: object) =>
    createCaller(named, { authStrategy: createAppAuth, auth });
  const self = authenticated(app);
  const known = createInstallations(self, options.clock);
  const callers = new Map<number, Caller>();
  return {
    kind: 'app',
    self,
    async owners() {
      return [...(await known(MINUTE)).values()].map((installation) => installation.owner);
    },
    async of(owner) {
      const key = owner.toLowerCase();
      const installation = (await known(HOUR)).get(key) ?? (await known(MINUTE)).get(key);
      if (!installation) throw notInstalled(owner);
      const caller =
        callers.get(installation.id) ?? authenticated({ ...app, installationId: installation.id });
      callers.set(installation.id, caller);
      return caller;
    },
  };
}

type Installations = Map<string, { id: number; owner: string }>;

/** Where the App is installed, by owner in small letters; read again when older than asked for. */
function createInstallations(
  self: Caller,
  clock: Clock,
): (maxAgeMs: number) => Promise<Installations> {
  let read: Promise<Installations> | undefined;
  let readAt = 0;
  return (maxAgeMs) => {
    if (read && clock.now() - readAt <= maxAgeMs) return read;
    readAt = clock.now();
    read = installationsOf(self);
    read.catch(() => {
      read = undefined;
    });
    return read;
  };
}

async function installationsOf({ octokit }: Caller): Promise<Installations> {
  const all = await octokit.paginate(octokit.rest.apps.listInstallations, { per_page: 100 });
  const installations: Installations = new Map();
  for (const { id, account, suspended_at } of all) {
    const owner = account && 'login' in account ? account.login : null;
    if (owner && !suspended_at) installations.set(owner.toLowerCase(), { id, owner });
  }
  return installations;
}

function notInstalled(owner: string): GitHubRefusal {
  return new GitHubRefusal(
    404,
    `The GitHub App is not installed at ${owner}.`,
    'Install it there, and let it see the repositories to watch.',
  );
}
