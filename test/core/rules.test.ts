import { describe, expect, it } from 'vitest';
import { ruleFor, watches } from '../../src/core/rules.ts';
import type { Rule } from '../../src/core/settings.ts';

const rule = (match: string, change: Partial<Rule> = {}): Rule => ({
  match,
  branches: null,
  workflows: ['*'],
  channel: '#builds',
  team: null,
  alertAfter: 1,
  rerunFailedOnce: false,
  severity: 'normal',
  ...change,
});

describe('the rule of a repository', () => {
  const repositories = [rule('acme/api'), rule('acme/*'), rule('**')];

  it.each([
    ['acme/api', 0],
    ['ACME/API', 0],
    ['acme/web', 1],
    ['other/web', 2],
  ])('of %j is the first that matches', (name, index) =>
    expect(ruleFor({ repositories }, name)).toBe(repositories[index]),
  );

  it('is none where nothing matches', () => {
    expect(ruleFor({ repositories: [rule('acme/*')] }, 'other/api')).toBeUndefined();
  });
});

describe('a rule', () => {
  const about = (
    change: Partial<Rule>,
    branch: string | null,
    workflow = 'CI',
    defaultBranch: string | null = 'trunk',
  ) => watches(rule('acme/*', change), { branch, workflow, defaultBranch });

  it('is about the default branch alone where it names none', () => {
    expect(about({}, 'trunk')).toBe(true);
    expect(about({}, 'main')).toBe(false);
    expect(about({}, null)).toBe(false);
  });

  it('takes main or master for the default branch until GitHub has told it', () => {
    expect(about({}, 'main', 'CI', null)).toBe(true);
    expect(about({}, 'trunk', 'CI', null)).toBe(false);
  });

  it('is about the branches that it names, without those that it excludes', () => {
    const branches = ['main', 'release/*', '!release/old'];
    expect(about({ branches }, 'main')).toBe(true);
    expect(about({ branches }, 'release/2')).toBe(true);
    expect(about({ branches }, 'release/old')).toBe(false);
    expect(about({ branches }, 'trunk')).toBe(false);
    expect(about({ branches: ['!dependabot/**'] }, 'feature/x')).toBe(true);
    expect(about({ branches: ['!dependabot/**'] }, 'dependabot/npm/zod')).toBe(false);
  });

  it('is about the workflows that it names', () => {
    expect(about({ workflows: ['nightly *'] }, 'trunk', 'Nightly backup')).toBe(true);
    expect(about({ workflows: ['nightly *'] }, 'trunk', 'CI')).toBe(false);
    expect(about({ workflows: ['*', '!Stale issues'] }, 'trunk', 'Stale issues')).toBe(false);
    expect(about({}, 'trunk', 'CI / build')).toBe(true);
  });
});
