import { ended } from '../../../acts/messages/link.ts';
import type { Act } from '../../../core/act.ts';
import { UserError } from '../../../core/errors.ts';
import type { GitHubApi } from '../../../github/api.ts';
import type { LinkingApi, Tokens } from '../../../github/linking.ts';
import type { Store, Tables } from '../../../store/types/index.ts';
import type { Seal } from './seal.ts';
import { createTokenBook } from './tokens.ts';

/** Which GitHub login each person has connected. */
export type Links = {
  loginOf(user: string): Promise<string | null>;
  /** Keeps what somebody has linked; audited. */
  keep(tx: Tables, user: string, linked: { login: string; tokens: Tokens }): Promise<void>;
  /** Forgets it, and ends the token where GitHub lets us; null where nothing was linked. */
  end(user: string): Promise<{ login: string; revoked: boolean } | null>;
  /**
   * GitHub as whom an act is done: the person, with their own permission, or Baton itself.
   *
   * @throws UserError where the link has ended since they asked
   */
  handsFor(act: Pick<Act, 'as' | 'who'>): Promise<GitHubApi>;
};

export function createLinks(options: {
  store: Store;
  now: () => number;
  /** GitHub as Baton itself. */
  own: GitHubApi;
  /** Null where nobody can link themselves. */
  linking: { api: LinkingApi; seal: Seal } | null;
}): Links {
  const { store, now, own, linking } = options;
  if (!linking) return unlinked(own);
  const { api } = linking;
  const book = createTokenBook({ store, now, ...linking });

  async function note(
    tx: Pick<Tables, 'audit'>,
    who: string,
    what: { what: string; login: string },
  ) {
    const { login } = what;
    const entry = { what: what.what, target: `GitHub login ${login}`, from: 'slack' };
    await tx.audit.note({ at: now(), who, ...entry, result: 'done', asLogin: login });
  }

  return {
    loginOf: async (user) => (await store.links.of(user))?.login ?? null,
    async keep(tx, user, { login, tokens }) {
      const sealed = book.sealed(tokens, user);
      await tx.links.put({ user, login, tokens: sealed, linkedAt: now() });
      await note(tx, user, { what: 'link', login });
    },
    async end(user) {
      const link = await store.links.of(user);
      if (!link) return null;
      const tokens = await book.of(user);
      await store.transaction(async (tx) => {
        await tx.links.remove(user);
        await note(tx, user, { what: 'unlink', login: link.login });
      });
      const revoked = tokens !== undefined && (await api.revoke(tokens.access));
      return { login: link.login, revoked };
    },
    async handsFor({ as, who }) {
      if (as === null) return own;
      const link = await store.links.of(who);
      const tokens = link?.login === as ? await book.of(who) : undefined;
      if (!tokens) throw new UserError(...ended);
      return api.as((await book.fresh(who, tokens)).access);
    },
  };
}

/** Where nobody can link themselves. What was asked for as a person is not done as somebody else. */
const unlinked = (own: GitHubApi): Links => ({
  loginOf: async () => null,
  keep: async () => {
    throw new Error('nobody can link themselves');
  },
  end: async () => null,
  async handsFor({ as }) {
    if (as !== null) throw new UserError(...ended);
    return own;
  },
});
