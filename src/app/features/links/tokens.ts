import { ended } from '../../../acts/messages/link.ts';
import { UserError } from '../../../core/errors.ts';
import { secret } from '../../../core/secret.ts';
import { GitHubRefusal } from '../../../github/errors.ts';
import type { LinkingApi, Tokens } from '../../../github/linking.ts';
import type { Store } from '../../../store/types/index.ts';
import type { Seal } from './seal.ts';

/** People's tokens, sealed in the store. */
export type TokenBook = {
  sealed(tokens: Tokens, user: string): string;
  of(user: string): Promise<Tokens | undefined>;
  /**
   * The same ones, or new ones where they are about to end.
   *
   * @throws UserError where GitHub no longer renews them
   */
  fresh(user: string, tokens: Tokens): Promise<Tokens>;
};

/** A token that ends within that is renewed first. */
const marginMs = 60_000;

export function createTokenBook(options: {
  store: Pick<Store, 'links' | 'transaction'>;
  now: () => number;
  api: Pick<LinkingApi, 'renew'>;
  seal: Seal;
}): TokenBook {
  const { store, now, api, seal } = options;
  const renewing = new Map<string, Promise<Tokens>>();

  const sealed: TokenBook['sealed'] = ({ access, accessEndsAt, refresh }, user) => {
    const kept = { access: access.reveal(), accessEndsAt, refresh: refresh?.reveal() ?? null };
    return seal.close(JSON.stringify(kept), user);
  };

  async function of(user: string): Promise<Tokens | undefined> {
    const link = await store.links.of(user);
    const text = link && seal.open(link.tokens, user);
    if (!text) return undefined;
    const { access, accessEndsAt, refresh } = JSON.parse(text);
    const renewal = refresh === null ? null : secret(refresh);
    return { access: secret(access), accessEndsAt, refresh: renewal };
  }

  /** A refresh token works once: another replica may have used it, and kept what came of it. */
  async function renewed(user: string, old: Tokens): Promise<Tokens> {
    if (!old.refresh) throw new UserError(...ended);
    try {
      const tokens = await api.renew(old.refresh);
      await store.transaction(async (tx) => {
        const link = await tx.links.of(user);
        if (link) await tx.links.put({ ...link, tokens: sealed(tokens, user) });
      });
      return tokens;
    } catch (thrown) {
      if (!(thrown instanceof GitHubRefusal)) throw thrown;
      const known = await of(user);
      if (known && known.access.reveal() !== old.access.reveal()) return known;
      throw new UserError(...ended);
    }
  }

  return {
    sealed,
    of,
    async fresh(user, tokens) {
      const { accessEndsAt } = tokens;
      if (accessEndsAt === null || accessEndsAt - now() > marginMs) return tokens;
      const already = renewing.get(user);
      if (already) return already;
      const fresh = renewed(user, tokens).finally(() => renewing.delete(user));
      renewing.set(user, fresh);
      return fresh;
    },
  };
}
