import { matchesGlob } from './glob.ts';
import { belongsTo, type Member, personOf } from './people.ts';
import { chosen } from './rules.ts';
import { type Grant, type Role, roles, type Settings } from './settings.ts';

/** Who may use a command: everyone, or those who have a role. */
export type Allow = 'everyone' | Role;

/**
 * The commands that need a role, and which. baton.yml may grant a role for some of them alone; what
 * is done by a button or a form counts as the command of the same name.
 */
export const guarded = {
  rerun: 'developer',
  cancel: 'developer',
  run: 'operator',
  audit: 'operator',
  deploy: 'operator',
  approve: 'operator',
  rollback: 'operator',
  lock: 'operator',
  unlock: 'operator',
  override: 'operator',
} as const satisfies Readonly<Record<string, Role>>;

export type Guarded = keyof typeof guarded;

/** What somebody wants to do. Without a repository it is asked whether they may anywhere. */
export type Wanted = { role: Allow; command: string; repository?: string | undefined };

export type Verdict =
  | { allowed: true }
  /** `holders`: who may, as baton.yml names them; empty where nobody may. */
  | { allowed: false; role: Role; holders: readonly Grant[] };

type Told = Pick<Settings, 'people' | 'teams' | 'roles'>;

/** Whether somebody may do something; if not, which role that needs and who has it. */
export function mayDo(settings: Told, member: Member, wanted: Wanted): Verdict {
  const { role } = wanted;
  if (role === 'everyone') return { allowed: true };
  const holders = roles
    .slice(roles.indexOf(role))
    .flatMap((each) => settings.roles[each])
    .filter((grant) => covers(grant, wanted));
  if (holders.some((grant) => isFor(grant, member, settings))) return { allowed: true };
  return { allowed: false, role, holders };
}

function covers({ commands, repositories }: Grant, { command, repository }: Wanted): boolean {
  if (commands !== null && !commands.includes(command)) return false;
  if (repositories === null || repository === undefined) return true;
  return chosen(repositories, repository, matchesGlob);
}

function isFor(grant: Grant, member: Member, settings: Told): boolean {
  switch (grant.kind) {
    case 'everyone':
      return true;
    case 'group':
      return member.groups?.includes(grant.id) ?? false;
    case 'person':
      return personOf(settings, member)?.id === grant.id;
    case 'team': {
      const team = settings.teams.find(({ id }) => id === grant.id);
      return team !== undefined && belongsTo(settings, team, member);
    }
  }
}
