import { UserError } from '../../core/errors.ts';
import { mayDo, type Wanted } from '../../core/roles.ts';
import type { Settings } from '../../core/settings.ts';
import type { Store } from '../../store/types/index.ts';
import { noRole } from '../slack/messages.ts';
import type { Members } from './members.ts';

/** Who wants to do something, and how: `button in C0BUILDS`. */
export type Wanting = { user: string; from: string };

/** Lets people do what their role allows. */
export type Permits = {
  /**
   * Answers where they may. Without a repository it is asked whether they may anywhere: whoever
   * knows the repository asks again.
   *
   * @throws UserError that names the role and who has it; the refusal stands in the audit by then
   */
  demand(wanted: Wanted, by: Wanting): Promise<void>;
};

export function createPermits(options: {
  settings: Pick<Settings, 'people' | 'teams' | 'roles'>;
  members: Pick<Members, 'memberOf' | 'holdersOf'>;
  store: Pick<Store, 'audit'>;
  now: () => number;
}): Permits {
  const { settings, members, store, now } = options;
  return {
    async demand(wanted, { user, from }) {
      if (wanted.role === 'everyone') return;
      const verdict = mayDo(settings, await members.memberOf(user), wanted);
      if (verdict.allowed) return;
      await store.audit.note({
        ...{ at: now(), who: user, from, what: wanted.command, target: wanted.repository ?? '' },
        repository: wanted.repository ?? null,
        result: `refused: needs the role ${verdict.role}`,
      });
      const [sentence, hint] = noRole(wanted, await members.holdersOf(verdict.holders));
      throw new UserError(sentence, hint);
    },
  };
}
