import { describe, expect, test } from 'vitest';
import { mayDo } from '../../src/core/roles.ts';
import type { Grant, Settings } from '../../src/core/settings.ts';

const to = (kind: Grant['kind'], id: string, limits: Partial<Grant> = {}): Grant => ({
  ...{ kind, id, repositories: null, commands: null },
  ...limits,
});
const forRuns = to('person', 'mina', {
  commands: ['run'],
  repositories: ['acme/*', '!acme/infra'],
});

const settings: Pick<Settings, 'people' | 'teams' | 'roles'> = {
  people: ['dana', 'omar', 'lee', 'mina'].map((id) => ({
    ...{ id, slack: `U0${id.toUpperCase()}`, github: null, email: null },
  })),
  teams: [
    {
      ...{ id: 'ops', name: 'Operations', channel: null, members: ['omar'], slackGroup: 'S0OPS' },
      ...{ lead: null, workingHours: [], timezone: 'UTC', holidays: [], onCall: [] },
      handoffs: { acceptWithin: 1, finishWithin: 1, checklist: [] },
      onCallGroup: null,
      paging: { rounds: 1, stillOnIt: 1, quietHours: { low: [], normal: [], critical: [] } },
    },
  ],
  roles: {
    developer: [to('person', 'dana')],
    operator: [to('team', 'ops'), forRuns],
    admin: [to('person', 'lee'), to('group', 'S0ADM')],
  },
};

const may = (
  slack: string,
  role: 'everyone' | 'developer' | 'operator' | 'admin',
  groups?: string[],
) => mayDo(settings, { slack, ...(groups ? { groups } : {}) }, { role, command: 'rerun' }).allowed;

describe('a role', () => {
  test('includes those before it, whoever gives it: a list, a team, a group', () => {
    const allowed = (slack: string, groups?: string[]): boolean[] =>
      (['everyone', 'developer', 'operator', 'admin'] as const).map((role) =>
        may(slack, role, groups),
      );
    expect(allowed('U0NEW')).toEqual([true, false, false, false]);
    expect(allowed('U0DANA')).toEqual([true, true, false, false]);
    expect(allowed('U0OMAR')).toEqual([true, true, true, false]);
    expect(allowed('U0NEW', ['S0OPS'])).toEqual([true, true, true, false]);
    expect(allowed('U0LEE')).toEqual([true, true, true, true]);
    expect(allowed('U0NEW', ['S0ADM'])).toEqual([true, true, true, true]);
  });

  test('counts for the commands and repositories that it is given for', () => {
    const mina = (command: string, repository?: string): boolean =>
      mayDo(settings, { slack: 'U0MINA' }, { role: 'operator', command, repository }).allowed;
    expect(mina('run', 'acme/api')).toBe(true);
    expect(mina('run', 'ACME/Api')).toBe(true);
    expect(mina('run', 'acme/infra')).toBe(false);
    expect(mina('run', 'other/api')).toBe(false);
    expect(mina('deploy', 'acme/api')).toBe(false);
    // Before the repository is known, whoever may somewhere goes on.
    expect(mina('run')).toBe(true);
    expect(mina('deploy')).toBe(false);
  });

  test('that is lacking is named, with those who have it for that', () => {
    const verdict = (command: string, repository: string) =>
      mayDo(settings, { slack: 'U0DANA' }, { role: 'operator', command, repository });
    const always = [to('team', 'ops'), to('person', 'lee'), to('group', 'S0ADM')];
    expect(verdict('deploy', 'acme/api')).toEqual({
      ...{ allowed: false, role: 'operator', holders: always },
    });
    expect(verdict('run', 'acme/api')).toMatchObject({
      holders: expect.arrayContaining([forRuns]),
    });
  });

  test('given to everyone is everyone’s', () => {
    const open = {
      ...settings,
      roles: { ...settings.roles, developer: [to('everyone', 'everyone')] },
    };
    const wanted = { role: 'developer', command: 'rerun' } as const;
    expect(mayDo(open, { slack: 'U0NEW' }, wanted)).toEqual({ allowed: true });
  });
});
