import { UserError } from '../../core/errors.ts';
import { mayDo, type Verdict, type Wanted } from '../../core/roles.ts';
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
  /** Whether they may; nothing of it stands in the audit. */
  verdictOn(wanted: Wanted, user: string): Promise<Verdict>;
  /** The sentence that names the role and who has it. */
  refusalOf(wanted: Wanted, verdict: Refused): Promise<UserError>;
};

export type Refused = Verdict & { allowed: false };

/** What the audit says of a refusal. */
export const lacksRole = ({ role }: Refused): string => `refused: needs the role ${role}`;

export function createPermits(options: {
  settings: Pick<Settings, 'people' | 'teams' | 'roles'>;
  members: Pick<Members, 'memberOf' | 'holdersOf'>;
  store: Pick<Store, 'audit'>;
  now: () => number;
}): Permits {
  const { settings, members, store, now } = options;

  async function verdictOn(wanted: Wanted, user: string): Promise<Verdict> {
    if (wanted.role === 'everyone') return { allowed: true };
    return mayDo(settings, await members.memberOf(user), wanted);
  }

  async function refusalOf(wanted: Wanted, { holders }: Refused): Promise<UserError> {
    return new UserError(...noRole(wanted, await members.holdersOf(holders)));
  }

  return {
    verdictOn,
    refusalOf,
    async demand(wanted, { user, from }) {
      const verdict = await verdictOn(wanted, user);
      if (verdict.allowed) return;
      await store.audit.note({
        ...{ at: now(), who: user, from, what: wanted.command, target: wanted.repository ?? '' },
        repository: wanted.repository ?? null,
        result: lacksRole(verdict),
      });
      throw await refusalOf(wanted, verdict);
    },
  };
}
