import { linkedByAnother, loginOfAnother, otherLogin } from '../../../acts/messages/link.ts';
import { personByGithub, personOf } from '../../../core/people.ts';
import type { Desk } from '../feature.ts';

/**
 * Why a person may not link a login; undefined where they may. Somebody can be talked into typing a
 * code that was shown to another, and would lend them their permission: what baton.yml says of
 * either of them stands against that.
 */
export function createClaims({
  config,
  members,
  store,
}: Pick<Desk, 'config' | 'members' | 'store'>) {
  return async (user: string, login: string): Promise<string | undefined> => {
    const mine = personOf(config, await members.memberOf(user));
    const named = mine?.github ?? null;
    if (named !== null && named.toLowerCase() !== login.toLowerCase())
      return otherLogin(named, login);
    const owner = personByGithub(config, login);
    if (owner && owner !== mine) return loginOfAnother(login);
    const linked = await store.links.byLogin(login);
    return linked && linked.user !== user ? linkedByAnother(login) : undefined;
  };
}
